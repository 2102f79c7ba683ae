package shell

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"github.com/vanthu/vanthu/desk/shell"
	"github.com/vanthu/vanthu/ui/keys"
	"github.com/vanthu/vanthu/ui/widgets"
)

// detail explains a part of the status bar.
type detail struct {
	frame  *frameView
	dialog *widgets.Dialog
	facts  *widgets.Facts
	note   *widget.Label
	act    *widgets.Button
	close  *widgets.Button
}

func newDetail(f *frameView) *detail {
	d := &detail{frame: f, facts: widgets.NewFacts(270), note: widgets.Text()}
	d.act = widgets.NewButton(f.host.Keys, func() { f.presenter.DetailAction() })
	d.close = widgets.MainButton(f.host.Keys, func() { f.presenter.CloseDetail() })
	body := container.NewVScroll(container.NewVBox(d.facts, d.note))
	d.dialog = widgets.NewDialog(f.host, fyne.NewSize(600, 320), body, widgets.Caption(), d.act, d.close)
	return d
}

func (d *detail) draw(s shell.Detail) {
	if s.Open {
		d.facts.Set(s.Facts)
		widgets.SetText(d.note, s.Note)
		d.act.SetText(s.Action)
		widgets.Show(d.act, s.Action != "")
		d.close.SetText(s.Close)
	}
	d.dialog.Show(s.Open, s.Heading, keys.Layer{
		keys.Plain(fyne.KeyEscape): func() { d.frame.presenter.CloseDetail() },
		keys.Plain(fyne.KeyReturn): func() { d.frame.presenter.CloseDetail() },
	}, nil)
}
