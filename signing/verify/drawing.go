package verify

import (
	"slices"

	"github.com/vanthu/vanthu/signing/pdf"
)

const (
	maxOperators = 1 << 20 // of a page with its forms; real pages have thousands
	maxForms     = 12      // one inside the other
	maxSaved     = 256     // graphics states
)

// drawing goes through what a page draws and marks where text and pictures
// stand. Widths of letters are estimated: it tells covered from free, no more.
type drawing struct {
	doc       *pdf.Document
	ink       *ink
	resources pdf.Dict
	state     graphics
	saved     []graphics
	text      textState
	path      pdf.Rect
	hasPath   bool
	operators *int
	depth     int
}

type graphics struct {
	ctm       matrix
	size      float64
	wide      bool // codes of two bytes
	leading   float64
	stretched float64
}

type textState struct{ at, line matrix }

// inkOf reads what a page draws. What cannot be read counts as everywhere.
func inkOf(doc *pdf.Document, page pdf.Page, resources pdf.Dict) *ink {
	k := &ink{page: page.CropBox}
	parts, err := list(doc, page.Dict["Contents"])
	if err != nil {
		k.all = true
		return k
	}
	if parts == nil {
		parts = pdf.Array{page.Dict["Contents"]}
	}
	var content []byte
	for _, part := range parts {
		v, err := doc.Resolve(part)
		stream, ok := v.(*pdf.Stream)
		if err != nil || !ok {
			continue
		}
		data, err := doc.StreamData(stream)
		if err != nil {
			k.all = true
			return k
		}
		content = append(append(content, data...), '\n')
	}
	d := &drawing{doc: doc, ink: k, resources: resources, operators: new(int)}
	d.state = graphics{ctm: identity, stretched: 1}
	d.run(content)
	return k
}

func (d *drawing) run(content []byte) {
	for name, operands := range d.doc.Operators(content) {
		if *d.operators++; *d.operators > maxOperators {
			d.ink.all = true
		}
		if d.ink.all {
			return
		}
		d.operator(name, operands)
	}
}

func (d *drawing) operator(name string, operands []pdf.Object) {
	switch name {
	case "q":
		if len(d.saved) < maxSaved {
			d.saved = append(d.saved, d.state)
		}
	case "Q":
		if n := len(d.saved); n > 0 {
			d.state, d.saved = d.saved[n-1], d.saved[:n-1]
		}
	case "cm":
		if m, ok := matrixOf(operands); ok {
			d.state.ctm = m.times(d.state.ctm)
		}
	case "EI", "sh":
		d.mark(pdf.Rect{URX: 1, URY: 1}, d.state.ctm)
	case "Do":
		d.object(operands)
	case "re", "m", "l", "c", "v", "y":
		d.extend(name, operands)
	case "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "n":
		d.paint(name)
	default:
		d.textOperator(name, operands)
	}
}

// mark marks a rectangle of some space. One that covers nearly the whole page is
// ground for other things when it is a path, so paths come here by paint.
func (d *drawing) mark(r pdf.Rect, m matrix) {
	box, ok := m.box(r)
	if !ok {
		d.ink.all = true
		return
	}
	d.ink.mark(box)
}

// object draws a form or a picture (ISO 32000-2 §8.8).
func (d *drawing) object(operands []pdf.Object) {
	if len(operands) == 0 {
		return
	}
	name, _ := operands[0].(pdf.Name)
	v, err := d.doc.Resolve(dictOf(d.doc, d.resources["XObject"])[name])
	stream, ok := v.(*pdf.Stream)
	if err != nil || !ok {
		return
	}
	if kind, _ := d.doc.Resolve(stream.Dict["Subtype"]); kind != pdf.Name("Form") {
		d.mark(pdf.Rect{URX: 1, URY: 1}, d.state.ctm)
		return
	}
	d.form(stream)
}

func (d *drawing) form(stream *pdf.Stream) {
	data, err := d.doc.StreamData(stream)
	if err != nil || d.depth >= maxForms {
		d.ink.all = true
		return
	}
	inner := &drawing{doc: d.doc, ink: d.ink, resources: dictOf(d.doc, stream.Dict["Resources"]), operators: d.operators, depth: d.depth + 1}
	if inner.resources == nil {
		inner.resources = d.resources
	}
	inner.state = d.state
	if numbers, err := list(d.doc, stream.Dict["Matrix"]); err == nil {
		if m, ok := matrixOf(numbers); ok {
			inner.state.ctm = m.times(d.state.ctm)
		}
	}
	inner.run(data)
}

// extend grows the path's box by an operator's points; curves stay within
// their control points.
func (d *drawing) extend(name string, operands []pdf.Object) {
	var at []float64
	for _, o := range operands {
		n, _ := pdf.Number(o)
		at = append(at, n)
	}
	if name == "re" && len(at) == 4 {
		at = []float64{at[0], at[1], at[0] + at[2], at[1] + at[3]}
	}
	for i := 0; i+1 < len(at); i += 2 {
		point := pdf.Rect{LLX: at[i], LLY: at[i+1], URX: at[i], URY: at[i+1]}
		if box, ok := d.state.ctm.box(point); ok {
			d.path, d.hasPath = around(d.path, box, d.hasPath), true
		}
	}
}

func around(a, b pdf.Rect, both bool) pdf.Rect {
	if !both {
		return b
	}
	return pdf.Rect{LLX: min(a.LLX, b.LLX), LLY: min(a.LLY, b.LLY), URX: max(a.URX, b.URX), URY: max(a.URY, b.URY)}
}

// paint marks a path unless it is the ground or the frame of other things.
func (d *drawing) paint(name string) {
	const line = 0.5 // half of a line's width
	r := pdf.Rect{LLX: d.path.LLX - line, LLY: d.path.LLY - line, URX: d.path.URX + line, URY: d.path.URY + line}
	page := d.ink.page
	if d.hasPath && name != "n" && r.Width()*r.Height() < page.Width()*page.Height()/4 {
		d.ink.mark(r)
	}
	d.hasPath = false
}

// wideFont tells a composite font, whose codes have two bytes as a rule
// (ISO 32000-2 §9.7).
func (d *drawing) wideFont(name pdf.Name) bool {
	font := dictOf(d.doc, dictOf(d.doc, d.resources["Font"])[name])
	kind, err := d.doc.Resolve(font["Subtype"])
	return err == nil && kind == pdf.Name("Type0")
}

// shownText is what a content stream shows, in the codes of its fonts.
func (c *comparison) shownText(content []byte) []byte {
	var out []byte
	for name, operands := range c.then.Operators(content) {
		if slices.Contains([]string{"Tj", "'", "\"", "TJ"}, name) {
			out = append(out, stringsIn(operands)...)
		}
	}
	return out
}

func stringsIn(operands []pdf.Object) (out []byte) {
	for _, o := range operands {
		switch o := o.(type) {
		case pdf.String:
			out = append(out, o...)
		case pdf.Array:
			out = append(out, stringsIn(o)...)
		}
	}
	return out
}
