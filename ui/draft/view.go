// Package draft draws the dialog that takes a PDF in as a new outgoing document.
package draft

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/desk/draft"
	"github.com/vanthu/vanthu/ui/keys"
	"github.com/vanthu/vanthu/ui/widgets"
)

// Presenter is what the view calls.
type Presenter interface {
	Main(path string)
	Attach(path string)
	Changed(form draft.Form)
	Save()
	Close()
}

// View is the dialog.
type View struct {
	host      widgets.Host
	presenter Presenter
	pick      func(chosen func(path string))
	state     draft.State
	dialog    *widgets.Dialog
	filled    int
	filling   bool

	banner   *widgets.Banner
	file     *widgets.Button
	name     *widget.Label
	add      *widgets.Button
	extra    *widget.Label
	labels   [7]*widget.Label
	kind     *widgets.Select
	notation *widgets.Entry
	subject  *widgets.Entry
	position *widgets.Entry
	signer   *widgets.Entry
	urgency  *widgets.Select
	secrecy  *widgets.Select
	why      *widget.Label
	save     *widgets.Button
	stop     *widgets.Button
	busy     *widget.Label
}

// New makes the dialog, closed; pick asks for a file.
func New(host widgets.Host, pick func(chosen func(path string))) *View {
	v := &View{host: host, pick: pick, name: widgets.Line(), extra: widgets.Caption(), why: widgets.Caption(), busy: widgets.Caption()}
	v.banner = widgets.NewBanner(host, func() {})
	v.file = widgets.NewButton(host.Keys, func() { v.pick(v.presenter.Main) })
	v.add = widgets.NewButton(host.Keys, func() { v.pick(v.presenter.Attach) })
	for i := range v.labels {
		v.labels[i] = widget.NewLabel("")
	}
	entry := func() *widgets.Entry {
		e := widgets.NewEntry(host.Keys)
		e.OnChanged = func(string) { v.changed() }
		return e
	}
	v.notation, v.position, v.signer = entry(), entry(), entry()
	v.subject = widgets.NewArea(host.Keys, 2)
	v.subject.OnChanged = func(string) { v.changed() }
	v.kind = widgets.NewSelect(host.Keys, func(string) { v.changed() })
	v.urgency = widgets.NewSelect(host.Keys, func(string) { v.changed() })
	v.secrecy = widgets.NewSelect(host.Keys, func(string) { v.changed() })
	v.save = widgets.MainButton(host.Keys, func() { v.presenter.Save() })
	v.stop = widgets.NewButton(host.Keys, func() { v.presenter.Close() })
	v.dialog = widgets.NewDialog(host, fyne.NewSize(640, 520), v.layout(), v.why, v.stop, v.save)
	return v
}

// Present tells whom the view calls.
func (v *View) Present(p Presenter) { v.presenter = p }

func (v *View) layout() fyne.CanvasObject {
	form := container.New(layout.NewFormLayout(),
		v.labels[0], v.kind, v.labels[1], v.notation, v.labels[2], v.subject,
		v.labels[3], v.position, v.labels[4], v.signer, v.labels[5], v.urgency, v.labels[6], v.secrecy)
	return v.banner.In(container.NewVBox(v.banner,
		container.NewBorder(nil, nil, v.file, nil, v.name), form,
		container.NewBorder(nil, nil, v.add, nil, v.extra), v.busy))
}

func (v *View) changed() {
	if v.filling || v.presenter == nil {
		return
	}
	v.presenter.Changed(draft.Form{
		Type: v.kind.Selected, Notation: v.notation.Text, Subject: v.subject.Text,
		Position: v.position.Text, Signer: v.signer.Text,
		Urgency: desk.IDOf(v.state.Urgencies, v.urgency.Selected), Secrecy: desk.IDOf(v.state.Secrecies, v.secrecy.Selected),
	})
}

// Draw shows a state.
func (v *View) Draw(s draft.State) {
	v.state = s
	if s.Open {
		v.drawForm(s)
	}
	v.dialog.Show(s.Open, s.Heading, keys.Layer{
		keys.Ctrl(fyne.KeyReturn):  func() { v.presenter.Save() },
		keys.Plain(fyne.KeyEscape): func() { v.presenter.Close() },
	}, v.file)
}

func (v *View) drawForm(s draft.State) {
	v.filling = true
	defer func() { v.filling = false }()
	v.banner.Set(s.Banner)
	v.file.SetText(s.Pick)
	v.name.SetText(s.File)
	v.add.SetText(s.Add)
	widgets.SetText(v.extra, strings.Join(s.Extra, "\n"))
	widgets.SetText(v.busy, s.Busy)
	for i, f := range []draft.Field{s.Type, s.Notation, s.Subject, s.Position, s.Signer, s.Urgency, s.Secrecy} {
		v.labels[i].SetText(f.Label)
	}
	v.kind.SetLabels(s.Types, s.Type.Value)
	v.urgency.Set(s.Urgencies, s.Urgency.Value)
	v.secrecy.Set(s.Secrecies, s.Secrecy.Value)
	for e, f := range map[*widgets.Entry]draft.Field{v.notation: s.Notation, v.subject: s.Subject, v.position: s.Position, v.signer: s.Signer} {
		e.SetHint(f.Hint)
		if s.Filled != v.filled {
			e.SetText(f.Value)
		}
	}
	v.filled = s.Filled
	v.save.Set(s.Save)
	v.stop.Set(s.Stop)
	widgets.SetWhy(v.why, s.Save)
}
