package incoming

import (
	"context"
	"slices"

	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/desk/document"
	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/office"
)

// page is how many rows are read at once.
const page = 200

// Screen is the presenter.
type Screen struct {
	env    desk.Env
	checks *desk.Checks
	pane   *document.Pane
	view   func(State)

	filter   office.ArrivalFilter
	arrivals []office.Arrival
	more     bool             // the store may hold further rows
	fresh    []office.Arrival // arrived since, wait to be shown
	year     []office.Arrival // newest of the present year, for the next number and for duplicates
	selected office.ArrivalID
	fault    error
	wide     bool // the document has the whole screen

	looked   map[string]bool         // files whose signatures were looked at since the list was read
	verdicts map[string]desk.Verdict // what was said of them
	marked   map[string]error        // files whose pages bear a mark of secrecy

	reason   string
	refusing bool
	doubting error // why the person must confirm, nil when nobody is asked
	assigned string

	list, next, peek, numbers, act, look, mark desk.Question
}

// New makes the screen; nothing is read before Reload.
func New(env desk.Env, checks *desk.Checks, pane *document.Pane, view func(State)) *Screen {
	s := &Screen{env: env, checks: checks, pane: pane, view: view, looked: map[string]bool{}, verdicts: map[string]desk.Verdict{}, marked: map[string]error{}}
	s.filter = office.ArrivalFilter{Waiting: true, Limit: page}
	return s
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
	s.filter.Text = text
	s.Reload()
}

// OnlyWaiting shows only what is neither accepted nor refused, or all.
func (s *Screen) OnlyWaiting(on bool) {
	if s.filter.Waiting == on {
		return
	}
	s.filter.Waiting = on
	s.Reload()
}

// InYear shows one year; 0 shows all.
func (s *Screen) InYear(year int) {
	if s.filter.Year == year {
		return
	}
	s.filter.Year = year
	s.Reload()
}

// Reload reads the list from the store. The chosen row stays chosen while it is
// in the list.
func (s *Screen) Reload() {
	s.filter.After = ""
	filter := s.filter
	s.next.Drop()
	s.look.Drop()
	clear(s.looked)
	desk.Ask(s.env.Threads, &s.list, func(ctx context.Context) ([]office.Arrival, error) {
		return s.env.Arrivals.Arrivals(ctx, filter)
	}, func(found []office.Arrival, err error) {
		s.fault = err
		if err == nil {
			s.arrivals, s.fresh, s.more = found, nil, len(found) == page
			s.keepSelection()
			s.lookNext()
		}
		s.refresh()
	})
	s.readNumbers()
	s.showSelected()
	s.refresh()
}

// More reads the next rows when the view has come to the end of the list.
func (s *Screen) More() {
	if !s.more || s.next.Open() || s.list.Open() || len(s.arrivals) == 0 {
		return
	}
	filter := s.filter
	filter.After = s.arrivals[len(s.arrivals)-1].ID
	desk.Ask(s.env.Threads, &s.next, func(ctx context.Context) ([]office.Arrival, error) {
		return s.env.Arrivals.Arrivals(ctx, filter)
	}, func(found []office.Arrival, err error) {
		s.fault = err
		s.more = err == nil && len(found) == page
		s.arrivals = append(slices.Clone(s.arrivals), found...)
		s.lookNext()
		s.refresh()
	})
}

// Changed is told when the exchange brought something: rows in the list are
// brought up to date where they stand, new ones wait behind Fresh.
func (s *Screen) Changed() {
	filter := s.filter
	filter.After = ""
	shown := s.arrivals
	desk.Ask(s.env.Threads, &s.peek, func(ctx context.Context) ([]office.Arrival, error) {
		return s.peekAt(ctx, filter, shown)
	}, s.merge)
	s.readNumbers()
}

// peekAt reads what the filter chooses, and again those of the rows shown that it
// does not choose any more: decided ones stay in view until the list is read anew.
func (s *Screen) peekAt(ctx context.Context, filter office.ArrivalFilter, shown []office.Arrival) ([]office.Arrival, error) {
	found, err := s.env.Arrivals.Arrivals(ctx, filter)
	if err != nil {
		return nil, err
	}
	chosen := map[office.ArrivalID]bool{}
	for _, a := range found {
		chosen[a.ID] = true
	}
	for _, a := range shown[:min(len(shown), page)] {
		if chosen[a.ID] {
			continue
		}
		if a, err = s.env.Arrivals.Arrival(ctx, a.ID); err != nil {
			return nil, err
		}
		found = append(found, a)
	}
	return found, nil
}

func (s *Screen) merge(found []office.Arrival, err error) {
	s.fault = err
	if err != nil {
		s.refresh()
		return
	}
	s.arrivals = slices.Clone(s.arrivals)
	s.fresh = nil
	for _, a := range found {
		if i := s.index(a.ID); i >= 0 {
			s.arrivals[i] = a
		} else {
			s.fresh = append(s.fresh, a)
		}
	}
	if len(s.arrivals) == 0 {
		s.ShowFresh()
		return
	}
	s.showSelected()
	s.lookNext()
	s.refresh()
}

// ShowFresh puts the new arrivals on top of the list.
func (s *Screen) ShowFresh() {
	s.arrivals = append(slices.Clone(s.fresh), s.arrivals...)
	s.fresh = nil
	s.keepSelection()
	s.lookNext()
	s.refresh()
}

func (s *Screen) index(id office.ArrivalID) int {
	return slices.IndexFunc(s.arrivals, func(a office.Arrival) bool { return a.ID == id })
}

func (s *Screen) current() (office.Arrival, bool) {
	i := s.index(s.selected)
	if i < 0 {
		return office.Arrival{}, false
	}
	return s.arrivals[i], true
}

// Wide gives the document the whole screen, or shows the list again.
func (s *Screen) Wide(on bool) {
	s.wide = on
	s.refresh()
}
