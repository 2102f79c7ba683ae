package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/ui/keys"
)

// Button is a button that hands on keys which it does not use.
type Button struct {
	widget.Button
	keys *keys.Map
}

// NewButton makes a button without a label.
func NewButton(k *keys.Map, tapped func()) *Button {
	b := &Button{keys: k}
	b.OnTapped = tapped
	b.ExtendBaseWidget(b)
	return b
}

// MainButton is the one for the next sensible action.
func MainButton(k *keys.Map, tapped func()) *Button {
	b := NewButton(k, tapped)
	b.Importance = widget.HighImportance
	return b
}

// TypedKey presses with Space; other keys go to the window.
func (b *Button) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeySpace {
		b.Button.TypedKey(e)
		return
	}
	b.keys.Typed(e)
}

// Set takes an action over. The reason why it is not possible is shown by who
// has room for it: see SetWhy.
func (b *Button) Set(a desk.Action) {
	if b.Text != a.Label {
		b.SetText(a.Label)
	}
	Show(b, !a.Hidden)
	if a.Enabled && b.Disabled() {
		b.Enable()
	} else if !a.Enabled && !b.Disabled() {
		b.Disable()
	}
}

// SetWhy shows why an action is not possible now.
func SetWhy(l *widget.Label, a desk.Action) {
	if a.Enabled || a.Hidden {
		SetText(l, "")
		return
	}
	SetText(l, a.Why)
}
