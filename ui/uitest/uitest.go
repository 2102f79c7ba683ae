// Package uitest drives views as a person does: it finds what is seen by its
// words, taps and types. For tests only; it needs neither display nor cgo.
package uitest

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/ui/theme"
	"github.com/vanthu/vanthu/ui/widgets"
)

// Size is the size for which screens are made.
var Size = fyne.NewSize(1280, 800)

// Window is an empty window in our light look, gone when the test ends.
func Window(t *testing.T) fyne.Window {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.Light())
	w := test.NewTempWindow(t, nil)
	w.SetPadded(false)
	w.Resize(Size)
	return w
}

// Seen lists what can be seen in the window; an open dialog hides what is below.
func Seen(w fyne.Window) []fyne.CanvasObject {
	if top := w.Canvas().Overlays().Top(); top != nil {
		return visible(top)
	}
	return visible(w.Content())
}

// visible lists an object and what is drawn in it, hidden parts left out.
func visible(o fyne.CanvasObject) (all []fyne.CanvasObject) {
	if o == nil || !o.Visible() {
		return nil
	}
	all = append(all, o)
	switch o := o.(type) {
	case *fyne.Container:
		for _, child := range o.Objects {
			all = append(all, visible(child)...)
		}
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(o).Objects() {
			all = append(all, visible(child)...)
		}
	}
	return all
}

// Text is the words of a label, button or check box; false for anything else.
func Text(o fyne.CanvasObject) (string, bool) {
	switch o := o.(type) {
	case *widget.Label:
		return o.Text, true
	case *widgets.Button:
		return o.Text, true
	case *widgets.Check:
		return o.Text, true
	}
	return "", false
}

// Texts are all words that can be seen.
func Texts(w fyne.Window) (all []string) {
	for _, o := range Seen(w) {
		if text, ok := Text(o); ok && text != "" {
			all = append(all, text)
		}
	}
	return all
}

// Tap taps what bears the words: a button, a check box, or a row of a list.
func Tap(t *testing.T, w fyne.Window, words string) {
	t.Helper()
	var tappable fyne.Tappable
	for _, o := range Seen(w) {
		if over, ok := o.(fyne.Tappable); ok {
			tappable = over // labels are drawn inside what takes the tap
		}
		if text, ok := Text(o); ok && text == words {
			if self, ok := o.(fyne.Tappable); ok {
				tappable = self
			}
			require.NotNil(t, tappable, words)
			test.Tap(tappable)
			return
		}
	}
	require.Failf(t, "nothing to tap", "%q is not among %q", words, Texts(w))
}

// Entry finds an entry by the hint in it.
func Entry(t *testing.T, w fyne.Window, hint string) *widgets.Entry {
	t.Helper()
	for _, o := range Seen(w) {
		if e, ok := o.(*widgets.Entry); ok && e.PlaceHolder == hint {
			return e
		}
	}
	require.Failf(t, "no such entry", "%q", hint)
	return nil
}

// Password finds the entry that hides what is typed.
func Password(t *testing.T, w fyne.Window) *widgets.Entry {
	t.Helper()
	for _, o := range Seen(w) {
		if e, ok := o.(*widgets.Entry); ok && e.Password {
			return e
		}
	}
	require.Fail(t, "no password entry")
	return nil
}

// Type types into what has the focus.
func Type(t *testing.T, w fyne.Window, text string) {
	t.Helper()
	focused := w.Canvas().Focused()
	require.NotNil(t, focused)
	test.Type(focused, text)
}

// Key presses a key, alone or with Control.
func Key(w fyne.Window, name fyne.KeyName, modifier ...fyne.KeyModifier) {
	focused := w.Canvas().Focused()
	if len(modifier) > 0 {
		shortcut := &desktop.CustomShortcut{KeyName: name, Modifier: modifier[0]}
		if s, ok := focused.(fyne.Shortcutable); ok {
			s.TypedShortcut(shortcut)
			return
		}
		w.Canvas().(fyne.Shortcutable).TypedShortcut(shortcut)
		return
	}
	event := &fyne.KeyEvent{Name: name}
	if focused != nil {
		focused.TypedKey(event)
	} else if typed := w.Canvas().OnTypedKey(); typed != nil {
		typed(event)
	}
}
