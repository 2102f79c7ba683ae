package verify

import (
	"slices"
	"strings"

	"github.com/vanthu/vanthu/signing/pdf"
)

// certification is what a certification signature permits afterwards: DocMDP,
// ISO 32000-2 table 257. P is 1 (nothing), 2 (forms and signing) or 3 (notes
// too).
type certification struct{ p int64 }

// certification gives nil for an approval signature; of several permissions the
// strictest.
func (f *file) certification(value pdf.Dict) *certification {
	var found *certification
	for _, params := range f.transforms(value, "DocMDP") {
		p, ok := f.permission(params)
		if !ok {
			p = 2 // the default
		}
		if found == nil || p < found.p {
			found = &certification{p}
		}
	}
	return found
}

func (f *file) permission(params pdf.Dict) (p int64, ok bool) {
	n, _ := f.value(params["P"]).(pdf.Integer)
	return int64(n), n >= 1 && n <= 3
}

// allowed is what a signature permits afterwards: by its certification, and by
// the lock of the field it stands in (table 236, /P), which approvals may have
// too. Nil where it says nothing.
func (f *file) allowed(field pdf.SignatureField) *certification {
	found := f.certification(field.Value)
	for _, params := range append(f.transforms(field.Value, "FieldMDP"), f.dict(field.Dict["Lock"])) {
		if p, ok := f.permission(params); ok && (found == nil || p < found.p) {
			found = &certification{p}
		}
	}
	return found
}

// lock is a FieldMDP transform: ISO 32000-2 table 259.
type lock struct {
	action pdf.Name // All, Include or Exclude
	fields []string
}

// locks are those that the signature has signed and the one of its field, which
// some programs leave out of what they sign (table 236).
func (f *file) locks(field pdf.SignatureField) []lock {
	var out []lock
	transforms := f.transforms(field.Value, "FieldMDP")
	if own := f.dict(field.Dict["Lock"]); own["Action"] != nil {
		transforms = append(transforms, own)
	}
	for _, params := range transforms {
		l := lock{}
		l.action, _ = f.value(params["Action"]).(pdf.Name)
		for _, o := range f.array(params["Fields"]) {
			if s, ok := f.value(o).(pdf.String); ok {
				l.fields = append(l.fields, s.Text())
			}
		}
		out = append(out, l)
	}
	return out
}

// covers tells that a field was locked. A lock on a field holds for those
// below it; an action that is unknown locks everything.
func (l lock) covers(name string) bool {
	named := slices.ContainsFunc(l.fields, func(f string) bool {
		return f == name || strings.HasPrefix(name, f+".")
	})
	switch l.action {
	case "Include":
		return named
	case "Exclude":
		return !named
	}
	return true
}

// transforms gives the parameters of a signature's transform methods of a kind
// (ISO 32000-2 table 256).
func (f *file) transforms(value pdf.Dict, method pdf.Name) []pdf.Dict {
	var out []pdf.Dict
	for _, o := range f.array(value["Reference"]) {
		reference := f.dict(o)
		if m, _ := f.value(reference["TransformMethod"]).(pdf.Name); m == method {
			params := f.dict(reference["TransformParams"])
			if params == nil {
				params = pdf.Dict{}
			}
			out = append(out, params)
		}
	}
	return out
}
