package incoming

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/desk/incoming"
	"github.com/vanthu/vanthu/ui/widgets"
)

// decision stands below the document's panel.
type decision struct {
	box     fyne.CanvasObject
	status  *widgets.Mark
	facts   *widgets.Facts
	warning *widgets.Mark
	assign  *widget.Label
	entry   *widgets.Entry
	whom    *widget.Label
	to      *fyne.Container
	main    *widgets.Button
	refuse  *widgets.Button
	why     *widget.Label
}

// numberLabel is the width of the labels in the panel.
const numberLabel = 172

func newDecision(v *View) *decision {
	d := &decision{
		status: widgets.NewMark(true), facts: widgets.NewFacts(numberLabel), warning: widgets.NewMark(true),
		assign: widget.NewLabel(""), entry: widgets.NewEntry(v.host.Keys), whom: widgets.Line(), why: widgets.Caption(),
	}
	d.entry.OnChanged = func(text string) { v.presenter.Assign(text) }
	d.entry.OnSubmitted = func(string) { v.presenter.Main() }
	d.main = widgets.MainButton(v.host.Keys, func() { v.presenter.Main() })
	d.refuse = widgets.NewButton(v.host.Keys, func() { v.presenter.AskReason() })
	d.to = container.NewBorder(nil, nil, d.assign, nil, container.NewStack(d.entry, d.whom))
	d.box = container.NewVBox(widgets.Rule(), widgets.Stack(d.status, d.facts, d.warning), d.to,
		container.NewBorder(nil, nil, nil, d.refuse, d.main), d.why)
	return d
}

func (d *decision) draw(s incoming.Decision) {
	widgets.Show(d.box, s.Shown)
	d.status.Set(s.Status)
	d.facts.Set(s.Facts)
	d.warning.Set(desk.Mark{Level: desk.Warn, Word: s.Warning})
	d.assign.SetText(s.Assign)
	widgets.Show(d.entry, s.Open)
	if !s.Open && d.entry.Text != "" {
		d.entry.SetText("")
	}
	widgets.SetText(d.whom, s.Assigned)
	widgets.Show(d.to, s.Open || s.Assigned != "")
	d.main.Set(s.Main)
	d.refuse.Set(s.Refuse)
	widgets.SetWhy(d.why, s.Main)
	d.box.Refresh()
}
