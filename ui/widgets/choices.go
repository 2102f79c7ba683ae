package widgets

import (
	"slices"

	"fyne.io/fyne/v2/widget"

	"github.com/vanthu/vanthu/desk"
)

// NewSelect makes an empty select; chosen hears the label that was chosen.
func NewSelect(chosen func(label string)) *widget.Select {
	s := widget.NewSelect(nil, chosen)
	s.PlaceHolder = " "
	return s
}

// SetChoices shows choices with one of them chosen, without calling back.
func SetChoices(s *widget.Select, choices []desk.Choice, id string) {
	labels, label := desk.Labels(choices), desk.LabelOf(choices, id)
	if slices.Equal(labels, s.Options) && s.Selected == label {
		return
	}
	s.Options, s.Selected = labels, label
	s.Refresh()
}
