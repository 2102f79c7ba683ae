// Package glyphs makes lines of text of single glyphs with their places, whoever
// read them from a page: they are grouped by baseline and cut at wide gaps, as a
// person sees them, whatever their order in the file. It does no I/O.
package glyphs

import (
	"math"
	"unicode"
)

// Glyph is one character as it stands on the page as seen, in millimetres.
type Glyph struct {
	Rune     rune
	Index    int     // in the order of the page's content
	X        float64 // where it begins on its baseline
	Right    float64 // where the next one would begin
	Baseline float64
	Em       float64 // height of its line
	Ink      Rect
}

// Placed tells whether a glyph stands somewhere and has a size.
func (g Glyph) Placed() bool { return g.Em > 0 && Finite(g.X, g.Baseline, g.Right, g.Em) }

func (g Glyph) blank() bool { return unicode.IsSpace(g.Rune) }
func (g Glyph) mark() bool  { return unicode.Is(unicode.Mn, g.Rune) }

// Readable gives what a character says: nothing where it is a control character
// or only steers others, a hyphen for one that shows at the end of a line only.
func Readable(r rune) (rune, bool) {
	switch {
	case r == '\u00ad':
		return '-', true
	case r <= 0, r == unicode.ReplacementChar, unicode.IsControl(r), unicode.Is(unicode.Cf, r):
		return 0, false
	}
	return r, true
}

// Finite tells whether numbers can be those of a page.
func Finite(values ...float64) bool {
	for _, v := range values {
		if math.IsNaN(v) || math.Abs(v) > 1e6 {
			return false
		}
	}
	return true
}
