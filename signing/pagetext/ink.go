package pagetext

import (
	"math"

	"github.com/vanthu/vanthu/office/reading/glyphs"
	"github.com/vanthu/vanthu/signing/pagetext/font"
)

// extent is the ink of one Tj or TJ in text space, without its height.
type extent struct{ from, to float64 }

func (e extent) width() float64 { return e.to - e.from }

// leastWidth, in points: what is narrower has no ink, such as a single blank.
const leastWidth = 0.01

// extentOf is false where nothing was shown.
func (c *content) extentOf(object []shown) (e extent, ok bool) {
	e = extent{math.Inf(1), math.Inf(-1)}
	for _, s := range object {
		right := s.x
		if s.Ink.Top > s.Ink.Bottom {
			right += s.Width * c.size
		}
		e.from, e.to = min(e.from, s.x, right), max(e.to, s.x, right)
	}
	return e, len(object) > 0
}

// sideBearing is left free on both sides of a letter, of its width.
const sideBearing = 0.04

// inkOf is about where a glyph's ink is.
func (c *content) inkOf(s shown, t textMatrix) glyphs.Rect {
	width, free := s.Width*c.size, s.Width*c.size*sideBearing
	x0, y0 := t.to.point(s.x+free, s.Ink.Bottom*c.size)
	x1, y1 := t.to.point(s.x+width-free, s.Ink.Top*c.size)
	return c.view.Box(glyphs.Rect{X0: x0, Y0: y0, X1: x1, Y1: y1})
}

// spread sets a text evenly where something else was shown.
func (c *content) spread(text string, e extent) (object []shown) {
	runes := []rune(text)
	step := e.width() / float64(len(runes))
	for i, r := range runes {
		g := font.Glyph{Text: string(r), Ink: font.InkOf(string(r)), Width: step / c.size}
		object = append(object, shown{Glyph: g, x: e.from + float64(i)*step})
	}
	return object
}
