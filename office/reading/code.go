package reading

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/vanthu/vanthu/office"
)

// blank is what holds the place of a number that is not known yet.
const blank = `[\s.…_]*`

var numberLine = regexp.MustCompile(`^[Ss][ốỐ]` + blank + `:?` + blank +
	`(\d{1,5})?\s*([a-zđ]{0,3})` + blank + `/\s*(\p{Lu}[\p{L}\p{N}.]*(?:\s*-\s*[\p{L}\p{N}.]+)*)`)

var beginsNumber = regexp.MustCompile(`^[Ss][ốỐ][\s.…_:]*(?:$|[\d/])`)

// numberReach is how wide a blank after "Số:" may be, in mm.
const numberReach = 40

// findCode finds the line of the number in the upper left quarter.
func (h *head) findCode() {
	for _, l := range h.page.Lines {
		if l.Top > h.page.Height/2 || l.Left > h.columnEnd() || !beginsNumber.MatchString(l.Text) {
			continue
		}
		if code, ok := parseCode(sentence(h.row(l, numberReach))); ok {
			h.number, h.code = l, code
			return
		}
	}
}

// parseCode reads "Số: 153/KH-UBND", and "Số: /KH-UBND" as the bare notation.
// Codes with a year between, those of laws, are no codes of this kind.
func parseCode(s string) (office.DocumentCode, bool) {
	m := numberLine.FindStringSubmatch(s)
	if m == nil {
		return office.DocumentCode{}, false
	}
	notation := strings.TrimRight(strings.Join(strings.Fields(m[3]), ""), ".")
	code, err := office.ParseDocumentCode("1/" + notation)
	if err != nil {
		return office.DocumentCode{}, false
	}
	code.Number, _ = strconv.Atoi(m[1])
	if code.Number > 0 {
		code.Suffix = m[2]
	}
	return code, true
}
