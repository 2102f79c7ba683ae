package reading

import (
	"strings"

	"github.com/vanthu/vanthu/office"
)

// The marks, folded and without blanks; the longer before what it ends in.
var (
	urgencies = []struct {
		word string
		mark office.Urgency
	}{
		{"hoatochengio", office.ExpressTime},
		{"hoatoc", office.Express},
		{"thuongkhan", office.VeryUrgent},
		{"khan", office.Urgent},
	}
	secrecies = []struct {
		word string
		mark office.Secrecy
	}{
		{"tuyetmat", office.Supreme},
		{"toimat", office.TopSecret},
		{"mat", office.Secret},
	}
)

// belowTitle is how far below the title's top a stamp may stand, in mm.
const belowTitle = 25

// marks finds the stamps of the head: lines that say nothing but a mark. Marks
// are looked for widely: a secret document that is taken for an ordinary one
// does harm, the other way round a person corrects it.
func (h head) marks() (urgency office.Urgency, secrecy office.Secrecy) {
	for _, text := range h.stamps(h.maybeStamp) {
		u, s, ok := readMarks(text)
		if ok {
			urgency, secrecy = max(urgency, u), max(secrecy, s)
		}
	}
	return urgency, secrecy
}

// maybeStamp takes each line of the head; below the title only capitals at the
// side.
func (h head) maybeStamp(l Line) bool {
	left, right := h.atSide(l)
	return l.Bottom <= h.headEnd() || capitals(l.Text) && (left || right)
}

func (h head) atSide(l Line) (left, right bool) {
	return l.Right < h.page.Width*0.42, l.Left > h.page.Width*0.65
}

// stamps gives the texts of the head that may be a mark: each line that may be
// one, and a word over another, as in a narrow box.
func (h head) stamps(may func(Line) bool) (texts []string) {
	var above []Line
	for _, l := range h.page.Lines {
		if l.Top > h.headEnd()+belowTitle || len([]rune(l.Text)) > 40 || !may(l) {
			continue
		}
		texts = append(texts, l.Text)
		for _, a := range above[max(0, len(above)-8):] {
			if l.Top-a.Bottom < 4 && l.Top > a.middle() && a.Left < l.Right && l.Left < a.Right {
				texts = append(texts, a.Text+" "+l.Text)
			}
		}
		above = append(above, l)
	}
	return texts
}

// readMarks reads a text made of marks only: "MẬT", "TỐI MẬT KHẨN", "K H Ẩ N",
// "Độ mật: Mật".
func readMarks(text string) (urgency office.Urgency, secrecy office.Secrecy, ok bool) {
	rest := strings.ReplaceAll(bare(text), " ", "")
	for _, label := range []string{"domat:", "dokhan:"} {
		rest = strings.TrimPrefix(rest, label)
	}
	for rest != "" {
		word := ""
		for _, s := range secrecies {
			if word == "" && strings.HasPrefix(rest, s.word) {
				word, secrecy = s.word, max(secrecy, s.mark)
			}
		}
		for _, u := range urgencies {
			if word == "" && strings.HasPrefix(rest, u.word) {
				word, urgency = u.word, max(urgency, u.mark)
			}
		}
		if word == "" {
			return 0, 0, false
		}
		rest = rest[len(word):]
		ok = true
	}
	return urgency, secrecy, ok
}

func isMark(text string) bool {
	_, _, ok := readMarks(text)
	return ok
}
