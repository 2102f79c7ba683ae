package reading

import (
	"cmp"
	"slices"
	"strings"

	"github.com/vanthu/vanthu/office"
)

// What stands at the upper right of every document, folded.
const (
	countryName = "cong hoa xa hoi chu nghia viet nam"
	motto       = "doc lap - tu do - hanh phuc"
)

// head is the first page of a document with the lines from which the others are
// found. A line that was not found has no text.
type head struct {
	page      Page
	country   Line
	number    Line // "Số: …"
	code      office.DocumentCode
	title     Line // tên loại, or where a letter's body begins: Kính gửi
	addressed bool // title is Kính gửi
}

func headOf(page Page) head {
	h := head{page: page}
	for _, l := range page.Lines {
		if strings.Contains(strings.ReplaceAll(folded(l.Text), " ", ""), strings.ReplaceAll(countryName, " ", "")) && l.Top < page.Height/2 {
			h.country = l
			break
		}
	}
	h.findCode()
	h.findTitle()
	return h
}

// maxRow is how many pieces a date with two blanks and entries in them can have,
// and a few more.
const maxRow = 8

// row gives what stands beside a line, to its right and not further than reach
// (mm) from one to the next, the line itself first.
func (h head) row(l Line, reach float64) []Line {
	var beside []Line
	for _, other := range h.page.Lines {
		if other.Left > l.Left && other.beside(l) {
			beside = append(beside, other)
		}
	}
	slices.SortStableFunc(beside, func(a, b Line) int { return cmp.Compare(a.Left, b.Left) })
	row := []Line{l}
	for _, other := range beside {
		if other.Left-row[len(row)-1].Right > reach || len(row) == maxRow {
			break
		}
		row = append(row, other)
	}
	return row
}

// columnEnd is where the left column of the head ends.
func (h head) columnEnd() float64 {
	if h.country.Text != "" {
		return h.country.Left
	}
	return h.page.Width / 2
}

// headEnd is how far down the head reaches at most.
func (h head) headEnd() float64 {
	if h.title.Text != "" {
		return h.title.Top
	}
	return h.page.Height * 0.45
}
