package pades

import (
	"slices"
	"strings"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/pdf"
)

// checkLocks refuses a field that an earlier signature has locked (FieldMDP, ISO
// 32000-2 §12.8.2.4). A new field is not among those that were locked.
func (e *editor) checkLocks(name string) error {
	fields, err := e.doc.SignatureFields()
	if err != nil {
		return err
	}
	for _, f := range fields {
		for _, params := range e.transforms(f.Value, "FieldMDP") {
			if e.covers(params, name) {
				return fault.New(ErrFieldLocked, fault.Args{"field": name}, nil)
			}
		}
	}
	return nil
}

// transforms gives the parameters of a signature's transforms of a kind.
func (e *editor) transforms(signature pdf.Dict, method pdf.Name) (out []pdf.Dict) {
	for _, item := range e.list(signature["Reference"]) {
		reference, _ := item.(pdf.Dict)
		if kind, _ := e.update.Resolve(reference["TransformMethod"]); kind != pdf.Object(method) {
			continue
		}
		if params, err := e.dict(reference["TransformParams"]); err == nil && params != nil {
			out = append(out, params)
		}
	}
	return out
}

// covers: a lock on a field holds for those below it as well (table 259).
func (e *editor) covers(params pdf.Dict, name string) bool {
	named := slices.ContainsFunc(e.list(params["Fields"]), func(o pdf.Object) bool {
		text, _ := o.(pdf.String)
		field := text.Text()
		return field == name || strings.HasPrefix(name, field+".")
	})
	action, _ := e.update.Resolve(params["Action"])
	switch action {
	case pdf.Name("Include"):
		return named
	case pdf.Name("Exclude"):
		return !named
	}
	return true
}
