// Package send draws the dialog that chooses the recipients of a document.
package send

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"github.com/vanthu/vanthu/desk/send"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/ui/keys"
	"github.com/vanthu/vanthu/ui/widgets"
)

// Presenter is what the view calls.
type Presenter interface {
	Filter(text string)
	Check(code office.AgencyCode, on bool)
	All()
	None()
	Send()
	Close()
	Reload()
}

// View is the dialog.
type View struct {
	host      widgets.Host
	presenter Presenter
	state     send.State
	dialog    *widgets.Dialog
	open      bool

	banner  *widgets.Banner
	subject *widget.Label
	filter  *widgets.Entry
	all     *widgets.Button
	none    *widgets.Button
	list    *widget.List
	empty   *widget.Label
	counted *widget.Label
	chosen  *widget.Label
	why     *widget.Label
	send    *widgets.Button
	stop    *widgets.Button
}

// New makes the dialog, closed.
func New(host widgets.Host) *View {
	v := &View{
		host: host, subject: widgets.Line(), empty: widgets.Text(), counted: widgets.Section(), chosen: widgets.Caption(), why: widgets.Caption(),
	}
	v.empty.Alignment = fyne.TextAlignCenter
	v.banner = widgets.NewBanner(host, func() { v.presenter.Reload() })
	v.filter = widgets.NewEntry(host.Keys)
	v.filter.OnChanged = func(text string) { v.presenter.Filter(text) }
	v.filter.OnSubmitted = func(string) { v.takeOnly() }
	v.all = widgets.NewButton(host.Keys, func() { v.presenter.All() })
	v.none = widgets.NewButton(host.Keys, func() { v.presenter.None() })
	v.send = widgets.MainButton(host.Keys, func() { v.presenter.Send() })
	v.stop = widgets.NewButton(host.Keys, func() { v.presenter.Close() })
	v.list = widget.NewList(func() int { return len(v.state.Rows) }, v.newRow, v.drawRow)
	v.list.HideSeparators = true
	v.dialog = widgets.NewDialog(host, fyne.NewSize(680, 560), v.layout(), v.why, v.stop, v.send)
	return v
}

// Present tells whom the view calls.
func (v *View) Present(p Presenter) { v.presenter = p }

func (v *View) layout() fyne.CanvasObject {
	filter := container.NewBorder(nil, nil, nil, container.NewHBox(v.all, v.none), v.filter)
	list := container.NewStack(v.list, container.NewCenter(widgets.Wide(v.empty, 420, 0)))
	above := container.NewVBox(v.banner, v.subject, filter)
	return v.banner.In(container.NewBorder(above, container.NewVBox(v.counted, v.chosen), nil, nil, list))
}

// takeOnly takes the one agency that the filter has left, so that the next can
// be typed.
func (v *View) takeOnly() {
	if len(v.state.Rows) == 1 && v.state.Rows[0].Sent == "" {
		v.presenter.Check(v.state.Rows[0].Code, true)
		v.filter.SetText("")
	}
}

func (v *View) newRow() fyne.CanvasObject {
	note := widgets.Caption()
	note.Wrapping, note.Alignment = fyne.TextWrapOff, fyne.TextAlignTrailing
	return widgets.InColumns([]widgets.Column{{Share: 1}, {Width: 150}}, widgets.NewCheck(v.host.Keys, nil), note)
}

func (v *View) drawRow(i widget.ListItemID, o fyne.CanvasObject) {
	row := v.state.Rows[i]
	box := o.(*fyne.Container)
	check, note := box.Objects[0].(*widgets.Check), box.Objects[1].(*widget.Label)
	check.OnChanged = nil
	check.Text = row.Name
	check.Checked = row.Checked || row.Sent != ""
	if row.Sent != "" {
		check.Disable()
	} else {
		check.Enable()
	}
	check.Refresh()
	check.OnChanged = func(on bool) { v.presenter.Check(row.Code, on) }
	note.SetText(strings.TrimSpace(row.Sent + "  " + string(row.Code)))
}

// Draw shows a state.
func (v *View) Draw(s send.State) {
	v.state = s
	if s.Open && !v.open {
		v.filter.SetText("")
	}
	v.open = s.Open
	if s.Open {
		v.banner.Set(s.Banner)
		v.subject.SetText(s.Subject)
		v.filter.SetHint(s.Hint)
		v.all.SetText(s.All)
		v.none.SetText(s.None)
		widgets.SetText(v.empty, s.Empty+s.Busy)
		v.counted.SetText(s.Counted)
		widgets.SetText(v.chosen, strings.Join(s.Chosen, " · "))
		v.send.Set(s.Send)
		v.stop.Set(s.Stop)
		widgets.SetWhy(v.why, s.Send)
		v.list.Refresh()
	}
	v.dialog.Show(s.Open, s.Heading, keys.Layer{
		keys.Ctrl(fyne.KeyReturn):  func() { v.presenter.Send() },
		keys.Plain(fyne.KeyEscape): func() { v.presenter.Close() },
	}, v.filter)
}
