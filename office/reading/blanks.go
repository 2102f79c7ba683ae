package reading

import (
	"regexp"
	"strconv"
	"strings"
)

// Blanks are the places left free on the first page for what is known only when a
// document is numbered. A Blank is zero where there is none wide enough to be
// seen.
type Blanks struct {
	Number, Day, Month Blank
	// Year is blank only where dots hold it open; Century are the digits of it
	// that are printed before them.
	Year    Blank
	Century string
	// Printed is the year that stands behind a blank day or month; 0 where none
	// does.
	Printed int
}

// Blank is a place for an entry and the line that it continues.
type Blank struct {
	Place
	Before  Line
	Leaders bool // dots stand in it
}

// FindBlanks finds the blanks after Số, ngày, tháng and năm.
func FindBlanks(pages []Page) (b Blanks) {
	pages = clean(pages[:min(len(pages), 1)])
	if len(pages) == 0 {
		return b
	}
	h := headOf(pages[0])
	if h.number.Text != "" && h.code.Number == 0 {
		b.Number = between(pieces(h.row(h.number, numberReach)), "so", "/")
	}
	if line, ok := h.dateLine(); ok {
		row := pieces(h.row(line, dateReach))
		b.Day = between(row, "ngay", "thang")
		b.Month = between(row, "thang", "nam")
		b.Year, b.Century = yearBlank(row)
		if b.Day.Page+b.Month.Page == 0 {
			return b
		}
		if m := printedYear.FindStringSubmatch(sentence(h.row(line, dateReach))); m != nil {
			b.Printed, _ = strconv.Atoi(m[1])
		}
	}
	return b
}

var printedYear = regexp.MustCompile(`(?i)năm\s*(\d{4})`)

// leaders hold a blank open.
var leaders = regexp.MustCompile(`(?:…|\.\s?\.|_\s?_)[\s.…_]*`)

// pieces cuts the lines of a row at their leaders, which become pieces without
// letters.
func pieces(row []Line) (out []Line) {
	for _, l := range row {
		out = append(out, cut(l)...)
	}
	return out
}

func cut(l Line) (out []Line) {
	places := leaders.FindAllStringIndex(l.Text, -1)
	if len(places) == 0 || len(places) != len(l.Leaders) {
		return []Line{l}
	}
	add := func(text string, left, right float64) {
		piece := l
		piece.Text, piece.Left, piece.Right, piece.Leaders = strings.TrimSpace(text), left, right, nil
		if piece.Text != "" {
			out = append(out, piece)
		}
	}
	from, left := 0, l.Left
	for i, at := range places {
		add(l.Text[from:at[0]], left, l.Leaders[i].Left)
		add(l.Text[at[0]:at[1]], l.Leaders[i].Left, l.Leaders[i].Right)
		from, left = at[1], l.Leaders[i].Right
	}
	add(l.Text[from:], left, l.Right)
	return out
}

func isLeader(l Line) bool { return strings.Trim(l.Text, " .…_") == "" }

// between is the gap between two pieces of a row, the one ending and the other
// beginning with a word; leaders may stand in it.
func between(row []Line, before, after string) Blank {
	for i := range row {
		next, dotted := i+1, false
		for next < len(row) && isLeader(row[next]) {
			next, dotted = next+1, true
		}
		if isLeader(row[i]) || next >= len(row) || !ends(row[i].Text, before) || !begins(row[next].Text, after) {
			continue
		}
		a, b := row[i], row[next]
		return blankAfter(a, b.Left, max(a.Bottom, b.Bottom), min(a.Top, b.Top), dotted)
	}
	return Blank{}
}

func blankAfter(a Line, right, bottom, top float64, dotted bool) Blank {
	return Blank{
		Place:  Place{Page: 1, Left: a.Right, Top: top, Width: right - a.Right, Height: bottom - top},
		Before: a, Leaders: dotted,
	}
}

var centuryOnly = regexp.MustCompile(`^(?:.*\s)?nam\s*(\d{0,3})$`)

// yearBlank is where dots stand behind năm, or behind its first digits.
func yearBlank(row []Line) (Blank, string) {
	for i := 1; i < len(row); i++ {
		m := centuryOnly.FindStringSubmatch(folded(row[i-1].Text))
		if m != nil && isLeader(row[i]) {
			a := row[i-1]
			return blankAfter(a, row[i].Right, a.Bottom, a.Top, true), m[1]
		}
	}
	return Blank{}, ""
}
