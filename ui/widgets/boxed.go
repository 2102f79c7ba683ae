package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Boxed makes a widget of what is in a container. Fyne draws widgets and
// containers only, so a struct of ours that stands in the window embeds it.
type Boxed struct {
	widget.BaseWidget
	box *fyne.Container
}

// Fill puts the container in; self is the struct that embeds.
func (b *Boxed) Fill(self fyne.Widget, box *fyne.Container) {
	b.box = box
	b.ExtendBaseWidget(self)
}

// CreateRenderer draws the container.
func (b *Boxed) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(b.box) }
