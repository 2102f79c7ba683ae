package verify

import (
	"context"
	"errors"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/pdf"
)

// readAll goes through all objects once: for signature dictionaries that no
// signature field holds, and for the graph where something came after a
// signature. Some readers list these dictionaries as signatures; they are none
// (ISO 32000-2 §12.7.5.5).
func (f *file) readAll(ctx context.Context, fields []pdf.SignatureField, report *Report) error {
	held, err := f.held(fields)
	if err != nil {
		return err
	}
	compared, err := f.followed(ctx, fields)
	if err != nil {
		return err
	}
	f.graph = &graph{}
	partial, err := eachObject(ctx, f.doc, func(ref pdf.Ref, o pdf.Object) {
		if isSignature(o) && !held[ref.Number] {
			report.Orphans++
		}
		if compared {
			f.graph.add(ref.Number, o)
		}
	})
	if err != nil {
		return err
	}
	f.graph.end(partial)
	if partial {
		report.Warnings = append(report.Warnings, Finding{Code: OrphansUnknown})
	}
	if report.Orphans > 0 {
		report.Warnings = append(report.Warnings, Finding{OrphansFound, fault.Args{"count": report.Orphans}})
	}
	return nil
}

// followed tells that bytes which say something stand behind what some signature
// covers, so that revisions will be compared.
func (f *file) followed(ctx context.Context, fields []pdf.SignatureField) (bool, error) {
	for _, field := range fields {
		blank, err := f.blank(ctx, max(0, claimedEnd(field)), f.size)
		if err != nil || !blank {
			return true, err
		}
	}
	return false, nil
}

// eachObject reads every object of a document once. It fails with ErrUnreadable
// and the context's error; partial tells that a bound was reached before the end.
func eachObject(ctx context.Context, doc *pdf.Document, see func(pdf.Ref, pdf.Object)) (partial bool, err error) {
	for ref := range doc.Refs() {
		if err := ctx.Err(); err != nil {
			return false, err
		}
		o, err := doc.Load(ref.Number)
		if errors.Is(err, pdf.ErrTooComplex) {
			return true, nil
		}
		if err != nil {
			return false, err
		}
		see(ref, o)
	}
	return false, nil
}

// held are the signature dictionaries of fields and those of usage rights,
// which are signed too.
func (f *file) held(fields []pdf.SignatureField) (map[int]bool, error) {
	held := map[int]bool{}
	for _, field := range fields {
		held[field.ValueRef.Number] = true
	}
	root, _, err := f.doc.Catalog()
	for _, right := range f.dict(root["Perms"]) {
		if ref, ok := right.(pdf.Ref); ok {
			held[ref.Number] = true
		}
	}
	return held, err
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
