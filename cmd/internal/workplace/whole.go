package workplace

import (
	"context"
	"errors"
	"os"

	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/signing/pdf"
)

// AddFile keeps a file that is whole: what was cut off on its way here must not
// go on to others.
func (d deskFiles) AddFile(ctx context.Context, path string, role office.FileRole) (office.File, error) {
	if err := checkWhole(path, role); err != nil {
		return office.File{}, err
	}
	return d.Store.AddFile(ctx, path, role)
}

// checkWhole refuses a main file that is no PDF or that lacks a part, and an
// attachment that is a PDF and lacks one; other attachments may be anything.
func checkWhole(path string, role office.FileRole) error {
	file, err := os.Open(path)
	if err != nil {
		return nil // the store names it
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return nil
	}
	doc, err := pdf.Open(file, info.Size())
	if err == nil {
		err = doc.CheckComplete()
	}
	if role != office.MainFile && !errors.Is(err, pdf.ErrIncomplete) {
		return nil
	}
	return err
}
