// Package levels is the dialog that says how far signatures made on this machine
// rise, and which server stamps their time.
package levels

import (
	"context"
	"strings"

	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/internal/i18n"
)

// State is the dialog, ready to draw.
type State struct {
	Open    bool
	Heading string
	What    string
	Banner  desk.Banner

	LevelLabel string
	Levels     []desk.Choice
	Level      string
	Entries    [4]Entry // server, user, password file, proxy

	Save desk.Action
	Stop desk.Action
}

// Entry is one entry with what stands in it.
type Entry struct{ Label, Hint, Value string }

// Dialog is the presenter.
type Dialog struct {
	env  desk.Env
	view func(State)

	open      bool
	form      desk.LevelSettings
	fault     error
	read, act desk.Question
}

// New makes the dialog, closed.
func New(env desk.Env, view func(State)) *Dialog { return &Dialog{env: env, view: view} }

// Speak changes the language.
func (d *Dialog) Speak(lang i18n.Language) {
	d.env.Lang = lang
	d.refresh()
}

// Open shows the dialog with this machine's settings.
func (d *Dialog) Open() {
	d.open, d.form, d.fault = true, desk.LevelSettings{}, nil
	desk.Ask(d.env.Threads, &d.read, d.env.Levels.Levels, func(s desk.LevelSettings, err error) {
		d.form, d.fault = s, err
		d.refresh()
	})
	d.refresh()
}

// Close closes it; not while the settings are being kept.
func (d *Dialog) Close() {
	if !d.act.Open() {
		d.read.Drop()
		d.open = false
		d.refresh()
	}
}

// Changed takes what stands in the entries.
func (d *Dialog) Changed(form desk.LevelSettings) {
	if form != d.form && !d.read.Open() {
		d.form = form
		d.refresh()
	}
}

// Save keeps the settings and closes.
func (d *Dialog) Save() {
	if !d.open || !d.action(d.env.Words()).Enabled {
		return
	}
	form := desk.LevelSettings{
		Level: d.form.Level, Server: strings.TrimSpace(d.form.Server), User: strings.TrimSpace(d.form.User),
		PasswordFile: strings.TrimSpace(d.form.PasswordFile), Proxy: strings.TrimSpace(d.form.Proxy),
	}
	desk.Ask(d.env.Threads, &d.act, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, d.env.Levels.SetLevels(ctx, form)
	}, func(_ struct{}, err error) {
		if d.fault = err; err != nil {
			d.refresh()
			return
		}
		d.Close()
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
		Open: true, Heading: w.T("desk.levels.heading"), What: w.T("desk.levels.what"), Banner: w.Explain(d.fault, ""),
		LevelLabel: w.T("desk.levels.level"), Level: d.form.Level,
		Levels: []desk.Choice{
			{ID: "B", Label: w.T("desk.levels.b")},
			{ID: "T", Label: w.T("desk.levels.t")},
			{ID: "LT", Label: w.T("desk.levels.lt")},
			{ID: "LTA", Label: w.T("desk.levels.lta")},
		},
		Entries: [4]Entry{
			{w.T("desk.levels.server"), "http://…/tsa", d.form.Server},
			{w.T("desk.levels.user"), w.T("desk.levels.user_hint"), d.form.User},
			{w.T("desk.levels.password_file"), w.T("desk.levels.user_hint"), d.form.PasswordFile},
			{w.T("desk.levels.proxy"), w.T("desk.levels.proxy_hint"), d.form.Proxy},
		},
		Save: d.action(w), Stop: desk.Action{Label: w.T("desk.cancel"), Enabled: !d.act.Open()},
	}
}

func (d *Dialog) action(w desk.Words) desk.Action {
	server := strings.TrimSpace(d.form.Server)
	why := ""
	switch {
	case d.act.Open() || d.read.Open():
		why = w.T("desk.busy")
	case d.form.Level != "B" && !strings.HasPrefix(server, "http://") && !strings.HasPrefix(server, "https://"):
		why = w.T("desk.levels.need_server")
	}
	return desk.Offer(w.T("desk.levels.save"), why)
}
