package token

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// readable turns a fixed-length field of the driver into text. The
// specification wants UTF-8 padded with blanks; old drivers write Latin-1 and
// pad with zeros. A UTF-8 letter cut in two where the field of size bytes ends
// is dropped. Control characters, which a terminal would obey, become blanks.
func readable(field string, size int) string {
	if whole := withoutCutLetter(field); len(field) == size && utf8.ValidString(whole) {
		field = whole
	}
	field, _, _ = strings.Cut(field, "\x00")
	if latin, err := charmap.Windows1252.NewDecoder().String(field); err == nil && !utf8.ValidString(field) {
		field = latin
	}
	field = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7F || r >= 0x80 && r < 0xA0 || r == utf8.RuneError {
			return ' '
		}
		return r
	}, field)
	return norm.NFC.String(strings.TrimSpace(field))
}

// withoutCutLetter drops an incomplete UTF-8 sequence at the end.
func withoutCutLetter(s string) string {
	for i := len(s) - 1; i >= 0 && i >= len(s)-utf8.UTFMax; i-- {
		if utf8.RuneStart(s[i]) {
			if s[i] >= utf8.RuneSelf && !utf8.FullRuneInString(s[i:]) {
				return s[:i]
			}
			break
		}
	}
	return s
}
