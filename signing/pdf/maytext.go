package pdf

// mostLooks bounds how many objects MayShowText looks at.
const mostLooks = 20_000

// MayShowText tells whether some page can show text at all: no text without a
// font (ISO 32000-2 §9.3.1), and fonts are named in resources. Scans have none,
// so that nobody needs to interpret their pages, large as they are. It is true
// where the look is not worth its while: annotations, and very many objects.
func (d *Document) MayShowText() (may bool, err error) {
	defer guard(&err)
	w := &fontWalk{d: d, seen: map[Ref]bool{}}
	for p, err := range d.Pages() {
		if err != nil {
			return true, err
		}
		if w.looks++; w.resources(p.Resources) || p.Dict["Annots"] != nil || w.looks > mostLooks {
			return true, nil
		}
	}
	return false, nil
}

type fontWalk struct {
	d     *Document
	seen  map[Ref]bool
	looks int
}

// resources finds a font in a resource dictionary or in those of the forms and
// patterns that it names.
func (w *fontWalk) resources(o Object) bool {
	r := w.dict(o)
	if len(w.dict(r["Font"])) > 0 {
		return true
	}
	for _, state := range w.dict(r["ExtGState"]) {
		if w.dict(state)["Font"] != nil {
			return true
		}
	}
	for _, kind := range []Name{"XObject", "Pattern"} {
		for _, drawn := range w.dict(r[kind]) {
			if w.drawn(drawn) {
				return true
			}
		}
	}
	return false
}

// drawn looks into a form or a pattern, once.
func (w *fontWalk) drawn(o Object) bool {
	if ref, ok := o.(Ref); ok {
		if w.seen[ref] {
			return false
		}
		w.seen[ref] = true
	}
	if w.looks++; w.looks > mostLooks {
		return true
	}
	s, ok := w.d.value(o).(*Stream)
	return ok && s.Dict["Resources"] != nil && w.resources(s.Dict["Resources"])
}

func (w *fontWalk) dict(o Object) Dict {
	dict, _ := w.d.value(o).(Dict)
	return dict
}
