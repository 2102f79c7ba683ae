package glyphs

import (
	"cmp"
	"math"
	"slices"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/vanthu/vanthu/office/reading"
)

const (
	sameLine  = 0.45 // of an em: marks, indices and mixed fonts stay with their line
	sameLineX = 2.1  // mm, at most, so that large print does not swallow its neighbours
	wordGap   = 0.11 // of an em; a blank between A and V has little more
	columnGap = 1.2  // of an em; beyond it another line begins
	blankGap  = 0.6  // the same where three blanks or more leave room for an entry, or the gap stands out in its row
)

// Lines groups glyphs by baseline, then cuts at wide gaps. bold is asked for one
// glyph of each line.
func Lines(glyphs []Glyph, bold func(index int) bool) []reading.Line {
	slices.SortStableFunc(glyphs, func(a, b Glyph) int { return cmp.Compare(a.Baseline, b.Baseline) })
	lines := make([]reading.Line, 0, 128)
	for start := 0; start < len(glyphs); {
		end := start + 1
		for end < len(glyphs) && glyphs[end].Baseline-glyphs[start].Baseline <= reach(glyphs[start]) {
			end++
		}
		for _, run := range runs(glyphs[start:end]) {
			if line, ok := lineOf(run, bold); ok {
				lines = append(lines, line)
			}
		}
		start = end
	}
	return slices.Clone(lines) // without room for more: the lines of all pages are kept
}

func reach(g Glyph) float64 { return min(sameLine*g.Em, sameLineX) }

// runs orders the glyphs of a baseline from left to right and cuts them at wide
// gaps.
func runs(row []Glyph) (out [][]Glyph) {
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
func gaps(row []Glyph, each func(at, blanks int, gap float64)) {
	blanks, right := 0, math.Inf(1)
	for i, g := range row {
		if g.blank() {
			blanks++
			continue
		}
		if gap := (g.X - right) / g.Em; gap > 0 {
			each(i, blanks, gap)
		}
		blanks, right = 0, max(g.Right, g.Ink.X1)
	}
}

// usualGap is the middle one of the gaps between words. In justified text they
// are all as wide; a column's edge stands out. Too few words tell nothing.
func usualGap(row []Glyph) float64 {
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
func inOrder(row []Glyph) []Glyph {
	bases, marks := apart(row)
	slices.SortStableFunc(bases, func(a, b Glyph) int {
		return cmp.Or(cmp.Compare(a.X, b.X), cmp.Compare(a.Index, b.Index))
	})
	bases = slices.CompactFunc(bases, Glyph.repeats)
	if len(marks) == 0 {
		return bases
	}
	carried := make([][]Glyph, len(bases))
	for _, m := range marks {
		if i := carrier(bases, (m.Ink.X0+m.Ink.X1)/2); i >= 0 {
			m.X, m.Right = bases[i].Right, bases[i].Right
			carried[i] = append(carried[i], m)
		}
	}
	ordered := make([]Glyph, 0, len(row))
	for i, b := range bases {
		ordered = append(append(ordered, b), carried[i]...)
	}
	return ordered
}

// apart parts letters and combining marks, which are rare.
func apart(row []Glyph) (bases, marks []Glyph) {
	if !slices.ContainsFunc(row, Glyph.mark) {
		return row, nil
	}
	for _, g := range row {
		if g.mark() {
			marks = append(marks, g)
		} else {
			bases = append(bases, g)
		}
	}
	return bases, marks
}

// repeated is how far apart, of an em, a letter stands from itself where it was
// shown twice to look bold.
const repeated = 0.1

// repeats tells whether two glyphs are one that was shown twice, and not the two
// letters of a ligature.
func (g Glyph) repeats(other Glyph) bool {
	ligature := g.X == other.X && g.Index-other.Index == 1
	return g.Rune == other.Rune && !ligature && math.Abs(g.X-other.X) < repeated*g.Em && math.Abs(g.Baseline-other.Baseline) < repeated*g.Em
}

// carrier is the letter whose ink a mark's middle is nearest to.
func carrier(bases []Glyph, middle float64) int {
	best, nearest := -1, math.Inf(1)
	for i, b := range bases {
		if away := math.Abs(middle - (b.Ink.X0+b.Ink.X1)/2); !b.blank() && away < nearest {
			best, nearest = i, away
		}
	}
	return best
}

// lineOf writes a run as text; a run of blanks is none.
func lineOf(run []Glyph, bold func(index int) bool) (reading.Line, bool) {
	text := make([]byte, 0, 4*len(run))
	line := reading.Line{Left: math.Inf(1), Top: math.Inf(1), Right: math.Inf(-1), Bottom: math.Inf(-1)}
	right, gap, letters := math.Inf(1), false, make([]int, 0, len(run))
	for _, g := range run {
		if g.blank() {
			gap, right = true, max(right, g.Right)
			continue
		}
		if len(text) > 0 && (gap || g.X-right > wordGap*g.Em) {
			text = append(text, ' ')
		}
		text = utf8.AppendRune(text, g.Rune)
		gap, right = false, g.Right
		line.Left, line.Top = min(line.Left, g.Ink.X0), min(line.Top, g.Ink.Y0)
		line.Right, line.Bottom = max(line.Right, g.Ink.X1), max(line.Bottom, g.Ink.Y1)
		line.Baseline = g.Baseline
		if unicode.IsLetter(g.Rune) {
			letters = append(letters, g.Index)
		}
	}
	line.Text, line.Leaders = norm.NFC.String(string(text)), leadersOf(run)
	if len(letters) > 0 {
		line.Bold = bold(letters[len(letters)/2])
	}
	return line, line.Text != ""
}
