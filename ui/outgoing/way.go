package outgoing

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/desk/outgoing"
	"github.com/vanthu/vanthu/ui/widgets"
)

// way is the recipients, in the document's panel, and the next step below it.
type way struct {
	recipients fyne.CanvasObject
	heading    *widget.Label
	rows       *fyne.Container
	none       *widget.Label

	box   fyne.CanvasObject
	steps *widget.RichText
	main  *widgets.Button
	why   *widget.Label
}

func newWay(v *View) *way {
	w := &way{
		steps: widget.NewRichText(), heading: widgets.Section(), rows: widgets.Stack(), none: widgets.Caption(), why: widgets.Caption(),
	}
	w.steps.Wrapping = fyne.TextWrapWord
	w.main = widgets.MainButton(v.host.Keys, func() { v.presenter.Main() })
	w.recipients = widgets.Stack(w.heading, w.none, w.rows)
	w.box = container.NewVBox(widgets.Rule(), w.steps, w.main, w.why)
	return w
}

func (w *way) draw(s outgoing.Panel) {
	widgets.Show(w.box, s.Shown)
	widgets.Show(w.recipients, s.Shown)
	w.heading.SetText(s.Heading)
	widgets.SetText(w.none, s.None)
	w.steps.Segments = chain(s.Steps)
	w.steps.Refresh()
	w.main.Set(s.Main)
	widgets.SetWhy(w.why, s.Main)
	for len(w.rows.Objects) < len(s.Delivery) {
		w.rows.Add(newRecipient())
	}
	w.rows.Objects = w.rows.Objects[:len(s.Delivery)]
	for i, d := range s.Delivery {
		w.rows.Objects[i].(*recipient).draw(d)
	}
	w.recipients.Refresh()
	w.box.Refresh()
}

// chain writes the stages one after the other, the present one heavier.
func chain(steps []outgoing.Step) (all []widget.RichTextSegment) {
	add := func(text string, color fyne.ThemeColorName, bold bool) {
		all = append(all, &widget.TextSegment{Text: text, Style: widget.RichTextStyle{
			Inline: true, ColorName: color, SizeName: theme.SizeNameCaptionText, TextStyle: fyne.TextStyle{Bold: bold},
		}})
	}
	for i, s := range steps {
		if i > 0 {
			add("  ›  ", theme.ColorNamePlaceHolder, false)
		}
		switch {
		case s.Now:
			add(s.Label, theme.ColorNamePrimary, true)
		case s.Done:
			add(s.Label, theme.ColorNameForeground, false)
		default:
			add(s.Label, theme.ColorNamePlaceHolder, false)
		}
	}
	return all
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
