// Package connect draws the dialog that connects this machine to its central
// e-office.
package connect

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"github.com/vanthu/vanthu/desk/connect"
	"github.com/vanthu/vanthu/ui/keys"
	"github.com/vanthu/vanthu/ui/widgets"
)

// Presenter is what the view calls.
type Presenter interface {
	Changed(form connect.Form)
	Connect(password []byte)
	Close()
}

// View is the dialog.
type View struct {
	presenter Presenter
	dialog    *widgets.Dialog

	what    *widget.Label
	banner  *widgets.Banner
	labels  [5]*widget.Label
	entries [5]*widgets.Entry // server, root file, user, password, device
	why     *widget.Label
	connect *widgets.Button
	stop    *widgets.Button
}

// New makes the dialog, closed.
func New(host widgets.Host) *View {
	v := &View{what: widgets.Text(), why: widgets.Caption()}
	v.banner = widgets.NewBanner(host, func() {})
	form := container.New(layout.NewFormLayout())
	for i := range v.entries {
		v.labels[i], v.entries[i] = widget.NewLabel(""), widgets.NewEntry(host.Keys)
		v.entries[i].OnChanged = func(string) { v.changed() }
		form.Add(v.labels[i])
		form.Add(v.entries[i])
	}
	v.entries[3].Password = true
	v.connect = widgets.MainButton(host.Keys, v.submit)
	v.stop = widgets.NewButton(host.Keys, func() { v.presenter.Close() })
	v.dialog = widgets.NewDialog(host, fyne.NewSize(560, 380), v.banner.In(container.NewVBox(v.banner, v.what, form)), v.why, v.stop, v.connect)
	return v
}

// Present tells whom the view calls.
func (v *View) Present(p Presenter) { v.presenter = p }

func (v *View) changed() {
	v.presenter.Changed(connect.Form{
		Server: v.entries[0].Text, CAFile: v.entries[1].Text, User: v.entries[2].Text,
		Password: v.entries[3].Text != "", Device: v.entries[4].Text,
	})
}

// submit hands the password over and empties its entry.
func (v *View) submit() {
	if v.connect.Disabled() {
		return
	}
	password := []byte(v.entries[3].Text)
	v.presenter.Connect(password)
	v.entries[3].SetText("")
}

// Draw shows a state.
func (v *View) Draw(s connect.State) {
	if s.Open {
		v.what.SetText(s.What)
		v.banner.Set(s.Banner)
		for i, f := range []connect.Field{s.Server, s.CAFile, s.User, s.Password, s.Device} {
			v.labels[i].SetText(f.Label)
			v.entries[i].SetHint(f.Hint)
		}
		v.connect.Set(s.Connect)
		v.stop.Set(s.Stop)
		widgets.SetWhy(v.why, s.Connect)
	}
	v.dialog.Show(s.Open, s.Heading, keys.Layer{
		keys.Ctrl(fyne.KeyReturn):  v.submit,
		keys.Plain(fyne.KeyEscape): func() { v.presenter.Close() },
	}, v.entries[0])
}
