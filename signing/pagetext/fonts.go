package pagetext

import "github.com/vanthu/vanthu/signing/pdf"

// mostLooks bounds how many objects hasFont looks at.
const mostLooks = 20_000

// hasFont tells whether a page can show text at all: no text without a font
// (ISO 32000-2 §9.3.1), and fonts are named in resources. A scan whose content
// cannot be read has none, so that nobody needs to interpret it, large as it is.
// It is true where the look is not worth its while: very many objects.
func (r *Reader) hasFont(p pdf.Page) bool {
	w := &fontWalk{Reader: r, seen: map[pdf.Ref]bool{}}
	return w.resources(p.Resources)
}

type fontWalk struct {
	*Reader
	seen  map[pdf.Ref]bool
	looks int
}

// resources finds a font in a resource dictionary or in those of the forms that
// it names.
func (w *fontWalk) resources(o pdf.Object) bool {
	r := w.dict(o)
	if len(w.dict(r["Font"])) > 0 {
		return true
	}
	for _, state := range w.dict(r["ExtGState"]) {
		if w.dict(state)["Font"] != nil {
			return true
		}
	}
	for _, drawn := range w.dict(r["XObject"]) {
		if w.drawn(drawn) {
			return true
		}
	}
	return false
}

// drawn looks into a form, once.
func (w *fontWalk) drawn(o pdf.Object) bool {
	if ref, ok := o.(pdf.Ref); ok {
		if w.seen[ref] {
			return false
		}
		w.seen[ref] = true
	}
	if w.looks++; w.looks > mostLooks {
		return true
	}
	s, ok := w.value(o).(*pdf.Stream)
	return ok && s.Dict["Resources"] != nil && w.resources(s.Dict["Resources"])
}
