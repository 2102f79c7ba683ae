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

// certification gives nil for an approval signature.
func (f *file) certification(value pdf.Dict) *certification {
	params := f.transforms(value, "DocMDP")
	if len(params) == 0 {
		return nil
	}
	if p, ok := f.value(params[0]["P"]).(pdf.Integer); ok {
		return &certification{int64(p)}
	}
	return &certification{2}
}

// lock is a FieldMDP transform: ISO 32000-2 table 259.
type lock struct {
	action pdf.Name // All, Include or Exclude
	fields []string
}

func (f *file) locks(value pdf.Dict) []lock {
	var out []lock
	for _, params := range f.transforms(value, "FieldMDP") {
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
