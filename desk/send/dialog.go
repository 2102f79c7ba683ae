package send

import (
	"context"
	"slices"
	"strings"

	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/internal/fold"
	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/office"
)

// Dialog is the presenter.
type Dialog struct {
	env  desk.Env
	view func(State)
	done func(office.DocumentID)

	open     bool
	document office.Document
	sent     map[office.AgencyCode]bool
	agencies []office.Agency
	listed   bool
	filter   string
	chosen   map[office.AgencyCode]bool
	fault    error

	list, act desk.Question
}

// New makes the dialog, closed; done is told which document is on its way.
func New(env desk.Env, done func(office.DocumentID), view func(State)) *Dialog {
	return &Dialog{env: env, done: done, view: view}
}

// Speak changes the language.
func (d *Dialog) Speak(lang i18n.Language) {
	d.env.Lang = lang
	d.refresh()
}

// Open shows the dialog for a document; deliveries are those it has already.
func (d *Dialog) Open(document office.Document, deliveries []office.Delivery) {
	*d = Dialog{env: d.env, view: d.view, done: d.done, open: true, document: document}
	d.sent, d.chosen = map[office.AgencyCode]bool{}, map[office.AgencyCode]bool{}
	for _, delivery := range deliveries {
		d.sent[delivery.Recipient] = true
	}
	d.Reload()
}

// Reload reads the directory.
func (d *Dialog) Reload() {
	own := d.document.Agency
	desk.Ask(d.env.Threads, &d.list, d.env.Directory.Agencies, func(all []office.Agency, err error) {
		d.fault, d.listed = err, err == nil
		d.agencies = slices.DeleteFunc(slices.Clone(all), func(a office.Agency) bool { return a.Code == own })
		slices.SortStableFunc(d.agencies, func(a, b office.Agency) int { return strings.Compare(string(a.Code), string(b.Code)) })
		d.refresh()
	})
	d.refresh()
}

// Filter shows only agencies whose name or code holds the words, diacritics or
// not.
func (d *Dialog) Filter(text string) {
	d.filter = text
	d.refresh()
}

// Check takes an agency or leaves it.
func (d *Dialog) Check(code office.AgencyCode, on bool) {
	if d.sent[code] || d.chosen[code] == on {
		return
	}
	d.take(code, on)
	d.refresh()
}

// All takes all agencies shown; None takes none at all.
func (d *Dialog) All() {
	for _, a := range d.shown() {
		if !d.sent[a.Code] {
			d.take(a.Code, true)
		}
	}
	d.refresh()
}

// None takes no agency.
func (d *Dialog) None() {
	clear(d.chosen)
	d.refresh()
}

func (d *Dialog) take(code office.AgencyCode, on bool) {
	if on {
		d.chosen[code] = true
	} else {
		delete(d.chosen, code)
	}
}

func (d *Dialog) shown() (all []office.Agency) {
	for _, a := range d.agencies {
		if fold.Contains(a.Name+" "+string(a.Code), d.filter) {
			all = append(all, a)
		}
	}
	return all
}

// recipients are the chosen agencies in the directory's order.
func (d *Dialog) recipients() (all []office.Agency) {
	for _, a := range d.agencies {
		if d.chosen[a.Code] {
			all = append(all, a)
		}
	}
	return all
}

// Send puts the dispatch into the outbox.
func (d *Dialog) Send() {
	if !d.open || !d.action(d.env.Words()).Enabled {
		return
	}
	id := d.document.ID
	var codes []office.AgencyCode
	for _, a := range d.recipients() {
		codes = append(codes, a.Code)
	}
	desk.Ask(d.env.Threads, &d.act, func(ctx context.Context) (struct{}, error) {
		_, err := d.env.Documents.Dispatch(ctx, id, codes)
		return struct{}{}, err
	}, func(_ struct{}, err error) {
		d.fault = err
		if err != nil {
			d.refresh()
			return
		}
		d.Close()
		d.env.Did()
		d.done(id)
	})
	d.refresh()
}

// Close closes the dialog; not while the dispatch is being written.
func (d *Dialog) Close() {
	if d.act.Open() {
		return
	}
	d.list.Drop()
	d.open = false
	d.refresh()
}
