package signature

import (
	"github.com/vanthu/vanthu/internal/fold"
	"github.com/vanthu/vanthu/signing/pades"
	"github.com/vanthu/vanthu/signing/pdf"
)

// entryField is the signature field of the agency that shows number and date.
const entryField = "SoVanBan"

// enter adds number and date to the agency's signature: into the fields prepared
// for them, and for blanks as one more place where the signature itself shows.
// Text fields and notes could not be added without touching what the leader
// signed; signing is what his signature bears.
func (f *found) enter(n numbers, doc *pdf.Document) error {
	f.numbered, f.fill = n.entered(), n.fill
	if len(n.write) == 0 {
		return nil
	}
	page, err := doc.Page(1)
	if err != nil {
		return err
	}
	at, look := drawEntries(page, n.write)
	f.elsewhere = []pades.Mark{{Field: entryField, Visible: at, Appearance: look, Says: n.says}}
	return nil
}

// entered is what was entered in words; empty where nothing was.
func (n numbers) entered() string {
	if len(n.fill)+len(n.write) == 0 {
		return ""
	}
	return n.says
}

// lock names the fields that nobody may change later: all of the form but
// signatures, number and date.
func (o Order) lock(doc *pdf.Document) (names []string, err error) {
	if !o.LockForm {
		return nil, nil
	}
	fields, err := doc.Fields()
	if err != nil {
		return nil, err
	}
	for _, f := range fields {
		if kind, _ := doc.Resolve(f.Dict["FT"]); kind == pdf.Name("Sig") {
			continue
		}
		switch fold.Text(f.Name) {
		case numberField, dayField, monthField, yearField:
			continue
		}
		names = append(names, f.Name)
	}
	return names, nil
}
