package ops

import (
	"strings"
	"unicode/utf8"

	"github.com/vanthu/vanthu/central/blobs"
	"github.com/vanthu/vanthu/office"
)

// Limits of the files of one record.
const (
	maxFiles    = 200
	maxFileName = 200 // characters
)

// checkFiles refuses files that are not well described. A name must be a bare
// name: a path could lead the recipient's program out of its folder.
func checkFiles(all []office.File) error {
	if len(all) > maxFiles {
		return malformed("files", nil)
	}
	for _, f := range all {
		name := utf8.RuneCountInString(f.Name)
		bare := name > 0 && name <= maxFileName && utf8.ValidString(f.Name) && !strings.ContainsAny(f.Name, "/\\\x00") && f.Name != "." && f.Name != ".."
		role := f.Role == office.MainFile || f.Role == office.Attachment
		if !bare || !role || f.Size < 0 || len(f.MediaType) > 100 || !blobs.ValidHash(f.SHA256) {
			return malformed("files", nil)
		}
	}
	return nil
}

// attach makes sure that the agency has the files, and gives its record the
// right to read them.
func (a *action) attach(all []office.File) error {
	missing, err := a.tx.Missing(a.agency(), hashes(all))
	if err != nil {
		return err
	}
	if len(missing) > 0 {
		return lacking(missing)
	}
	return a.tx.NameBlobs(a.agency(), all)
}

// attachHeld does the same for earlier forms of a document, which may have stayed
// on the machine that made them: only those that are here.
func (a *action) attachHeld(all []office.File) error {
	missing, err := a.tx.Missing(a.agency(), hashes(all))
	if err != nil {
		return err
	}
	absent := map[string]bool{}
	for _, hash := range missing {
		absent[hash] = true
	}
	var held []office.File
	for _, f := range all {
		if !absent[f.SHA256] {
			held = append(held, f)
		}
	}
	return a.tx.NameBlobs(a.agency(), held)
}

func hashes(all []office.File) []string {
	list := make([]string, 0, len(all))
	for _, f := range all {
		if blobs.ValidHash(f.SHA256) {
			list = append(list, f.SHA256)
		}
	}
	return list
}
