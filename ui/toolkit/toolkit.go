// Package toolkit teaches Fyne's own widgets (file dialogs, the menu of an entry)
// the program's language; Fyne has no Vietnamese and follows the system alone.
package toolkit

import (
	_ "embed"

	"fyne.io/fyne/v2/lang"

	"github.com/vanthu/vanthu/internal/i18n"
)

//go:embed vi.json
var vietnamese []byte

//go:embed en.json
var english []byte

// Speak changes the language of what Fyne draws from now on.
func Speak(language i18n.Language) {
	texts := english
	if language == i18n.Vietnamese {
		texts = vietnamese
	}
	// The texts go in under the system's locale, whatever that is: it is the one
	// that Fyne looks up. They are embedded, so they cannot fail to parse.
	if err := lang.AddTranslationsForLocale(texts, lang.SystemLocale()); err != nil {
		panic(err)
	}
}
