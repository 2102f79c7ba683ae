package inbox

import (
	"strings"
	"unicode"

	"github.com/vanthu/vanthu/internal/fold"
)

// maxWords bounds a query; nobody types more.
const maxWords = 16

// matching makes an FTS5 query of what a person typed: each word quoted, so that
// nothing in it is an operator, and open at its end, so that lists narrow while
// typing. It is empty when the text holds no word. Index and query are folded in
// Go: SQLite's own folding knows neither đ nor marks set twice.
func matching(typed string) string {
	words := strings.FieldsFunc(fold.Text(typed), func(r rune) bool {
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
