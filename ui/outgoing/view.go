// Package outgoing draws the screen of outgoing documents: the list, and below it
// the chosen document with its next step and what became of it at each
// recipient.
package outgoing

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/desk/outgoing"
	"github.com/vanthu/vanthu/ui/document"
	"github.com/vanthu/vanthu/ui/keys"
	"github.com/vanthu/vanthu/ui/widgets"
)

// Presenter is what the view calls.
type Presenter interface {
	Search(text string)
	Show(filter string)
	Select(index int)
	Reload()
	Compose()
	Main()
	Date(text string)
	Notation(text string)
	Number()
	Cancel()
	Wide(on bool)
}

// View is the screen.
type View struct {
	widgets.Boxed
	Document *document.View

	host      widgets.Host
	presenter Presenter
	state     outgoing.State

	search  *widgets.Entry
	filter  *widgets.Select
	compose *widgets.Button
	counted *widget.Label
	banner  *widgets.Banner
	head    *widgets.Head
	rows    *widgets.Rows
	empty   *widget.Label
	way     *way
	number  *numbering

	list  fyne.CanvasObject
	frame *fyne.Container
	wide  bool
}

var columns = []widgets.Column{
	{Width: 92}, {Width: 132}, {Width: 104}, {Width: 80, Share: 1}, {Width: 130}, {Width: 84},
}

// New makes the screen; save asks where to save a file of the document.
func New(host widgets.Host, save func(name string)) *View {
	v := &View{host: host}
	v.search = widgets.NewEntry(host.Keys)
	v.search.OnChanged = func(text string) { v.presenter.Search(text) }
	v.search.OnDown = v.FocusList
	v.search.OnSubmitted = func(string) { v.FocusList() }
	v.filter = widgets.NewSelect(host.Keys, func(label string) {
		v.presenter.Show(desk.IDOf(v.state.Filters, label))
		v.FocusList()
	})
	v.compose = widgets.NewButton(host.Keys, func() { v.presenter.Compose() })
	v.counted, v.empty = widgets.Caption(), widgets.Text()
	v.counted.Wrapping = fyne.TextWrapOff
	v.empty.Alignment = fyne.TextAlignCenter
	v.banner = widgets.NewBanner(host, func() { v.presenter.Reload() })
	v.head = widgets.NewHead(columns...)
	v.rows = widgets.NewRows(host.Keys, columns...)
	v.rows.OnChoose = func(i int) { v.presenter.Select(i) }
	v.way, v.number = newWay(v), newNumbering(v)
	v.Document = document.New(host, v.way.recipients, v.way.box, save, v.ToggleWide)
	v.list = v.layoutList()
	v.frame = container.NewStack()
	v.Fill(v, v.frame)
	v.arrange()
	return v
}

// Present tells whom the view calls.
func (v *View) Present(p Presenter) { v.presenter = p }

func (v *View) layoutList() fyne.CanvasObject {
	tools := container.NewHBox(widgets.Wide(v.filter, 136, 0), v.compose, v.counted)
	top := container.New(layout.NewCustomPaddedLayout(4, 4, 4, 4), container.NewBorder(nil, nil, nil, tools, v.search))
	rows := container.NewStack(v.rows, container.NewCenter(widgets.Wide(v.empty, 420, 0)))
	return v.banner.In(container.NewBorder(container.NewVBox(top, v.banner, v.head), nil, nil, nil, rows))
}

func (v *View) arrange() {
	if v.wide {
		v.frame.Objects = []fyne.CanvasObject{v.Document}
	} else {
		split := container.NewVSplit(v.list, v.Document)
		split.Offset = 0.42
		v.frame.Objects = []fyne.CanvasObject{split}
	}
	v.frame.Refresh()
}

// Keys are the screen's keys.
func (v *View) Keys() keys.Layer {
	return v.rows.AddKeys(keys.Layer{
		keys.Ctrl(fyne.KeyF):       func() { v.host.Window.Canvas().Focus(v.search) },
		keys.Ctrl(fyne.KeyN):       func() { v.presenter.Compose() },
		keys.Plain(fyne.KeyReturn): func() { v.presenter.Main() },
		keys.Plain(fyne.KeyF4):     v.ToggleWide,
		keys.Plain(fyne.KeyEscape): v.FocusList,
	})
}

// FocusList gives the keyboard to the list.
func (v *View) FocusList() {
	if !v.wide {
		v.host.Window.Canvas().Focus(v.rows)
	}
}

// ToggleWide gives the document the whole screen, or takes it back.
func (v *View) ToggleWide() { v.presenter.Wide(!v.wide) }

// Draw shows a state.
func (v *View) Draw(s outgoing.State) {
	v.state = s
	v.search.SetHint(s.Hint)
	v.filter.Set(s.Filters, s.Filter)
	v.compose.SetText(s.Compose)
	v.counted.SetText(s.Counted)
	v.banner.Set(s.Banner)
	v.head.Set(s.Columns)
	v.rows.Draw(cells(s.Rows), s.Selected)
	widgets.SetText(v.empty, s.Empty+s.Busy)
	v.Document.Widen(s.Widen)
	v.way.draw(s.Panel)
	v.number.draw(s.Numbering)
	if s.Wide != v.wide {
		v.wide = s.Wide
		v.arrange()
	}
}

func cells(rows []outgoing.Row) [][]widgets.Cell {
	all := make([][]widgets.Cell, len(rows))
	for i, r := range rows {
		all[i] = []widgets.Cell{
			{Text: r.Date},
			{Text: r.Code},
			{Text: r.Type},
			{Text: r.Subject, Badge: r.Urgency},
			{Text: r.Stage.Word, Level: r.Stage.Level},
			{Text: r.Sent.Word, Level: r.Sent.Level, Sign: r.Sent.Word != ""},
		}
	}
	return all
}
