package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Column is a column of rows: its width in Fyne's units, or its share of what is
// left over.
type Column struct {
	Width float32
	Share float32
}

// columns lays cells out side by side, so that rows and their head align.
type columns []Column

// InColumns lays objects out side by side.
func InColumns(cols []Column, cells ...fyne.CanvasObject) *fyne.Container {
	return container.New(columns(cols), cells...)
}

// MinSize is the height of the tallest cell.
func (c columns) MinSize(cells []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for i, cell := range cells {
		size.Height = max(size.Height, cell.MinSize().Height)
		size.Width += c[i].Width
	}
	return size
}

// Layout places the cells.
func (c columns) Layout(cells []fyne.CanvasObject, size fyne.Size) {
	left, shares := size.Width, float32(0)
	for _, col := range c {
		left -= col.Width
		shares += col.Share
	}
	x := float32(0)
	for i, cell := range cells {
		w := c[i].Width
		if shares > 0 && left > 0 {
			w += left * c[i].Share / shares
		}
		cell.Move(fyne.NewPos(x, 0))
		cell.Resize(fyne.NewSize(w, size.Height))
		x += w
	}
}
