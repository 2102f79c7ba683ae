package inbox

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// plain folds text for searching: lower case, without diacritics, đ as d. The
// same is done to what is searched for, so that "dieu hanh" finds "Điều hành".
// SQLite's own folding knows neither đ nor marks set twice.
func plain(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	for _, r := range norm.NFD.String(text) {
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

// maxWords bounds a query; nobody types more.
const maxWords = 16

// matching makes an FTS5 query of what a person typed: each word quoted, so
// that nothing in it is an operator, and open at its end, so that lists narrow
// while typing. It is empty when the text holds no word.
func matching(typed string) string {
	words := strings.FieldsFunc(plain(typed), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	if len(words) > maxWords {
		words = words[:maxWords]
	}
	for i, w := range words {
		words[i] = `"` + w + `"*`
	}
	return strings.Join(words, " ")
}
