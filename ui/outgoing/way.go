package outgoing

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/desk/outgoing"
	"github.com/vanthu/vanthu/ui/widgets"
)

// way stands below the document's panel: the recipients and the next step.
type way struct {
	box     fyne.CanvasObject
	steps   *widget.Label
	heading *widget.Label
	rows    *fyne.Container
	scroll  fyne.CanvasObject
	none    *widget.Label
	main    *widgets.Button
	why     *widget.Label
}

// recipientsHeight is the room for recipients before they scroll.
const recipientsHeight = 118

func newWay(v *View) *way {
	w := &way{
		steps: widgets.Caption(), heading: widgets.Section(), rows: widgets.Stack(), none: widgets.Caption(), why: widgets.Caption(),
	}
	w.main = widgets.MainButton(v.host.Keys, func() { v.presenter.Main() })
	w.scroll = widgets.Wide(container.NewVScroll(w.rows), 0, recipientsHeight)
	w.box = container.NewVBox(widgets.Rule(), widgets.Stack(w.heading, w.none), w.scroll, w.steps, w.main, w.why)
	return w
}

func (w *way) draw(s outgoing.Panel) {
	widgets.Show(w.box, s.Shown)
	w.heading.SetText(s.Heading)
	widgets.SetText(w.none, s.None)
	widgets.Show(w.scroll, len(s.Delivery) > 0)
	w.steps.SetText(chain(s.Steps))
	w.main.Set(s.Main)
	widgets.SetWhy(w.why, s.Main)
	for len(w.rows.Objects) < len(s.Delivery) {
		w.rows.Add(newRecipient())
	}
	w.rows.Objects = w.rows.Objects[:len(s.Delivery)]
	for i, d := range s.Delivery {
		w.rows.Objects[i].(*recipient).draw(d)
	}
	w.rows.Refresh()
	w.box.Refresh()
}

// chain writes the stages one after the other, the present one in brackets.
func chain(steps []outgoing.Step) (text string) {
	for i, s := range steps {
		if i > 0 {
			text += " › "
		}
		if s.Now {
			text += "[" + s.Label + "]"
		} else {
			text += s.Label
		}
	}
	return text
}

// recipient is one recipient with how far the document has come there.
type recipient struct {
	widgets.Boxed
	name   *widget.Label
	mark   *widgets.Mark
	detail *widget.Label
}

func newRecipient() *recipient {
	r := &recipient{name: widgets.Line(), mark: widgets.NewMark(false), detail: widgets.Caption()}
	r.Fill(r, widgets.Stack(r.name, r.mark, r.detail))
	return r
}

func (r *recipient) draw(d outgoing.DeliveryRow) {
	r.name.SetText(d.Recipient)
	r.mark.Set(desk.Mark{Level: d.Status.Level, Word: d.Status.Word + " · " + d.When})
	widgets.SetText(r.detail, d.Detail)
}
