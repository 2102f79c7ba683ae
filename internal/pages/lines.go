package pages

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/vanthu/vanthu/office/reading"
)

// glyph is one character as it stands on the page as seen, in millimetres.
type glyph struct {
	rune     rune
	index    int     // PDFium's, in the order of the page's content
	x        float64 // where it begins on its baseline
	right    float64 // where the next one would begin
	baseline float64
	em       float64 // height of its line
	ink      rect
}

func (g glyph) blank() bool { return unicode.IsSpace(g.rune) }
func (g glyph) mark() bool  { return unicode.Is(unicode.Mn, g.rune) }

// readable reads what PDFium gives for a character: nothing where the font tells no
// meaning, 2 for a hyphen at the end of a line.
func readable(s string) (rune, bool) {
	r, _ := utf8.DecodeRuneInString(s)
	switch {
	case r == 2 || r == '\u00ad':
		return '-', true
	case r == utf8.RuneError, unicode.IsControl(r), unicode.Is(unicode.Cf, r):
		return 0, false
	}
	return r, true
}

const (
	sameLine  = 0.45 // of an em: marks, indices and mixed fonts stay with their line
	sameLineX = 2.1  // mm, at most, so that large print does not swallow its neighbours
	wordGap   = 0.11 // of an em; a blank between A and V has little more
	columnGap = 1.2  // of an em; beyond it another line begins
	blankGap  = 0.6  // the same where three blanks or more leave room for an entry, or the gap stands out in its row
)

// linesOf groups glyphs by baseline, then cuts at wide gaps. bold is asked for one
// glyph of each line.
func linesOf(glyphs []glyph, bold func(index int) bool) []reading.Line {
	slices.SortStableFunc(glyphs, func(a, b glyph) int { return cmp.Compare(a.baseline, b.baseline) })
	var lines []reading.Line
	for start := 0; start < len(glyphs); {
		end := start + 1
		for end < len(glyphs) && glyphs[end].baseline-glyphs[start].baseline <= reach(glyphs[start]) {
			end++
		}
		for _, run := range runs(glyphs[start:end]) {
			if line, ok := lineOf(run, bold); ok {
				lines = append(lines, line)
			}
		}
		start = end
	}
	return lines
}

func reach(g glyph) float64 { return min(sameLine*g.em, sameLineX) }

// runs orders the glyphs of a baseline from left to right and cuts them at wide
// gaps.
func runs(row []glyph) (out [][]glyph) {
	row = inOrder(row)
	usual := 2 * usualGap(row)
	start := 0
	gaps(row, func(at, blanks int, gap float64) {
		if gap > columnGap || gap > blankGap && (blanks >= 3 || gap > usual) {
			out = append(out, row[start:at])
			start = at
		}
	})
	return append(out, row[start:])
}

// gaps calls each for every gap in a row: the index of the glyph after it, the
// blanks in it, its width in ems.
func gaps(row []glyph, each func(at, blanks int, gap float64)) {
	blanks, right := 0, math.Inf(1)
	for i, g := range row {
		if g.blank() {
			blanks++
			continue
		}
		if gap := (g.x - right) / g.em; gap > 0 {
			each(i, blanks, gap)
		}
		blanks, right = 0, max(g.right, g.ink.x1)
	}
}

// usualGap is the middle one of the gaps between words. In justified text they
// are all as wide; a column's edge stands out. Too few words tell nothing.
func usualGap(row []glyph) float64 {
	var widths []float64
	gaps(row, func(_, _ int, gap float64) {
		if gap > wordGap {
			widths = append(widths, gap)
		}
	})
	if len(widths) < 3 {
		return math.Inf(1)
	}
	slices.Sort(widths)
	return widths[len(widths)/2]
}

// inOrder sorts by place, and puts a combining mark behind the letter over or
// under which it stands, wherever its own origin is.
func inOrder(row []glyph) []glyph {
	var bases, marks []glyph
	for _, g := range row {
		if g.mark() {
			marks = append(marks, g)
		} else {
			bases = append(bases, g)
		}
	}
	slices.SortStableFunc(bases, func(a, b glyph) int {
		return cmp.Or(cmp.Compare(a.x, b.x), cmp.Compare(a.index, b.index))
	})
	if len(marks) == 0 {
		return bases
	}
	carried := make([][]glyph, len(bases))
	for _, m := range marks {
		if i := carrier(bases, (m.ink.x0+m.ink.x1)/2); i >= 0 {
			m.x, m.right = bases[i].right, bases[i].right
			carried[i] = append(carried[i], m)
		}
	}
	ordered := make([]glyph, 0, len(row))
	for i, b := range bases {
		ordered = append(append(ordered, b), carried[i]...)
	}
	return ordered
}

// carrier is the letter whose ink a mark's middle is nearest to.
func carrier(bases []glyph, middle float64) int {
	best, nearest := -1, math.Inf(1)
	for i, b := range bases {
		if away := math.Abs(middle - (b.ink.x0+b.ink.x1)/2); !b.blank() && away < nearest {
			best, nearest = i, away
		}
	}
	return best
}

// lineOf writes a run as text; a run of blanks is none.
func lineOf(run []glyph, bold func(index int) bool) (reading.Line, bool) {
	var b strings.Builder
	line := reading.Line{Left: math.Inf(1), Top: math.Inf(1), Right: math.Inf(-1), Bottom: math.Inf(-1)}
	right, gap, letters := math.Inf(1), false, make([]int, 0, len(run))
	for _, g := range run {
		if g.blank() {
			gap, right = true, max(right, g.right)
			continue
		}
		if b.Len() > 0 && (gap || g.x-right > wordGap*g.em) {
			b.WriteByte(' ')
		}
		b.WriteRune(g.rune)
		gap, right = false, g.right
		line.Left, line.Top = min(line.Left, g.ink.x0), min(line.Top, g.ink.y0)
		line.Right, line.Bottom = max(line.Right, g.ink.x1), max(line.Bottom, g.ink.y1)
		line.Baseline = g.baseline
		if unicode.IsLetter(g.rune) {
			letters = append(letters, g.index)
		}
	}
	line.Text, line.Leaders = norm.NFC.String(b.String()), leadersOf(run)
	if len(letters) > 0 {
		line.Bold = bold(letters[len(letters)/2])
	}
	return line, line.Text != ""
}
