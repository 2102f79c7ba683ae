package reading

import (
	"slices"
	"strings"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/office"
)

// CheckSecrecy refuses, with office.ErrPrintedSecret, a document that bears a
// mark of secrecy in the form and place of Decree 30/2020 annex I, box 10a: MẬT,
// TỐI MẬT or TUYỆT MẬT in capitals, alone on its line, at the side of a page's
// head. It is stricter than Read, which only proposes: what says "bảo mật" or
// lists the levels in a table is ordinary. A later page counts when it has a head
// of its own, as where several documents were put into one file. read is false
// when the first page has no text to look at, such as a scan's.
func CheckSecrecy(pages []Page) (read bool, err error) {
	for i := range pages {
		h := headOf(clean(pages[i : i+1])[0])
		if i == 0 {
			read = !h.page.Unread && lettered(sentence(h.page.Lines))
		}
		if i > 0 && h.country.Text == "" {
			continue
		}
		if s := h.printedSecrecy(); s != office.Ordinary {
			return true, fault.New(office.ErrPrintedSecret, fault.Args{"mark": secrecyWords[s], "page": i + 1}, nil)
		}
	}
	return read, nil
}

var secrecyWords = map[office.Secrecy]string{office.Secret: "MẬT", office.TopSecret: "TỐI MẬT", office.Supreme: "TUYỆT MẬT"}

// printedSecrecy is the highest mark of the head.
func (h head) printedSecrecy() (found office.Secrecy) {
	for _, text := range h.stamps(h.isStamp) {
		if _, s, ok := readMarks(text); ok {
			found = max(found, s)
		}
	}
	return found
}

// isStamp tells whether a line stands where a stamp does, and in its letters.
func (h head) isStamp(l Line) bool {
	left, right := h.atSide(l)
	place := left || right && l.Bottom < h.rightEnd() || l.Bottom <= h.country.Top
	return place && capitals(l.Text) && !slices.ContainsFunc(h.page.Lines, func(other Line) bool {
		return other.beside(l) && h.makesTable(l, other)
	})
}

// rightEnd is how far down a stamp at the right may stand: where the date is.
func (h head) rightEnd() float64 {
	switch {
	case h.number.Text != "":
		return h.number.Bottom
	case h.country.Text != "":
		return h.country.Bottom + 30
	default:
		return h.page.Height * 0.12
	}
}

// makesTable tells whether what stands beside a line shows that it is in a table:
// a row's number, another level, or on a page without a head anything at all.
func (h head) makesTable(l, other Line) bool {
	_, own, _ := readMarks(l.Text)
	_, level, _ := readMarks(other.Text)
	numbered := other.Right <= l.Left && !lettered(other.Text) && strings.ContainsAny(other.Text, "0123456789")
	headless := h.country.Text == "" && h.number.Text == ""
	return numbered || level != office.Ordinary && level != own || headless && level == office.Ordinary && !other.is(l)
}
