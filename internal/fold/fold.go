// Package fold makes Vietnamese text comparable as people type it in a hurry:
// without diacritics, in lower case, "Sở Nội vụ" as "so noi vu". Index and query
// pass through the same function. It must not be used on what is shown.
package fold

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Text folds s: decomposed (NFD), marks dropped, đ as d, lower case.
func Text(s string) string {
	if strings.IndexFunc(s, func(r rune) bool { return r > unicode.MaxASCII }) < 0 {
		return strings.ToLower(s)
	}
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		switch {
		case r < utf8.RuneSelf:
			b.WriteByte(lower(byte(r)))
		case r >= 0x0300 && r <= 0x036F: // combining marks
		case r < 0x0250 || r >= 0x1E00 && r < 0x1F00: // the letters of Latin scripts
			b.WriteString(latin()[r])
		default:
			return slow(s)
		}
	}
	return b.String()
}

func lower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		c += 'a' - 'A'
	}
	return c
}

// latin are the folded letters, each worked out once.
var latin = sync.OnceValue(func() map[rune]string {
	letters := map[rune]string{}
	for _, span := range [][2]rune{{utf8.RuneSelf, 0x0250}, {0x1E00, 0x1F00}} {
		for r := span[0]; r < span[1]; r++ {
			letters[r] = slow(string(r))
		}
	}
	return letters
})

func slow(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r == 'đ' || r == 'Đ':
			b.WriteByte('d')
		default:
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// Contains tells whether every word of query occurs in text, both folded here.
func Contains(text, query string) bool {
	folded := Text(text)
	for _, word := range strings.Fields(Text(query)) {
		if !strings.Contains(folded, word) {
			return false
		}
	}
	return true
}
