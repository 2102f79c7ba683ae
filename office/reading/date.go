package reading

import (
	"regexp"
	"strings"

	"github.com/vanthu/vanthu/office"
)

var dateLine = regexp.MustCompile(`(?i)^(?:(.*?)[,.]?\s+)?ngày` + blank + `(\d{0,2})` + blank + `tháng` + blank + `(\d{0,2})` + blank + `năm` + blank + `(\d{4})?`)

// dateReach is how wide the blanks of a date may be, in mm.
const dateReach = 25

// date finds place and date in the right column of the head: the first line that
// has the words of a date. With a blank day or month there is only the place.
func (h head) date() (office.Date, string) {
	line, ok := h.dateLine()
	if !ok {
		return office.Date{}, ""
	}
	text := sentence(h.row(line, dateReach))
	if code := numberLine.FindString(text); code != "" {
		text = strings.TrimSpace(text[len(code):])
	}
	m := dateLine.FindStringSubmatch(text)
	if m == nil {
		return office.Date{}, ""
	}
	date, err := office.ParseDate(strings.TrimLeft(m[2], "0") + "/" + strings.TrimLeft(m[3], "0") + "/" + m[4])
	if err != nil {
		date = office.Date{}
	}
	return date, strings.Trim(m[1], ", ")
}

// dateLine is where the date begins. It stands no lower than the number's row, or
// than the head ends where there is no number.
func (h head) dateLine() (Line, bool) {
	for _, l := range h.page.Lines {
		end := h.headEnd()
		if h.number.Text != "" {
			end = h.number.Bottom + 10
		}
		if l.Top > end {
			continue
		}
		text := sentence(h.row(l, dateReach))
		if code := numberLine.FindString(text); code != "" {
			text = strings.TrimSpace(text[len(code):])
		}
		if dateLine.MatchString(text) && l.Right > h.page.Width*0.4 {
			return l, true
		}
	}
	return Line{}, false
}
