package pagetext

import (
	"math"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/vanthu/vanthu/office/reading/glyphs"
	"github.com/vanthu/vanthu/signing/pagetext/font"
	"github.com/vanthu/vanthu/signing/pagetext/scan"
)

// shown is a glyph of one Tj or TJ: where it begins, from the begin of it all, in
// text space before it is scaled.
type shown struct {
	font.Glyph
	x float64
}

// showLast shows one string; what else stands before the operator does not count.
func (c *content) showLast() {
	c.operands = c.operands[max(0, len(c.operands)-1):]
	c.show()
}

// show takes the strings and numbers of Tj and TJ (ISO 32000-2 §9.4.3).
func (c *content) show() {
	if !c.named {
		return // text without a font is not shown
	}
	x, object := 0.0, c.object[:0]
	for _, t := range c.operands {
		switch t.Kind {
		case scan.Number:
			x -= t.Value / 1000 * c.size
		case scan.String:
			if c.font == nil && len(t.Bytes) > 0 {
				c.doubts("font")
				return
			}
			object, x = c.glyphsOf(object, t.Bytes, x)
		}
	}
	c.object = object
	if c.place(object); len(c.glyphs) > maxGlyphs {
		c.doubts("glyphs")
	}
	c.text = moved(x*c.scale, 0).times(c.text)
}

func (c *content) glyphsOf(object []shown, text []byte, x float64) ([]shown, float64) {
	for len(text) > 0 {
		g, size := c.font.Next(text)
		text = text[size:]
		if !g.Known {
			c.doubts("glyph of " + c.font.Name)
			return nil, x
		}
		object = append(object, shown{g, x})
		x += g.Width*c.size + c.charSpace
		if g.Space {
			x += c.wordSpace
		}
	}
	return object, x
}

// place puts what was shown at its place on the page.
func (c *content) place(object []shown) {
	t := c.textMatrix()
	extent, ok := c.extentOf(object)
	if !ok || extent.width()*math.Hypot(t.to[0], t.to[1]) < leastWidth || c.recent.has(object, extent, t, c.size) {
		return
	}
	if text, replaced := c.actualText(); replaced {
		object = c.spread(text, extent)
	}
	for _, s := range object {
		c.add(s, t)
	}
}

// textMatrix leads from text space, scaled, to the page.
type textMatrix struct {
	to      matrix
	upright bool
	em      float64 // of the font size on the page, in mm
}

func (c *content) textMatrix() textMatrix {
	to := matrix{c.scale, 0, 0, 1, 0, c.rise}.times(c.text).times(c.ctm)
	along := math.Copysign(1, c.size) // a negative size turns the letters round
	angle := -math.Atan2(to[1]*along, to[0]*along)
	if angle < 0 {
		angle += 2 * math.Pi
	}
	return textMatrix{to, c.view.Upright(angle), math.Abs(c.size) * math.Hypot(to[0], to[1]) * glyphs.MMPerPoint}
}

// add adds the characters of a glyph.
func (c *content) add(s shown, t textMatrix) {
	if !t.upright || s.Text == "" {
		return
	}
	g := glyphs.Glyph{Em: t.em}
	g.X, g.Baseline = c.view.Point(t.to.point(s.x, 0))
	g.Right, _ = c.view.Point(t.to.point(s.x+s.Width*c.size, 0))
	g.Right = max(g.Right, g.X)
	g.Ink = c.inkOf(s, t)
	if !g.Placed() {
		return
	}
	for _, r := range s.Text {
		c.addRune(g, r)
	}
}

func (c *content) addRune(g glyphs.Glyph, r rune) {
	switch {
	case r >= 0xFB00 && r <= 0xFB06: // ligatures
		for _, part := range norm.NFKC.String(string(r)) {
			c.addRune(g, part)
		}
		return
	case r >= 0x0590 && unicode.In(r, unicode.Hebrew, unicode.Arabic):
		c.doubts("right to left")
	}
	r, ok := glyphs.Readable(r)
	if !ok || r == ' ' && c.afterSpace(g) {
		return
	}
	g.Rune, g.Index = r, len(c.glyphs)
	c.glyphs = append(c.glyphs, g)
	c.bold = append(c.bold, c.font.Bold)
}

// afterSpace tells whether the glyph before was a blank on the same line: several
// count as one.
func (c *content) afterSpace(g glyphs.Glyph) bool {
	n := len(c.glyphs)
	return n > 0 && c.glyphs[n-1].Rune == ' ' && math.Abs(c.glyphs[n-1].Baseline-g.Baseline) < g.Em/2
}
