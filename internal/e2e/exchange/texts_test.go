package exchange

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/internal/i18n"
)

// TestEveryCodeOfTheSyncHasItsTexts: heading, what happened and what to do, in
// both languages.
func TestEveryCodeOfTheSyncHasItsTexts(t *testing.T) {
	checked := 0
	for _, code := range fault.All() {
		area, _, _ := strings.Cut(string(code), ".")
		if area != "inbox" && area != "remote" && area != "engine" {
			continue
		}
		checked++
		for _, language := range i18n.Languages {
			for _, part := range []string{"heading", "what", "do"} {
				assert.True(t, i18n.Has(language, "error."+string(code)+"."+part), "%s %s %s", language, code, part)
			}
		}
	}
	assert.Positive(t, checked)
}
