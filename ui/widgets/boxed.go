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
func (b *Boxed) CreateRenderer() fyne.WidgetRenderer { return boxedRenderer{b.box} }

// boxedRenderer lays the container out again at each refresh, which Fyne's own
// simple renderer does not.
type boxedRenderer struct{ box *fyne.Container }

func (r boxedRenderer) Layout(size fyne.Size)        { r.box.Resize(size) }
func (r boxedRenderer) MinSize() fyne.Size           { return r.box.MinSize() }
func (r boxedRenderer) Refresh()                     { r.box.Refresh() }
func (r boxedRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.box} }
func (r boxedRenderer) Destroy()                     {}
