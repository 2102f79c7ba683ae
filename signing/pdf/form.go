package pdf

// FormField is a terminal field of the interactive form (ISO 32000-2 §12.7.4).
type FormField struct {
	Name    string // fully qualified: the partial names from the root, with points
	Ref     Ref    // zero where the form holds the field directly
	Dict    Dict   // with FT, Ff, V and DV inherited
	Widgets []Widget
}

// Widget is a field's appearance on a page; often the field's own dictionary.
type Widget struct {
	Ref  Ref
	Dict Dict
}

const (
	maxFieldDepth = 64
	maxFieldNodes = 1 << 18
)

var inheritedByFields = []Name{"FT", "Ff", "V", "DV"}

type fieldWalk struct {
	d      *Document
	fields []FormField
	seen   map[Ref]bool
	nodes  int
}

// Fields lists the form's terminal fields in their order.
func (d *Document) Fields() (fields []FormField, err error) {
	defer guard(&err)
	root, _, err := d.Catalog()
	if err != nil {
		return nil, err
	}
	form, err := d.dict(root["AcroForm"])
	if err != nil {
		return nil, err
	}
	top, err := d.array(form["Fields"])
	if err != nil {
		return nil, err
	}
	w := &fieldWalk{d: d, seen: map[Ref]bool{}}
	for _, o := range top {
		if err := w.visit(o, Dict{}, "", 0); err != nil {
			return nil, err
		}
	}
	return w.fields, nil
}

func (w *fieldWalk) visit(o Object, above Dict, prefix string, depth int) error {
	if w.nodes++; depth > maxFieldDepth || w.nodes > maxFieldNodes {
		return tooComplex("form")
	}
	ref, _ := o.(Ref)
	if ref != (Ref{}) {
		if w.seen[ref] {
			return nil
		}
		w.seen[ref] = true
	}
	dict, err := w.d.dict(o)
	if err != nil || dict == nil {
		return err
	}
	all := dict.Clone()
	inherit(all, above, inheritedByFields...)
	name := prefix
	if t, ok := w.d.value(dict["T"]).(String); ok {
		name = qualified(prefix, t.Text())
	}
	kids, err := w.d.array(dict["Kids"])
	if err != nil {
		return err
	}
	return w.descend(FormField{Name: name, Ref: ref, Dict: all}, kids, depth)
}

func qualified(prefix, name string) string {
	if prefix == "" {
		return name
	}
	return prefix + "." + name
}

// descend tells kids that are fields (they have a /T) from widgets.
func (w *fieldWalk) descend(f FormField, kids Array, depth int) error {
	terminal := true
	for _, kid := range kids {
		dict, err := w.d.dict(kid)
		if err != nil {
			return err
		}
		if dict["T"] == nil && dict["Kids"] == nil {
			ref, _ := kid.(Ref)
			f.Widgets = append(f.Widgets, Widget{ref, dict})
			continue
		}
		terminal = false
		if err := w.visit(kid, f.Dict, f.Name, depth+1); err != nil {
			return err
		}
	}
	if !terminal {
		return nil
	}
	if len(f.Widgets) == 0 {
		f.Widgets = []Widget{{f.Ref, f.Dict}}
	}
	w.fields = append(w.fields, f)
	return nil
}
