package verify

import "github.com/vanthu/vanthu/signing/pdf"

// textOperator follows the text operators (ISO 32000-2 §9.3, §9.4).
func (d *drawing) textOperator(name string, operands []pdf.Object) {
	number := func(i int) float64 {
		if i >= len(operands) {
			return 0
		}
		n, _ := pdf.Number(operands[i])
		return n
	}
	switch name {
	case "BT":
		d.text = textState{identity, identity}
	case "Tf":
		if len(operands) == 2 {
			font, _ := operands[0].(pdf.Name)
			d.state.size, d.state.wide = number(1), d.wideFont(font)
		}
	case "Tz":
		d.state.stretched = number(0) / 100
	case "TL":
		d.state.leading = number(0)
	case "Td":
		d.move(number(0), number(1))
	case "TD":
		d.state.leading = -number(1)
		d.move(number(0), number(1))
	case "Tm":
		if m, ok := matrixOf(operands); ok {
			d.text = textState{m, m}
		}
	case "T*":
		d.move(0, -d.state.leading)
	case "'", "\"":
		d.move(0, -d.state.leading)
		d.show(operands)
	case "Tj", "TJ":
		d.show(operands)
	}
}

func (d *drawing) move(x, y float64) {
	d.text.line = matrix{1, 0, 0, 1, x, y}.times(d.text.line)
	d.text.at = d.text.line
}

// letterWidth is a common share of the type size.
const letterWidth = 0.5

// show marks strings and moves on. Numbers in an array are thousandths of the
// type size to go back.
func (d *drawing) show(operands []pdf.Object) {
	for _, o := range operands {
		switch o := o.(type) {
		case pdf.String:
			d.showString(o)
		case pdf.Array:
			d.show(o)
		case pdf.Integer, pdf.Real:
			back, _ := pdf.Number(o)
			d.advance(-back / 1000 * d.state.size * d.state.stretched)
		}
	}
}

func (d *drawing) showString(s pdf.String) {
	letters := float64(len(s))
	if d.state.wide {
		letters /= 2
	}
	width := letters * letterWidth * d.state.size * d.state.stretched
	const below, above = -0.22, 0.8 // of common type, in sizes
	r := pdf.Rect{URX: width, LLY: below * d.state.size, URY: above * d.state.size}
	if width != 0 && d.state.size != 0 {
		d.mark(r, d.text.at.times(d.state.ctm))
	}
	d.advance(width)
}

func (d *drawing) advance(x float64) {
	d.text.at = matrix{1, 0, 0, 1, x, 0}.times(d.text.at)
}
