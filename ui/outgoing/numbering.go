package outgoing

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"github.com/vanthu/vanthu/desk/outgoing"
	"github.com/vanthu/vanthu/ui/keys"
	"github.com/vanthu/vanthu/ui/widgets"
)

// numbering is the dialog that asks for date and notation.
type numbering struct {
	view     *View
	dialog   *widgets.Dialog
	what     *widget.Label
	date     *widgets.Entry
	notation *widgets.Entry
	labels   [2]*widget.Label
	problem  *widget.Label
	why      *widget.Label
	confirm  *widgets.Button
	cancel   *widgets.Button
	filled   int
}

func newNumbering(v *View) *numbering {
	n := &numbering{view: v, what: widgets.Text(), problem: widgets.Text(), why: widgets.Caption()}
	n.problem.Importance = widget.DangerImportance
	n.labels = [2]*widget.Label{widget.NewLabel(""), widget.NewLabel("")}
	n.date, n.notation = widgets.NewEntry(v.host.Keys), widgets.NewEntry(v.host.Keys)
	n.date.OnChanged = func(text string) { v.presenter.Date(text) }
	n.notation.OnChanged = func(text string) { v.presenter.Notation(text) }
	n.date.OnSubmitted = func(string) { v.host.Window.Canvas().Focus(n.notation) }
	n.notation.OnSubmitted = func(string) { v.presenter.Number() }
	n.confirm = widgets.MainButton(v.host.Keys, func() { v.presenter.Number() })
	n.cancel = widgets.NewButton(v.host.Keys, func() { v.presenter.Cancel() })
	form := container.New(layout.NewFormLayout(), n.labels[0], n.date, n.labels[1], n.notation)
	n.dialog = widgets.NewDialog(v.host, fyne.NewSize(460, 250), container.NewVBox(n.what, form, n.problem), n.why, n.cancel, n.confirm)
	return n
}

func (n *numbering) draw(s outgoing.Numbering) {
	if s.Open && s.Filled != n.filled {
		n.filled = s.Filled
		n.date.Put(s.Date)
		n.notation.Put(s.Notation)
	}
	if s.Open {
		n.what.SetText(s.What)
		n.labels[0].SetText(s.DateLabel)
		n.labels[1].SetText(s.NotationLabel)
		widgets.SetText(n.problem, s.Problem)
		n.confirm.Set(s.Confirm)
		n.cancel.SetText(s.Cancel)
		widgets.SetWhy(n.why, s.Confirm)
	}
	n.dialog.Show(s.Open, s.Heading, keys.Layer{
		keys.Ctrl(fyne.KeyReturn):  func() { n.view.presenter.Number() },
		keys.Plain(fyne.KeyEscape): func() { n.view.presenter.Cancel() },
	}, n.notation)
}
