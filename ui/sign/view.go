// Package sign draws the dialog that signs one document: on the left the page
// with the box where the signature will stand, on the right with what.
package sign

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/desk/sign"
	"github.com/vanthu/vanthu/ui/keys"
	"github.com/vanthu/vanthu/ui/widgets"
)

// Presenter is what the view calls.
type Presenter interface {
	Role(id string)
	Token(id string)
	Certificate(id string)
	Tokens()
	Typed(length int)
	MoveTo(x, y float64)
	Turn(by int)
	See(width int)
	Retry()
	Sign(pin []byte)
	Close()
}

// View is the dialog.
type View struct {
	host      widgets.Host
	presenter Presenter
	state     sign.State
	dialog    *widgets.Dialog
	open      bool

	banner       *widgets.Banner
	warning      *widgets.Mark
	what         *widgets.Facts
	roleLabel    *widget.Label
	roles        *widget.RadioGroup
	tokenLabel   *widget.Label
	tokens       *widgets.Select
	noToken      *widgets.Mark
	refresh      *widgets.Button
	certLabel    *widget.Label
	certificates *widgets.Select
	certFacts    *widgets.Facts
	pinLabel     *widget.Label
	pin          *widgets.Entry
	tries        *widgets.Mark

	placing *widgets.Placing
	hint    *widget.Label
	counted *widget.Label
	back    *widgets.Button
	forward *widgets.Button

	why  *widget.Label
	sign *widgets.Button
	stop *widgets.Button
}

// labelWidth is the width of the labels of facts.
const labelWidth = 104

// New makes the dialog, closed.
func New(host widgets.Host) *View {
	v := &View{
		host: host, warning: widgets.NewMark(true), what: widgets.NewFacts(labelWidth),
		roleLabel: widgets.Section(), tokenLabel: widgets.Section(), noToken: widgets.NewMark(true), certLabel: widgets.Section(),
		certFacts: widgets.NewFacts(labelWidth), pinLabel: widgets.Section(), tries: widgets.NewMark(true),
		placing: widgets.NewPlacing(), hint: widgets.Caption(), counted: widget.NewLabel(""), why: widgets.Caption(),
	}
	v.banner = widgets.NewBanner(host, func() { v.presenter.Retry() })
	v.choices()
	v.buttons()
	v.dialog = widgets.NewDialog(host, fyne.NewSize(960, 640), v.layout(), v.why, v.stop, v.sign)
	return v
}

// Present tells whom the view calls.
func (v *View) Present(p Presenter) {
	v.presenter = p
	v.placing.OnSee = p.See
	v.placing.OnMove = func(x, y float64) {
		p.MoveTo(x, y)
		v.host.Window.Canvas().Focus(v.pin)
	}
}

func (v *View) choices() {
	v.roles = widget.NewRadioGroup(nil, func(label string) { v.presenter.Role(desk.IDOf(v.state.Roles, label)) })
	v.roles.Horizontal, v.roles.Required = true, true
	v.tokens = widgets.NewSelect(v.host.Keys, func(label string) { v.presenter.Token(desk.IDOf(v.state.Tokens, label)) })
	v.certificates = widgets.NewSelect(v.host.Keys, func(label string) { v.presenter.Certificate(desk.IDOf(v.state.Certificates, label)) })
	v.pin = widgets.NewPIN(v.host.Keys)
	v.pin.OnChanged = func(text string) { v.presenter.Typed(len(text)) }
	v.pin.OnSubmitted = func(string) { v.submit() }
}

func (v *View) buttons() {
	v.refresh = widgets.NewButton(v.host.Keys, func() { v.presenter.Tokens() })
	v.refresh.Importance = widget.LowImportance
	v.refresh.SetIcon(theme.ViewRefreshIcon())
	v.back = widgets.NewButton(v.host.Keys, func() { v.presenter.Turn(-1) })
	v.back.SetIcon(theme.NavigateBackIcon())
	v.forward = widgets.NewButton(v.host.Keys, func() { v.presenter.Turn(+1) })
	v.forward.SetIcon(theme.NavigateNextIcon())
	v.sign = widgets.MainButton(v.host.Keys, v.submit)
	v.stop = widgets.NewButton(v.host.Keys, func() { v.presenter.Close() })
}

