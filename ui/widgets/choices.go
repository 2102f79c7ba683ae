package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/ui/keys"
)

// Check is a check box that hands on keys which it does not use.
type Check struct {
	widget.Check
	keys *keys.Map
}

// NewCheck makes a box without a label.
func NewCheck(k *keys.Map, changed func(on bool)) *Check {
	c := &Check{keys: k}
	c.OnChanged = changed
	c.ExtendBaseWidget(c)
	return c
}

// Set shows label and state without calling back.
func (c *Check) Set(label string, on bool) {
	c.Text, c.Checked = label, on
	c.Refresh()
}

// TypedKey leaves other keys than Space, which Fyne sends as a rune, to the
// window.
func (c *Check) TypedKey(e *fyne.KeyEvent) { c.keys.Typed(e) }

// Select is a choice that hands on keys which it does not use.
type Select struct {
	widget.Select
	keys *keys.Map
}

// NewSelect makes an empty select; chosen hears the label that was chosen.
func NewSelect(k *keys.Map, chosen func(label string)) *Select {
	s := &Select{keys: k}
	s.PlaceHolder = " "
	s.OnChanged = chosen
	s.ExtendBaseWidget(s)
	return s
}

// TypedKey keeps the keys that open and turn the choice.
func (s *Select) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyUp, fyne.KeyDown:
		s.Select.TypedKey(e)
	default:
		s.keys.Typed(e)
	}
}

// Set shows choices with one of them chosen, without calling back.
func (s *Select) Set(choices []desk.Choice, id string) {
	s.SetLabels(desk.Labels(choices), desk.LabelOf(choices, id))
}

// SetLabels does the same with bare labels.
func (s *Select) SetLabels(labels []string, label string) {
	if slices.Equal(labels, s.Options) && s.Selected == label {
		return
	}
	s.Options, s.Selected = labels, label
	s.Refresh()
}
