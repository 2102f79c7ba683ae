// Package connect is the dialog that connects this machine to its central
// e-office for the first time, or again after the device was signed out.
package connect

import (
	"context"
	"strings"

	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/internal/i18n"
)

// State is the dialog, ready to draw.
type State struct {
	Open     bool
	Heading  string
	What     string
	Banner   desk.Banner
	Server   Field
	CAFile   Field
	User     Field
	Password Field
	Device   Field
	Connect  desk.Action
	Stop     desk.Action
}

// Field is one entry.
type Field struct{ Label, Hint string }

// Form is what stands in the entries; the password comes with Connect.
type Form struct {
	Server, CAFile, User, Device string
	Password                     bool // something stands in its entry
}

// Dialog is the presenter.
type Dialog struct {
	env  desk.Env
	view func(State)
	done func()

	open  bool
	form  Form
	fault error
	act   desk.Question
}

// New makes the dialog, closed; done is told when the machine is connected.
func New(env desk.Env, done func(), view func(State)) *Dialog {
	return &Dialog{env: env, view: view, done: done}
}

// Speak changes the language.
func (d *Dialog) Speak(lang i18n.Language) {
	d.env.Lang = lang
	d.refresh()
}

// Open shows the dialog.
func (d *Dialog) Open() {
	d.open, d.form, d.fault = true, Form{}, nil
	d.refresh()
}

// Close closes it; not while the server is being asked.
func (d *Dialog) Close() {
	if !d.act.Open() {
		d.open = false
		d.refresh()
	}
}

// Changed takes what stands in the entries.
func (d *Dialog) Changed(form Form) {
	d.form = form
	d.refresh()
}

// Connect logs in, and wipes the password's bytes afterwards.
func (d *Dialog) Connect(password []byte) {
	if !d.open || !d.action(d.env.Words()).Enabled {
		clear(password)
		return
	}
	login := desk.Login{
		Server: strings.TrimSpace(d.form.Server), CAFile: strings.TrimSpace(d.form.CAFile),
		User: strings.TrimSpace(d.form.User), Device: strings.TrimSpace(d.form.Device), Password: password,
	}
	desk.Ask(d.env.Threads, &d.act, func(ctx context.Context) (desk.Account, error) {
		defer clear(password)
		return d.env.Account.Connect(ctx, login)
	}, func(_ desk.Account, err error) {
		if d.fault = err; err != nil {
			d.refresh()
			return
		}
		d.Close()
		d.done()
	})
	d.refresh()
}

func (d *Dialog) refresh() { d.view(d.state()) }

func (d *Dialog) state() State {
	if !d.open {
		return State{}
	}
	w := d.env.Words()
	return State{
		Open: true, Heading: w.T("desk.connect.heading"), What: w.T("desk.connect.what"), Banner: w.Explain(d.fault, ""),
		Server:   Field{w.T("desk.connect.server"), "https://"},
		CAFile:   Field{w.T("desk.connect.ca"), w.T("desk.connect.ca_hint")},
		User:     Field{w.T("desk.connect.user"), ""},
		Password: Field{w.T("desk.connect.password"), ""},
		Device:   Field{w.T("desk.connect.device"), w.T("desk.connect.device_hint")},
		Connect:  d.action(w), Stop: desk.Action{Label: w.T("desk.cancel"), Enabled: !d.act.Open()},
	}
}

func (d *Dialog) action(w desk.Words) desk.Action {
	why := ""
	switch {
	case d.act.Open():
		why = w.T("desk.busy")
	case !strings.HasPrefix(strings.TrimSpace(d.form.Server), "https://"):
		why = w.T("desk.connect.need_server")
	case strings.TrimSpace(d.form.User) == "" || !d.form.Password:
		why = w.T("desk.connect.need_user")
	}
	return desk.Offer(w.T("desk.connect.connect"), why)
}
