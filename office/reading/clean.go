package reading

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// What bounds the work on one page: a full page of small print in a table has
// some 400 lines, and a line across it 300 letters.
const (
	maxLines     = 2000
	maxLineBytes = 1000
)

// clean gives the pages with their lines from top to bottom, composed (NFC) and
// with single blanks; lines without text or place, or far too long, are left out.
func clean(pages []Page) []Page {
	out := make([]Page, len(pages))
	for i, p := range pages {
		out[i] = Page{Width: p.Width, Height: p.Height, Unread: p.Unread, Lines: make([]Line, 0, len(p.Lines))}
		for _, l := range p.Lines[:min(len(p.Lines), maxLines)] {
			if len(l.Text) > maxLineBytes {
				continue
			}
			l.Text = singleBlanks(norm.NFC.String(l.Text))
			if l.Text != "" && l.standsSomewhere() {
				out[i].Lines = appendSplit(out[i].Lines, l)
			}
		}
		slices.SortStableFunc(out[i].Lines, func(a, b Line) int {
			return cmp.Or(cmp.Compare(a.middle(), b.middle()), cmp.Compare(a.Left, b.Left))
		})
	}
	return out
}

// singleBlanks leaves one blank between words; most lines have no more.
func singleBlanks(s string) string {
	before := ' '
	for _, r := range s {
		if unicode.IsSpace(r) && (r != ' ' || before == ' ') {
			before = ' '
			break
		}
		before = r
	}
	if before == ' ' {
		return strings.Join(strings.Fields(s), " ")
	}
	return s
}

func (l Line) standsSomewhere() bool {
	for _, v := range []float64{l.Left, l.Top, l.Right, l.Bottom} {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return false
		}
	}
	return l.Right > l.Left && l.Bottom > l.Top
}

// appendSplit adds a line. It cuts the agency's name from the country's name or
// motto beside it, where the gap between them was too narrow to see two columns.
func appendSplit(lines []Line, l Line) []Line {
	low := folded(l.Text)
	for _, right := range []string{countryName, motto} {
		at := strings.Index(low, right)
		if at <= 0 {
			continue
		}
		words := strings.Count(low[:at], " ")
		fields := strings.Fields(l.Text)
		left, rest := strings.Join(fields[:words], " "), strings.Join(fields[words:], " ")
		if left == "" || rest == "" {
			break
		}
		cut := l.Left + (l.Right-l.Left)*float64(len([]rune(left)))/float64(len([]rune(l.Text)))
		a, b := l, l
		a.Text, a.Right = left, cut
		b.Text, b.Left = rest, cut
		return append(lines, a, b)
	}
	return append(lines, l)
}
