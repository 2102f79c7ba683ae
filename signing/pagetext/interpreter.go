package pagetext

import (
	"github.com/vanthu/vanthu/office/reading/glyphs"
	"github.com/vanthu/vanthu/signing/pagetext/font"
	"github.com/vanthu/vanthu/signing/pagetext/scan"
	"github.com/vanthu/vanthu/signing/pdf"
)

// What bounds the work on one page.
const (
	maxOperators = 1 << 20 // in all forms of the page
	maxOperands  = 1 << 16 // of one operator
	maxStates    = 512     // saved by q
	maxDepth     = 20      // forms in forms
	maxGlyphs    = 40_000  // a full page of small print has some 8000
)

// interpreter goes through the content of a page and collects what it shows.
type interpreter struct {
	reader *Reader
	view   glyphs.View
	*found
	left  int // operators that may still come
	path  []pdf.Ref
	doubt string
}

// state is what q saves. Like others, we save the text's place with it.
type state struct {
	ctm, text, line matrix

	font                 *font.Font
	named                bool // a font was chosen, be it one that cannot be read
	size, rise, leading  float64
	charSpace, wordSpace float64
	scale                float64 // of widths, 1 is as the font has it
}

// content is one stream of operators that is gone through.
type content struct {
	*interpreter
	state
	scan      *scan.Scanner
	resources pdf.Dict
	fonts     map[pdf.Name]*font.Font
	depth     int
	saved     []state
	marks     []*mark
	operands  []scan.Token
	object    []shown // the last Tj or TJ, to be used anew
	recent    recent
}

func (x *interpreter) doubts(why string) {
	if x.doubt == "" {
		x.doubt = why
	}
}

// release gives the glyphs back, but for those of a page that is no page.
func (x *interpreter) release() {
	if cap(x.glyphs) > 4*usualGlyphs {
		return
	}
	x.glyphs, x.bold = x.glyphs[:0], x.bold[:0]
	founds.Put(x.found)
}

func (x *interpreter) page(p pdf.Page) {
	data, ok := x.reader.content(p.Dict["Contents"])
	if !ok {
		x.doubts("content")
		return
	}
	x.run(data, x.reader.dict(p.Resources), state{ctm: identity, text: identity, line: identity, scale: 1}, 0)
}

func (x *interpreter) run(data []byte, resources pdf.Dict, begin state, depth int) {
	c := &content{interpreter: x, state: begin, scan: scan.New(data), resources: resources, fonts: map[pdf.Name]*font.Font{}, depth: depth}
	for x.doubt == "" {
		t := c.scan.Next()
		switch t.Kind {
		case scan.End:
			return
		case scan.Word:
			if x.left--; x.left < 0 {
				x.doubts("operators")
			}
			if do := operators[string(t.Bytes)]; do != nil {
				do(c)
			} else if t.Is(")") || t.Is(">") { // readers do not agree on what a stray bracket ends
				x.doubts("bracket")
			}
			c.operands = c.operands[:0]
		default:
			if c.operands = append(c.operands, t); len(c.operands) > maxOperands {
				x.doubts("operands")
			}
		}
	}
}

// number is the operand n places before the last; 0 where it is missing.
func (c *content) number(n int) float64 {
	if i := len(c.operands) - 1 - n; i >= 0 {
		return c.operands[i].Value
	}
	return 0
}

// name is the operand n places before the last, as a name.
func (c *content) name(n int) pdf.Name {
	if i := len(c.operands) - 1 - n; i >= 0 && c.operands[i].Kind == scan.Name {
		return pdf.Name(c.operands[i].Bytes)
	}
	return ""
}

func (c *content) matrix() (m matrix) {
	for i := range m {
		m[i] = c.number(5 - i)
	}
	return m
}

func (c *content) resource(kind, name pdf.Name) pdf.Object {
	return c.reader.dict(c.resources[kind])[name]
}
