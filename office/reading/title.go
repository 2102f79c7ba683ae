package reading

import (
	"math"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/vanthu/vanthu/office"
)

// offCentre is how far from the page's middle a centred line may be, in mm: the
// left margin is wider than the right one.
const offCentre = 20

// findTitle finds the type's name below the number, else where a letter's body
// begins.
func (h *head) findTitle() {
	for _, l := range h.below() {
		if typ, _ := h.typeIn(l); typ != "" {
			h.title = l
			return
		}
	}
	for _, l := range h.below() {
		if startsWith(l.Text, "kinh gui") {
			h.title, h.addressed = l, true
			return
		}
	}
}

// below gives the lines of the upper page below the number, or below the
// country's name where the number was not found.
func (h head) below() (lines []Line) {
	from := h.country.Bottom
	if h.number.Text != "" {
		from = h.number.middle()
	}
	if from == 0 {
		return nil
	}
	for _, l := range h.page.Lines {
		if l.Top > from && l.Top < h.page.Height*0.65 {
			lines = append(lines, l)
		}
	}
	return lines
}

// typeIn reads a centred line in capitals that is a type's name. Where the code
// says the same type, words of the subject may follow: "KẾ HOẠCH ỨNG DỤNG …".
func (h head) typeIn(l Line) (typ office.DocumentType, rest string) {
	if !capitals(l.Text) || math.Abs(l.centre()-h.page.Width/2) > offCentre {
		return "", ""
	}
	for _, t := range office.DocumentTypes() {
		name := folded(string(t))
		if bare(l.Text) == name {
			return t, ""
		}
		if h.code.Notation != "" && office.TypeOf(h.code) == t && startsWith(l.Text, name) {
			return t, strings.Join(strings.Fields(l.Text)[len(strings.Fields(name)):], " ")
		}
	}
	return "", ""
}

// typeAndSubject reads the type, and the subject below it or after V/v.
func (h head) typeAndSubject() (office.DocumentType, string) {
	if h.title.Text != "" && !h.addressed {
		typ, rest := h.typeIn(h.title)
		return typ, bounded(strings.TrimSpace(rest + " " + sentence(h.subjectLines())))
	}
	subject := h.letterSubject()
	if subject != "" || h.addressed && h.number.Text != "" {
		return office.OfficialLetter, bounded(subject)
	}
	if typ := office.TypeOf(h.code); typ != office.OfficialLetter {
		return typ, ""
	}
	return "", ""
}

const (
	subjectGap = 6 // mm between two lines of a subject, at most
	maxSubject = 500
)

// subjectLines are the centred lines right below the type. Capitals after small
// letters are the authority that decides, not the subject.
func (h head) subjectLines() (lines []Line) {
	last := h.title
	for _, l := range h.below() {
		if l.middle() <= last.Bottom || l.beside(last) {
			continue
		}
		switch {
		case l.Top-last.Bottom > subjectGap, !lettered(l.Text), beginsBody(l.Text),
			math.Abs(l.centre()-h.title.centre()) > offCentre/2:
			return lines
		case len(lines) > 0 && (lines[0].Bold && !l.Bold || capitals(l.Text) && !capitals(lines[0].Text)):
			return lines
		}
		lines = append(lines, l)
		last = l
	}
	return lines
}

var body = regexp.MustCompile(`^(can cu|kinh gui|dieu \d|chuong [ivx\d]|phan (thu|[ivx\d])|[ivx]+\.|\d+\.)`)

func beginsBody(text string) bool { return body.MatchString(folded(text)) }

// letterSubject reads "V/v …" under the number, in the left column.
func (h head) letterSubject() string {
	var lines []Line
	for _, l := range h.below() {
		if l.Top >= h.headEnd() || l.centre() > h.page.Width*0.55 {
			continue
		}
		if len(lines) == 0 {
			if startsWith(l.Text, "v/v") || startsWith(l.Text, "ve viec") {
				lines = append(lines, l)
			}
			continue
		}
		last := lines[len(lines)-1]
		if l.Top-last.Bottom > subjectGap/2 || isMark(l.Text) || !lettered(l.Text) {
			break
		}
		lines = append(lines, l)
	}
	return sentence(lines)
}

// bounded keeps a subject to the length that registers and packets take.
func bounded(s string) string {
	if utf8.RuneCountInString(s) > maxSubject {
		return strings.TrimSpace(string([]rune(s)[:maxSubject]))
	}
	return s
}
