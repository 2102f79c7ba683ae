// Package levels draws the dialog that says how far signatures rise.
package levels

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/desk/levels"
	"github.com/vanthu/vanthu/ui/keys"
	"github.com/vanthu/vanthu/ui/widgets"
)

// Presenter is what the view calls.
type Presenter interface {
	Changed(form desk.LevelSettings)
	Save()
	Close()
}

// View is the dialog.
type View struct {
	presenter Presenter
	state     levels.State
	dialog    *widgets.Dialog

	what    *widget.Label
	banner  *widgets.Banner
	level   *widget.Label
	choice  *widgets.Select
	labels  [4]*widget.Label
	entries [4]*widgets.Entry
	why     *widget.Label
	save    *widgets.Button
	stop    *widgets.Button
}

// New makes the dialog, closed.
func New(host widgets.Host) *View {
	v := &View{what: widgets.Text(), why: widgets.Caption(), level: widget.NewLabel("")}
	v.banner = widgets.NewBanner(host, func() {})
	v.choice = widgets.NewSelect(host.Keys, func(string) { v.changed() })
	form := container.New(layout.NewFormLayout(), v.level, v.choice)
	for i := range v.entries {
		v.labels[i], v.entries[i] = widget.NewLabel(""), widgets.NewEntry(host.Keys)
		v.entries[i].OnChanged = func(string) { v.changed() }
		form.Add(v.labels[i])
		form.Add(v.entries[i])
	}
	v.save = widgets.MainButton(host.Keys, func() { v.presenter.Save() })
	v.stop = widgets.NewButton(host.Keys, func() { v.presenter.Close() })
	v.dialog = widgets.NewDialog(host, fyne.NewSize(620, 380), v.banner.In(container.NewVBox(v.banner, v.what, form)), v.why, v.stop, v.save)
	return v
}

// Present tells whom the view calls.
func (v *View) Present(p Presenter) { v.presenter = p }

func (v *View) changed() {
	v.presenter.Changed(desk.LevelSettings{
		Level: desk.IDOf(v.state.Levels, v.choice.Selected), Server: v.entries[0].Text, User: v.entries[1].Text,
		PasswordFile: v.entries[2].Text, Proxy: v.entries[3].Text,
	})
}

// Draw shows a state.
func (v *View) Draw(s levels.State) {
	v.state = s
	if s.Open {
		v.what.SetText(s.What)
		v.banner.Set(s.Banner)
		v.level.SetText(s.LevelLabel)
		v.choice.Set(s.Levels, s.Level)
		for i, e := range s.Entries {
			v.labels[i].SetText(e.Label)
			v.entries[i].SetHint(e.Hint)
			v.fill(v.entries[i], e.Value)
		}
		v.save.Set(s.Save)
		v.stop.Set(s.Stop)
		widgets.SetWhy(v.why, s.Save)
	}
	v.dialog.Show(s.Open, s.Heading, keys.Layer{
		keys.Ctrl(fyne.KeyReturn):  func() { v.presenter.Save() },
		keys.Plain(fyne.KeyEscape): func() { v.presenter.Close() },
	}, v.choice)
}

// fill puts what was read into an entry, which tells nobody of it.
func (v *View) fill(e *widgets.Entry, text string) {
	if e.Text == text {
		return
	}
	told := e.OnChanged
	e.OnChanged = nil
	e.SetText(text)
	e.OnChanged = told
}
