// Package fold makes Vietnamese text comparable as people type it in a hurry:
// without diacritics, in lower case, "Sở Nội vụ" as "so noi vu". Index and query
// pass through the same function. It must not be used on what is shown.
package fold

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Text folds s: decomposed (NFD), marks dropped, đ as d, lower case.
func Text(s string) string {
	if strings.IndexFunc(s, func(r rune) bool { return r > unicode.MaxASCII }) < 0 {
		return strings.ToLower(s)
	}
	var b strings.Builder
	b.Grow(len(s))
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
