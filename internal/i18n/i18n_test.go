package i18n_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"golang.org/x/text/unicode/norm"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/internal/i18n"
)

func TestEveryTextIsComposedAndInEveryLanguage(t *testing.T) {
	assert.Empty(t, i18n.Gaps())
	for _, lang := range i18n.Languages {
		for _, key := range i18n.Keys(lang) {
			text := i18n.Text(lang, key, nil)
			assert.NotEmpty(t, text, "%s %s", lang, key)
			assert.Equal(t, norm.NFC.String(text), text, "%s %s is not NFC", lang, key)
		}
	}
}

func TestArgumentsStandInTheText(t *testing.T) {
	err := fmt.Errorf("saving: %w", fault.New(i18n.ErrInternal, fault.Args{"detail": "đĩa đầy"}, errors.New("ENOSPC")))
	message := i18n.Explain(i18n.Vietnamese, err)
	assert.Equal(t, "Chi tiết: đĩa đầy.", message.What)
	assert.NotContains(t, message.String(), "ENOSPC")
}

func TestErrorWithoutCodeIsInternal(t *testing.T) {
	message := i18n.Explain(i18n.English, errors.New("boom"))
	assert.Contains(t, message.What, "boom")
	assert.NotEmpty(t, message.Do)
}

func TestMissingTextIsSeen(t *testing.T) {
	assert.Equal(t, "[no.such.key]", i18n.Text(i18n.Vietnamese, "no.such.key", nil))
}
