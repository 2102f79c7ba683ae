package verify

import (
	"context"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/pdf"
)

// readAll goes through all objects once: for the graph, and for signature
// dictionaries that no signature field holds. Some readers list these as
// signatures; they are none (ISO 32000-2 §12.7.5.5).
func (f *file) readAll(ctx context.Context, fields []pdf.SignatureField, report *Report) error {
	held, err := f.held(fields)
	if err != nil {
		return err
	}
	f.graph = &graph{}
	err = f.graph.build(ctx, f.doc, func(ref pdf.Ref, o pdf.Object) {
		if isSignature(o) && !held[ref.Number] {
			report.Orphans++
		}
	})
	if err != nil {
		return err
	}
	if f.graph.partial {
		report.Warnings = append(report.Warnings, Finding{Code: OrphansUnknown})
	}
	if report.Orphans > 0 {
		report.Warnings = append(report.Warnings, Finding{OrphansFound, fault.Args{"count": report.Orphans}})
	}
	return nil
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
