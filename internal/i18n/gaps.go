package i18n

import (
	"regexp"
	"slices"
	"sort"

	"github.com/vanthu/vanthu/internal/fault"
)

// Gaps lists what the texts lack for the program it is linked into: a text for
// a code of internal/fault, a key that one language has and another has not,
// a placeholder that differs between languages. A test of each program wants
// it empty.
func Gaps() []string {
	var gaps []string
	for _, code := range fault.All() {
		for _, part := range []string{".heading", ".what", ".do"} {
			key := "error." + string(code) + part
			if !Has(Vietnamese, key) {
				gaps = append(gaps, "vi lacks "+key)
			}
		}
	}
	for _, lang := range Languages {
		for _, other := range Languages {
			for _, key := range Keys(lang) {
				gaps = append(gaps, difference(lang, other, key)...)
			}
		}
	}
	sort.Strings(gaps)
	return slices.Compact(gaps)
}

var placeholder = regexp.MustCompile(`\{[a-z_]+\}`)

func difference(lang, other Language, key string) []string {
	if !Has(other, key) {
		return []string{string(other) + " lacks " + key}
	}
	a := placeholder.FindAllString(of(lang)[key], -1)
	b := placeholder.FindAllString(of(other)[key], -1)
	sort.Strings(a)
	sort.Strings(b)
	if !slices.Equal(slices.Compact(a), slices.Compact(b)) {
		return []string{"placeholders differ in " + key}
	}
	return nil
}
