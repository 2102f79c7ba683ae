package outgoing

import (
	"context"
	"slices"

	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/desk/document"
	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/office"
)

const page = 200

// Tasks are the dialogs that the screen opens for the chosen document.
type Tasks struct {
	Compose func()
	Sign    func(office.Document, desk.SignRole)
	Send    func(office.Document, []office.Delivery)
}

// Screen is the presenter.
type Screen struct {
	env   desk.Env
	pane  *document.Pane
	tasks Tasks
	view  func(State)

	filter   string
	text     string
	found    listing
	selected office.DocumentID
	fault    error
	wide     bool // the document has the whole screen

	number numbering

	list, act, look desk.Question
}

// listing is what one reading of the store gave.
type listing struct {
	documents  []office.Document
	deliveries map[office.DocumentID][]office.Delivery
	pending    []desk.Pending
	role       office.Role // empty while nobody is connected
}

// New makes the screen; nothing is read before Reload.
func New(env desk.Env, pane *document.Pane, tasks Tasks, view func(State)) *Screen {
	return &Screen{env: env, pane: pane, tasks: tasks, view: view, filter: filterAll}
}

// Speak changes the language.
func (s *Screen) Speak(lang i18n.Language) {
	s.env.Lang = lang
	s.pane.Speak(lang)
	s.showSelected()
	s.refresh()
}

// Search shows only what holds the words.
func (s *Screen) Search(text string) {
	s.text = text
	s.Reload()
}

// Show chooses by stage: one of the filters' ids.
func (s *Screen) Show(filter string) {
	if filter == s.filter || filter == "" {
		return
	}
	s.filter = filter
	s.Reload()
}

// The filters' ids.
const (
	filterAll    = "all"
	filterOpen   = "open"
	filterIssued = "issued"
)

var filterStages = map[string][]office.Stage{
	filterOpen:   {office.Draft, office.Signed, office.Numbered, office.Sealed},
	filterIssued: {office.Issued},
}

// Reload reads the list from the store; the chosen row stays chosen.
func (s *Screen) Reload() {
	filter := office.DocumentFilter{Stages: filterStages[s.filter], Text: s.text, Limit: page}
	desk.Ask(s.env.Threads, &s.list, func(ctx context.Context) (listing, error) {
		return s.read(ctx, filter)
	}, func(found listing, err error) {
		s.fault = err
		if err == nil {
			s.found = found
			s.keepSelection()
		}
		s.refresh()
	})
	s.showSelected()
	s.refresh()
}

// Changed is told when the exchange or a dialog brought something.
func (s *Screen) Changed() { s.Reload() }

// read runs in the background.
func (s *Screen) read(ctx context.Context, filter office.DocumentFilter) (listing, error) {
	l := listing{deliveries: map[office.DocumentID][]office.Delivery{}}
	var err error
	if l.documents, err = s.env.Documents.Documents(ctx, filter); err != nil {
		return l, err
	}
	for _, d := range l.documents {
		if d.Stage != office.Issued {
			continue
		}
		if l.deliveries[d.ID], err = s.env.Documents.Deliveries(ctx, d.ID); err != nil {
			return l, err
		}
	}
	if l.pending, err = s.env.Outbox.Waiting(ctx); err != nil {
		return l, err
	}
	if account, err := s.env.Account.Account(ctx); err == nil {
		l.role = account.Role
	}
	return l, nil
}

// Select shows the row's document beside the list.
func (s *Screen) Select(index int) {
	if index < 0 || index >= len(s.found.documents) || s.found.documents[index].ID == s.selected {
		return
	}
	s.selected = s.found.documents[index].ID
	s.showSelected()
	s.refresh()
}

// Pick chooses a document by its id, once it is in the list.
func (s *Screen) Pick(id office.DocumentID) {
	s.selected = id
	s.Reload()
}

func (s *Screen) keepSelection() {
	if s.index() < 0 {
		s.selected = ""
		if len(s.found.documents) > 0 {
			s.selected = s.found.documents[0].ID
		}
	}
	s.showSelected()
}

func (s *Screen) index() int {
	return slices.IndexFunc(s.found.documents, func(d office.Document) bool { return d.ID == s.selected })
}

func (s *Screen) current() (office.Document, bool) {
	i := s.index()
	if i < 0 {
		return office.Document{}, false
	}
	return s.found.documents[i], true
}

func (s *Screen) showSelected() {
	d, ok := s.current()
	if !ok {
		s.pane.Clear()
		return
	}
	w := s.env.Words()
	s.pane.Show(document.Content{
		Key: string(d.ID), Heading: w.Code(d.Info.Code), Subject: d.Info.Subject,
		Facts: desk.InfoFacts(w, d.Info), Files: d.Files, Events: events(s.found.deliveries[d.ID]),
		Unsent: unsent(d, s.found.deliveries[d.ID]),
	})
}

// unsent tells that a document is still in the agency, be it in the outbox.
func unsent(d office.Document, deliveries []office.Delivery) bool {
	if d.Stage != office.Issued {
		return true
	}
	for _, one := range deliveries {
		if one.Transport != office.Queued {
			return false
		}
	}
	return len(deliveries) > 0
}

// events are the events of all recipients, each with its recipient's name.
func events(deliveries []office.Delivery) (all []office.StatusEvent) {
	for _, d := range deliveries {
		for _, e := range d.Events {
			e.By = d.RecipientName
			all = append(all, e)
		}
	}
	return all
}

// Wide gives the document the whole screen, or shows the list again.
func (s *Screen) Wide(on bool) {
	s.wide = on
	s.refresh()
}
