package shell

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/vanthu/vanthu/desk/shell"
	"github.com/vanthu/vanthu/ui/widgets"
)

// entry is an entry of the navigation: its name and its count.
type entry struct {
	widget.BaseWidget
	tapped func()
	chosen fyne.CanvasObject
	over   fyne.CanvasObject
	label  *widget.Label
	count  *widget.Label
}

func newItem(tapped func()) *entry {
	e := &entry{
		tapped: tapped, chosen: widgets.Fill(theme.ColorNameSelection), over: widgets.Fill(theme.ColorNameHover),
		label: widgets.Line(), count: widget.NewLabel(""),
	}
	e.over.Hide()
	e.ExtendBaseWidget(e)
	return e
}

// CreateRenderer draws the entry.
func (e *entry) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(e.chosen, e.over, container.NewBorder(nil, nil, nil, e.count, e.label)))
}

func (e *entry) draw(item shell.Item) {
	widgets.Show(e.chosen, item.Chosen)
	e.label.TextStyle.Bold = item.Chosen
	e.label.SetText(item.Label)
	e.count.SetText(item.Count)
}

// Tapped goes to the screen.
func (e *entry) Tapped(*fyne.PointEvent) { e.tapped() }

// MouseIn shows that it can be clicked.
func (e *entry) MouseIn(*desktop.MouseEvent) { e.over.Show() }

// MouseMoved does nothing.
func (e *entry) MouseMoved(*desktop.MouseEvent) {}

// MouseOut takes it back.
func (e *entry) MouseOut() { e.over.Hide() }
