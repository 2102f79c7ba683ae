// Package oneline makes foreign text fit to be shown on one line: names out of
// certificates, words of servers. What it gives has no control characters, no
// line ends and none of the invisible characters that turn or hide other text.
package oneline

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Max is the length, in characters, behind which Clean cuts.
const Max = 200

// Clean gives the text composed (NFC), trimmed and no longer than Max.
func Clean(text string) string {
	if len(text) > 4*4*Max { // four bytes a character, and room for what goes
		text = strings.ToValidUTF8(text[:4*4*Max], "")
	}
	clean := strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.C, unicode.Zl, unicode.Zp) || r == unicode.ReplacementChar {
			return -1
		}
		return r
	}, text)
	runes := []rune(strings.TrimSpace(norm.NFC.String(clean)))
	return string(runes[:min(len(runes), Max)])
}
