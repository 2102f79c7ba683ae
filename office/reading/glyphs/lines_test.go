package glyphs

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/vanthu/vanthu/office/reading"
)

func put(text string, x, y, step float64) (glyphs []Glyph) {
	for _, r := range text {
		width := step
		if (Glyph{Rune: r}).mark() {
			width = 0
		}
		glyphs = append(glyphs, Glyph{Rune: r, X: x, Right: x + width, Baseline: y, Em: 5, Ink: Rect{x, y - 3, x + width, y}})
		x += width
	}
	for i := range glyphs {
		glyphs[i].Index = i
	}
	return glyphs
}

func texts(lines []reading.Line) (out []string) {
	for _, l := range lines {
		out = append(out, l.Text)
	}
	return out
}

func plain(int) bool { return false }

// TestScrambledContent: letters of a lent font come after the others.
func TestScrambledContent(t *testing.T) {
	whole := put("Số hiệu", 10, 50, 2)
	var first, lent []Glyph
	for i, g := range whole {
		if i == 1 || i == 5 {
			g.Baseline += 0.2
			lent = append(lent, g)
		} else {
			first = append(first, g)
		}
	}
	assert.Equal(t, []string{"Số hiệu"}, texts(Lines(append(first, lent...), plain)))
}

// TestCombiningMarks: marks with an origin of their own find their letter.
func TestCombiningMarks(t *testing.T) {
	glyphs := put("Ho a", 10, 50, 2)
	mark := Glyph{Rune: '\u0300', X: 13, Right: 13, Baseline: 50, Em: 5, Ink: Rect{16.8, 46, 17.2, 47}, Index: 9}
	lines := Lines(append([]Glyph{mark}, glyphs...), plain)
	assert.Equal(t, []string{"Ho à"}, texts(lines))
}

func TestColumnsAndBlanks(t *testing.T) {
	row := append(put("HAI BA BON NAM", 10, 50, 2), put("SAU", 43, 50, 2)...)
	assert.Equal(t, []string{"HAI BA BON NAM", "SAU"}, texts(Lines(row, plain)), "a gap that stands out in its row")
	row = append(append(put("So:", 10, 50, 2), put("    ", 16, 50, 1)...), put("/QD", 20, 50, 2)...)
	assert.Equal(t, []string{"So:", "/QD"}, texts(Lines(row, plain)), "room for a number")
	row = append(put("Van", 10, 50, 2), put("ban", 17, 50, 2)...)
	assert.Equal(t, []string{"Van ban"}, texts(Lines(row, plain)), "a gap without a blank is one")
}
