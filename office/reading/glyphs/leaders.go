package glyphs

import "github.com/vanthu/vanthu/office/reading"

// leadersOf finds the dots and strokes that hold a blank open in a run of glyphs:
// two or more beside one another, or one mark of three dots.
func leadersOf(run []Glyph) (spans []reading.Span) {
	count, span := 0, reading.Span{}
	end := func() {
		if count >= 2 {
			spans = append(spans, span)
		}
		count = 0
	}
	var last rune
	for _, g := range run {
		if g.blank() {
			continue
		}
		if !leader(g.Rune) || count == 1 && last != '…' && g.Rune != '…' && g.Rune != last {
			end()
		}
		if leader(g.Rune) {
			if count == 0 {
				span.Left = g.X
			}
			span.Right = max(g.Right, g.Ink.X1)
			count++
			if g.Rune == '…' {
				count++
			}
		}
		last = g.Rune
	}
	end()
	return spans
}

func leader(r rune) bool { return r == '.' || r == '…' || r == '_' }