func (v *View) layout() fyne.CanvasObject {
	turn := container.NewBorder(nil, nil, container.NewHBox(v.back, v.counted, v.forward), nil, v.hint)
	sheet := container.NewBorder(nil, turn, nil, nil, v.placing)
	form := container.NewVBox(
		v.what, v.warning, widgets.Rule(),
		container.NewBorder(nil, nil, v.roleLabel, nil, v.roles),
		container.NewBorder(nil, nil, v.tokenLabel, v.refresh), container.NewStack(v.tokens, v.noToken),
		v.certLabel, v.certificates, v.certFacts,
		v.pinLabel, v.pin, v.tries,
	)
	right := widgets.Wide(container.NewVScroll(container.New(layout.NewCustomPaddedLayout(0, 0, 6, 14), form)), 410, 0)
	return v.banner.In(container.NewBorder(v.banner, nil, nil, right, sheet))
}

// submit hands the PIN over and empties its entry.
func (v *View) submit() {
	if v.state.Sign.Enabled {
		pin := []byte(v.pin.Text)
		v.pin.SetText("")
		v.presenter.Typed(len(pin))
		v.presenter.Sign(pin)
	}
}

func (v *View) layer() keys.Layer {
	return keys.Layer{
		keys.Ctrl(fyne.KeyReturn):  v.submit,
		keys.Plain(fyne.KeyEscape): func() { v.presenter.Close() },
		keys.Plain(fyne.KeyF5):     func() { v.presenter.Tokens() },
	}
}

// Draw shows a state.
func (v *View) Draw(s sign.State) {
	v.state = s
	if s.Open != v.open {
		v.open = s.Open
		v.pin.SetText("")
	}
	if s.Open {
		v.drawForm(s)
		v.drawSheet(s.Sheet)
	}
	v.dialog.Show(s.Open, s.Heading, v.layer(), v.pin)
}

func (v *View) drawForm(s sign.State) {
	v.banner.Set(s.Banner)
	v.what.Set(s.What)
	v.warning.Set(desk.Mark{Level: desk.Warn, Word: s.Warning})
	v.roleLabel.SetText(s.RoleLabel)
	v.roles.Options, v.roles.Selected = desk.Labels(s.Roles), desk.LabelOf(s.Roles, s.Role)
	v.roles.Refresh()
	v.tokenLabel.SetText(s.TokenLabel)
	v.refresh.SetText(s.Refresh)
	v.tokens.Set(s.Tokens, s.Token)
	widgets.Show(v.tokens, s.NoToken.Word == "")
	v.noToken.Set(s.NoToken)
	v.certLabel.SetText(s.CertificateLabel)
	v.certificates.Set(s.Certificates, s.Certificate)
	widgets.Show(v.certificates, len(s.Certificates) > 0)
	widgets.Show(v.certLabel, len(s.Certificates) > 0)
	v.certFacts.Set(s.CertificateFacts)
	v.pinLabel.SetText(s.PINLabel)
	v.tries.Set(s.Tries)
	v.sign.Set(s.Sign)
	v.stop.Set(s.Stop)
	widgets.SetWhy(v.why, s.Sign)
}

func (v *View) drawSheet(s sign.Sheet) {
	v.placing.Draw(s.Image, s.Size, s.Box, s.BoxText)
	v.counted.SetText(s.Counted)
	v.hint.SetText(s.Hint)
	for b, a := range map[*widgets.Button]desk.Action{v.back: s.Back, v.forward: s.Forward} {
		if a.Enabled {
			b.Enable()
		} else {
			b.Disable()
		}
	}
}
