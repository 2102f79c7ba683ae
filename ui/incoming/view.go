// Package incoming draws the screen of incoming documents: the list, and below it
// the chosen document with the decision on it.
package incoming

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/desk/incoming"
	"github.com/vanthu/vanthu/ui/document"
	"github.com/vanthu/vanthu/ui/keys"
	"github.com/vanthu/vanthu/ui/widgets"
)

// Presenter is what the view calls.
type Presenter interface {
	Search(text string)
	OnlyWaiting(on bool)
	InYear(year int)
	Select(index int)
	More()
	ShowFresh()
	Reload()
	Assign(to string)
	Main()
	AskReason()
	Reason(text string)
	Refuse()
	Insist()
	Cancel()
	Wide(on bool)
}

// View is the screen.
type View struct {
	widgets.Boxed
	Document *document.View

	host      widgets.Host
	presenter Presenter
	state     incoming.State

	search  *widgets.Entry
	waiting *widgets.Check
	years   *widgets.Select
	fresh   *widgets.Button
	counted *widget.Label
	banner  *widgets.Banner
	head    *widgets.Head
	rows    *widgets.Rows
	empty   *widget.Label

	decision *decision
	refusal  *refusal
	doubt    *doubt

	list  fyne.CanvasObject
	frame *fyne.Container
	wide  bool
}

var columns = []widgets.Column{
	{Width: 96}, {Width: 70}, {Width: 132}, {Width: 40, Share: 1}, {Width: 60, Share: 2}, {Width: 172},
}

// New makes the screen; save asks where to save a file of the document.
func New(host widgets.Host, save func(name string)) *View {
	v := &View{host: host}
	v.search = widgets.NewEntry(host.Keys)
	v.search.OnChanged = func(text string) { v.presenter.Search(text) }
	v.search.OnDown = v.FocusList
	v.search.OnSubmitted = func(string) { v.FocusList() }
	v.waiting = widgets.NewCheck(host.Keys, func(on bool) { v.presenter.OnlyWaiting(on); v.FocusList() })
	v.years = widgets.NewSelect(host.Keys, v.chooseYear)
	v.fresh = widgets.NewButton(host.Keys, func() { v.presenter.ShowFresh() })
	v.counted, v.empty = widgets.Caption(), widgets.Text()
	v.counted.Wrapping = fyne.TextWrapOff
	v.empty.Alignment = fyne.TextAlignCenter
	v.banner = widgets.NewBanner(host, func() { v.presenter.Reload() })
	v.head = widgets.NewHead(columns...)
	v.rows = widgets.NewRows(host.Keys, columns...)
	v.rows.OnChoose = func(i int) { v.presenter.Select(i) }
	v.rows.OnEnd = func() { v.presenter.More() }
	v.decision, v.refusal, v.doubt = newDecision(v), newRefusal(v), newDoubt(v)
	v.Document = document.New(host, widgets.Stack(), v.decision.box, save, v.ToggleWide)
	v.list = v.layoutList()
	v.frame = container.NewStack()
	v.Fill(v, v.frame)
	v.arrange()
	return v
}

// Present tells whom the view calls.
func (v *View) Present(p Presenter) { v.presenter = p }

func (v *View) layoutList() fyne.CanvasObject {
	tools := container.NewHBox(v.fresh, v.waiting, widgets.Wide(v.years, 104, 0), v.counted)
	top := container.New(layout.NewCustomPaddedLayout(4, 4, 4, 4), container.NewBorder(nil, nil, nil, tools, v.search))
	rows := container.NewStack(v.rows, container.NewCenter(widgets.Wide(v.empty, 420, 0)))
	return v.banner.In(container.NewBorder(container.NewVBox(top, v.banner, v.head), nil, nil, nil, rows))
}

// arrange puts the list above the document, or the document alone.
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

func (v *View) chooseYear(label string) {
	if year, err := strconv.Atoi(desk.IDOf(v.state.Years, label)); err == nil {
		v.presenter.InYear(year)
		v.FocusList()
	}
}
