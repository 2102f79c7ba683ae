package gallery_test

import (
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/ui/gallery"
	"github.com/vanthu/vanthu/ui/uitest"
	"github.com/vanthu/vanthu/ui/widgets"
)

// TestEveryScene opens each screen in each state and language and looks at what
// is seen: no text of the other language, no missing text, nothing cut.
func TestEveryScene(t *testing.T) {
	for _, lang := range i18n.Languages {
		foreign := only(other(lang))
		for _, scene := range gallery.Scenes() {
			t.Run(scene.Name+"."+string(lang), func(t *testing.T) {
				window := uitest.Window(t)
				shell := scene.Open(window, lang)
				defer shell.Stop()
				gallery.Settle(window, uitest.Size)
				texts := uitest.Texts(window)
				assert.NotEmpty(t, texts)
				for _, text := range texts {
					assert.False(t, foreign[text], "not %s: %q", lang, text)
					assert.False(t, strings.HasPrefix(text, "[desk."), "missing: %s", text)
				}
				for _, o := range uitest.Seen(window) {
					notCut(t, o)
				}
			})
		}
	}
}

// notCut fails when a text has less room than it needs; one that may be cut ends
// in an ellipsis by itself.
func notCut(t *testing.T, o fyne.CanvasObject) {
	t.Helper()
	switch o := o.(type) {
	case *widget.Label:
		if o.Truncation != fyne.TextTruncateOff || o.Text == "" {
			return
		}
	case *widgets.Button, *widgets.Check:
	default:
		return
	}
	const slack = 0.6
	text, _ := uitest.Text(o)
	assert.LessOrEqual(t, o.MinSize().Height, o.Size().Height+slack, "cut below: %q", text)
	assert.LessOrEqual(t, o.MinSize().Width, o.Size().Width+slack, "cut right: %q", text)
}

func other(lang i18n.Language) i18n.Language {
	if lang == i18n.Vietnamese {
		return i18n.English
	}
	return i18n.Vietnamese
}

// only are the texts that one language has and the other has not.
func only(lang i18n.Language) map[string]bool {
	texts := map[string]bool{}
	for _, key := range i18n.Keys(lang) {
		texts[i18n.Text(lang, key, nil)] = true
	}
	for _, key := range i18n.Keys(other(lang)) {
		delete(texts, i18n.Text(other(lang), key, nil))
	}
	return texts
}

// TestLanguageSwitchesEverythingAtOnce switches each Vietnamese scene to English.
func TestLanguageSwitchesEverythingAtOnce(t *testing.T) {
	foreign := only(i18n.Vietnamese)
	for _, scene := range gallery.Scenes() {
		window := uitest.Window(t)
		shell := scene.Open(window, i18n.Vietnamese)
		shell.Frame.Speak(i18n.English)
		for _, text := range uitest.Texts(window) {
			// Data keeps its language: document types and names are Vietnamese.
			assert.False(t, foreign[text], "%s: %q", scene.Name, text)
		}
		shell.Stop()
	}
}

// TestGoldens holds the make-up of a few scenes against files under testdata.
func TestGoldens(t *testing.T) {
	for _, name := range []string{"incoming-empty", "incoming-refuse", "shell-connect", "shell-waiting"} {
		for _, scene := range gallery.Scenes() {
			if scene.Name != name {
				continue
			}
			window := uitest.Window(t)
			shell := scene.Open(window, i18n.Vietnamese)
			gallery.Settle(window, uitest.Size)
			test.AssertRendersToMarkup(t, name+".xml", window.Canvas())
			shell.Stop()
		}
	}
}

func TestShotsAreWritten(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "shots")
	var names []string
	require.NoError(t, gallery.Shots(dir, "incoming-empty", fyne.NewSize(640, 400), func(n string) { names = append(names, n) }))
	assert.Equal(t, []string{"incoming-empty.vi.light.png", "incoming-empty.en.light.png", "incoming-empty.vi.dark.png", "incoming-empty.en.dark.png"}, names)
	file, err := os.Open(filepath.Join(dir, names[3]))
	require.NoError(t, err)
	defer file.Close()
	picture, err := png.Decode(file)
	require.NoError(t, err)
	assert.Equal(t, 640, picture.Bounds().Dx())
	r, g, b, _ := picture.At(400, 300).RGBA()
	assert.Less(t, r+g+b, uint32(0x8000), "the dark look is dark")
	assert.Error(t, gallery.Shots("/dev/null/x", "", fyne.NewSize(1, 1), nil))
}
