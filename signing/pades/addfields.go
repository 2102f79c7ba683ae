package pades

import (
	"context"
	"crypto"
	"errors"
	"os"

	"github.com/vanthu/vanthu/internal/atomicfile"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/pdf"
)

// AddFields adds text fields to the file in, in a revision of its own that keeps
// the bytes before it; the result goes to out, which appears whole or not at all
// and may be the same file. A signed document gets none (ErrAlreadySigned): a
// field is a change that signatures do not bear, only filling it is none.
func AddFields(ctx context.Context, in, out string, fields []EntryField) error {
	source, err := os.Open(in)
	if err != nil {
		return fault.New(ErrSource, fault.Args{"file": in}, err)
	}
	defer source.Close()
	info, err := source.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = errors.New("not a regular file")
	}
	if err != nil {
		return fault.New(ErrSource, fault.Args{"file": in}, err)
	}
	doc, err := pdf.Open(source, info.Size())
	if err != nil {
		return withFile(err, in)
	}
	added, err := composeFields(doc, fields)
	if err != nil {
		return withFile(err, in)
	}
	return appendTo(ctx, source, out, doc.Size(), added)
}

// composeFields gives the revision's bytes.
func composeFields(doc *pdf.Document, fields []EntryField) ([]byte, error) {
	if err := doc.CheckComplete(); err != nil {
		return nil, err
	}
	signed, err := doc.SignatureFields()
	if err != nil {
		return nil, err
	}
	for _, f := range signed {
		if f.Value != nil {
			return nil, fault.New(ErrAlreadySigned, fault.Args{"field": f.Name}, nil)
		}
	}
	e, err := newEditor(doc)
	if err != nil {
		return nil, err
	}
	if err := e.addEntries(fields); err != nil {
		return nil, err
	}
	return e.update.Bytes()
}

// appendTo writes the source's bytes and those added to out.
func appendTo(ctx context.Context, source *os.File, out string, size int64, added []byte) error {
	target, err := atomicfile.Create(out)
	if err != nil {
		return unwritable(out, err)
	}
	defer target.Discard()
	if err := copyDigesting(ctx, target.File, source, size, crypto.SHA256.New()); err != nil {
		return named(err, source.Name(), out)
	}
	_, err = target.Write(added)
	if err == nil {
		err = target.Commit()
	}
	if err != nil {
		return fault.New(ErrTarget, fault.Args{"file": out}, err)
	}
	return nil
}
