package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// fill is a surface in a colour of the theme, light or dark as that changes.
type fill struct {
	widget.BaseWidget
	name fyne.ThemeColorName
	rect *canvas.Rectangle
}

// Fill makes a surface.
func Fill(name fyne.ThemeColorName) *fill { //nolint:revive // callers hold it as a CanvasObject
	f := &fill{name: name, rect: canvas.NewRectangle(nil)}
	f.ExtendBaseWidget(f)
	return f
}

// Set changes the colour.
func (f *fill) Set(name fyne.ThemeColorName) {
	f.name = name
	f.Refresh()
}

// Refresh takes the colour from the theme again.
func (f *fill) Refresh() {
	f.rect.FillColor = f.Theme().Color(f.name, fyne.CurrentApp().Settings().ThemeVariant())
	f.rect.Refresh()
	f.BaseWidget.Refresh()
}

// CreateRenderer draws the rectangle.
func (f *fill) CreateRenderer() fyne.WidgetRenderer {
	f.rect.FillColor = f.Theme().Color(f.name, fyne.CurrentApp().Settings().ThemeVariant())
	f.rect.CornerRadius = 0
	return widget.NewSimpleRenderer(f.rect)
}

// On puts an object on a surface.
func On(name fyne.ThemeColorName, o fyne.CanvasObject) *fyne.Container {
	return container.NewStack(Fill(name), o)
}

// Wide gives an object at least that width and height.
func Wide(o fyne.CanvasObject, width, height float32) *fyne.Container {
	spacer := canvas.NewRectangle(color.Transparent)
	spacer.SetMinSize(fyne.NewSize(width, height))
	return container.NewStack(spacer, o)
}

// Pad puts space around an object, in steps of the theme's padding.
func Pad(o fyne.CanvasObject, steps int) fyne.CanvasObject {
	for range steps {
		o = container.NewPadded(o)
	}
	return o
}

// Rule is a thin line.
func Rule() fyne.CanvasObject {
	f := Fill(theme.ColorNameSeparator)
	return Wide(f, 1, 1)
}
