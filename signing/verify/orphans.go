package verify

import (
	"context"
	"errors"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/pdf"
)

// countOrphans looks for signature dictionaries that no signature field holds.
// Some readers list them as signatures; they are none (ISO 32000-2 §12.7.5.5).
func (f *file) countOrphans(ctx context.Context, fields []pdf.SignatureField, report *Report) error {
	held := map[pdf.Ref]bool{}
	for _, field := range fields {
		held[field.ValueRef] = true
	}
	root, _, err := f.doc.Catalog()
	if err != nil {
		return err
	}
	for _, right := range f.dict(root["Perms"]) { // usage rights are signed too
		if ref, ok := right.(pdf.Ref); ok {
			held[ref] = true
		}
	}
	for ref := range f.doc.Refs() {
		if err := ctx.Err(); err != nil {
			return err
		}
		o, err := f.doc.Resolve(ref)
		if errors.Is(err, pdf.ErrTooComplex) {
			report.Warnings = append(report.Warnings, Finding{Code: OrphansUnknown})
			return nil
		}
		if err != nil {
			return err
		}
		if isSignature(o) && !held[ref] {
			report.Orphans++
		}
	}
	if report.Orphans > 0 {
		report.Warnings = append(report.Warnings, Finding{OrphansFound, fault.Args{"count": report.Orphans}})
	}
	return nil
}

func isSignature(o pdf.Object) bool {
	d, ok := o.(pdf.Dict)
	if !ok {
		return false
	}
	kind := d["Type"]
	return kind == pdf.Name("Sig") || kind == pdf.Name("DocTimeStamp") ||
		d["ByteRange"] != nil && d["Contents"] != nil
}
