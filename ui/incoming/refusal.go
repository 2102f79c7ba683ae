package incoming

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"github.com/vanthu/vanthu/desk/incoming"
	"github.com/vanthu/vanthu/ui/keys"
	"github.com/vanthu/vanthu/ui/widgets"
)

// refusal is the dialog that asks for a reason.
type refusal struct {
	view    *View
	dialog  *widgets.Dialog
	what    *widget.Label
	reason  *widgets.Entry
	counted *widget.Label
	why     *widget.Label
	confirm *widgets.Button
	cancel  *widgets.Button
	open    bool
}

func newRefusal(v *View) *refusal {
	r := &refusal{view: v, what: widgets.Text(), counted: widgets.Caption(), why: widgets.Caption()}
	r.reason = widgets.NewArea(v.host.Keys, 4)
	r.reason.OnChanged = func(text string) { v.presenter.Reason(text) }
	r.confirm = widgets.MainButton(v.host.Keys, func() { v.presenter.Refuse() })
	r.cancel = widgets.NewButton(v.host.Keys, func() { v.presenter.Cancel() })
	body := container.NewBorder(r.what, r.counted, nil, nil, r.reason)
	r.dialog = widgets.NewDialog(v.host, fyne.NewSize(520, 300), body, r.why, r.cancel, r.confirm)
	return r
}

func (r *refusal) draw(s incoming.Refusal) {
	if s.Open && !r.open {
		r.reason.SetText("")
	}
	r.open = s.Open
	if s.Open {
		r.what.SetText(s.What)
		r.reason.SetHint(s.Hint)
		r.counted.SetText(s.Counted)
		r.confirm.Set(s.Confirm)
		r.cancel.SetText(s.Cancel)
		widgets.SetWhy(r.why, s.Confirm)
	}
	r.dialog.Show(s.Open, s.Heading, keys.Layer{
		keys.Ctrl(fyne.KeyReturn):  func() { r.view.presenter.Refuse() },
		keys.Plain(fyne.KeyEscape): func() { r.view.presenter.Cancel() },
	}, r.reason)
}

// doubt is the dialog before a document without a valid signature goes into the
// register. Enter does nothing in it: the careless key must not decide.
type doubt struct {
	view    *View
	dialog  *widgets.Dialog
	what    *widget.Label
	confirm *widgets.Button
	cancel  *widgets.Button
}

func newDoubt(v *View) *doubt {
	d := &doubt{view: v, what: widgets.Text()}
	d.confirm = widgets.NewButton(v.host.Keys, func() { v.presenter.Insist() })
	d.cancel = widgets.MainButton(v.host.Keys, func() { v.presenter.Cancel() })
	d.dialog = widgets.NewDialog(v.host, fyne.NewSize(480, 190), d.what, widgets.Caption(), d.confirm, d.cancel)
	return d
}

func (d *doubt) draw(s incoming.Doubt) {
	if s.Open {
		d.what.SetText(s.What)
		d.confirm.SetText(s.Confirm)
		d.cancel.SetText(s.Cancel)
	}
	d.dialog.Show(s.Open, s.Heading, keys.Layer{
		keys.Plain(fyne.KeyEscape): func() { d.view.presenter.Cancel() },
	}, nil)
}
