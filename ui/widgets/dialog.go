package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/vanthu/vanthu/ui/keys"
)

// Dialog is a decision in front of the window. While it is open it has the
// keyboard: its layer's keys, and nothing of the screen below.
type Dialog struct {
	host    Host
	heading *widget.Label
	body    fyne.CanvasObject
	popup   *widget.PopUp
	size    fyne.Size
}

// NewDialog makes a dialog around a body, at least as large as size. Buttons
// stand below, right; a reason why not stands left of them.
func NewDialog(host Host, size fyne.Size, body fyne.CanvasObject, why *widget.Label, buttons ...fyne.CanvasObject) *Dialog {
	d := &Dialog{host: host, heading: Heading(), size: size}
	row := container.NewBorder(nil, nil, nil, container.NewHBox(buttons...), container.New(layout.NewCustomPaddedLayout(0, 0, 0, 8), why))
	d.body = Pad(container.NewBorder(container.NewVBox(d.heading, Rule()), container.NewVBox(Rule(), row), nil, nil, body), 2)
	return d
}

// Show opens or closes the dialog; first is the widget to begin with.
func (d *Dialog) Show(open bool, heading string, layer keys.Layer, first fyne.Focusable) {
	d.heading.SetText(heading)
	if open == (d.popup != nil) {
		return
	}
	if !open {
		d.popup.Hide()
		d.popup = nil
		d.host.Keys.Pop()
		return
	}
	d.host.Keys.Push(layer)
	d.popup = widget.NewModalPopUp(On(theme.ColorNameOverlayBackground, d.body), d.host.Window.Canvas())
	d.popup.Show()
	// A text that wraps knows its height only once it has a width.
	for range 2 {
		d.popup.Resize(d.size)
		d.body.Refresh()
	}
	if first != nil {
		d.host.Window.Canvas().Focus(first)
	}
}
