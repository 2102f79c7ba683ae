package pages

import "github.com/vanthu/vanthu/office/reading"

// leadersOf finds the dots and strokes that hold a blank open in a run of glyphs:
// two or more beside one another, or one mark of three dots.
func leadersOf(run []glyph) (spans []reading.Span) {
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
		if !leader(g.rune) || count == 1 && last != '…' && g.rune != '…' && g.rune != last {
			end()
		}
		if leader(g.rune) {
			if count == 0 {
				span.Left = g.x
			}
			span.Right = max(g.right, g.ink.x1)
			count++
			if g.rune == '…' {
				count++
			}
		}
		last = g.rune
	}
	end()
	return spans
}

func leader(r rune) bool { return r == '.' || r == '…' || r == '_' }
