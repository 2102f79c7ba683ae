package gallery

import (
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/ui/theme"
)

// Look is a theme with its name.
type Look struct {
	Name  string
	Theme fyne.Theme
}

// Looks are the two looks.
func Looks() []Look { return []Look{{"light", theme.Light()}, {"dark", theme.Dark()}} }

// Shots draws every scene in every language and look at a size, without a
// display, and writes DIR/scene.language.look.png; it tells each name to done.
// Only scenes whose name begins with prefix are drawn.
func Shots(dir, prefix string, size fyne.Size, done func(name string)) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	result := make(chan error)
	// Fyne takes the main goroutine for a driver's own, which is not there.
	go func() { result <- shots(dir, prefix, size, done) }()
	return <-result
}

func shots(dir, prefix string, size fyne.Size, done func(name string)) error {
	for _, look := range Looks() {
		app := test.NewApp()
		app.Settings().SetTheme(look.Theme)
		for _, lang := range i18n.Languages {
			for _, scene := range Scenes() {
				if !strings.HasPrefix(scene.Name, prefix) {
					continue
				}
				name := fmt.Sprintf("%s.%s.%s.png", scene.Name, lang, look.Name)
				if err := shoot(scene, lang, size, filepath.Join(dir, name)); err != nil {
					return err
				}
				done(name)
			}
		}
	}
	return nil
}

// shoot draws one scene. Wrapped texts know their height only after a first
// layout, hence the second one at the true size.
func shoot(scene Scene, lang i18n.Language, size fyne.Size, path string) error {
	window := test.NewWindow(nil)
	defer window.Close()
	window.SetPadded(false)
	window.Resize(size)
	shell := scene.Open(window, lang)
	defer shell.Stop()
	Settle(window, size)
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := png.Encode(file, window.Canvas().Capture()); err != nil {
		_ = file.Close()
		return err
	}
	return file.Close()
}

// Settle lays the window out until its wrapped texts stand still, as the frames
// of a real window do.
func Settle(window fyne.Window, size fyne.Size) {
	for _, less := range []float32{1, 0} {
		window.Resize(fyne.NewSize(size.Width-less, size.Height-less))
		window.Content().Refresh()
		for _, o := range window.Canvas().Overlays().List() {
			o.Refresh()
		}
	}
}
