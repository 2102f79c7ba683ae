package reading

import (
	"strings"
	"unicode"

	"github.com/vanthu/vanthu/internal/fold"
)

// folded makes text comparable: no diacritics, lower case. Fonts and typists
// differ in where the tone of "hòa" stands.
func folded(s string) string { return fold.Text(s) }

// capitals tells whether text has letters, and all of them are capitals.
func capitals(s string) bool {
	found := false
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		found = found || unicode.IsLetter(r)
	}
	return found
}

// bare is folded text without what may stand around it: dashes, brackets, dots.
func bare(s string) string {
	return strings.TrimFunc(folded(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// lettered tells whether there is anything to read in a line, which may be a rule
// drawn with dashes or stars.
func lettered(s string) bool { return strings.IndexFunc(s, unicode.IsLetter) >= 0 }

// startsWith compares the first words, folded.
func startsWith(s, words string) bool { return startsFolded(folded(s), words) }

// startsFolded is startsWith for text that is folded already.
func startsFolded(s, words string) bool {
	rest, ok := strings.CutPrefix(s, words)
	return ok && (rest == "" || !unicode.IsLetter([]rune(rest)[0]))
}

func sentence(lines []Line) string {
	words := make([]string, len(lines))
	for i, l := range lines {
		words[i] = l.Text
	}
	return strings.Join(words, " ")
}

func ends(text, word string) bool   { return strings.HasSuffix(bare(text), word) }
func begins(text, word string) bool { return strings.HasPrefix(folded(text), word) }
