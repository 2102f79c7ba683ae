package incoming

import (
	"context"

	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/office"
)

// Main is Enter: it accepts the chosen document, or goes on to the next one that
// waits when this one is decided.
func (s *Screen) Main() {
	a, ok := s.current()
	if !ok || s.act.Open() {
		return
	}
	if !waiting(a) {
		s.toNextWaiting()
		return
	}
	s.accept(a, false)
}

// errDoubt says that the person must confirm before a document goes into the
// register.
type errDoubt struct{ error }

// accept checks the signatures first: a document whose signature is not valid
// goes back to its sender, unless a person insists (Decree 30/2020 article 21.2).
func (s *Screen) accept(a office.Arrival, insist bool) {
	to := s.assigned
	desk.Ask(s.env.Threads, &s.act, func(ctx context.Context) (office.Arrival, error) {
		if sha256 := mainFile(a); sha256 != "" && !insist {
			if r, err := s.checks.Check(ctx, sha256); err == nil && r.Overall == desk.NotValid {
				return a, errDoubt{}
			}
		}
		if err := s.env.Arrivals.Accept(ctx, a.ID, to); err != nil {
			return a, err
		}
		return s.env.Arrivals.Arrival(ctx, a.ID)
	}, s.decided)
	s.refresh()
}

func (s *Screen) decided(a office.Arrival, err error) {
	if _, doubt := err.(errDoubt); doubt {
		s.doubting = true
		s.refresh()
		return
	}
	s.fault = err
	if err == nil {
		s.replace(a)
		s.refusing, s.reason, s.assigned = false, "", ""
		s.readNumbers()
		s.env.Did()
	}
	s.refresh()
}

// replace puts a changed arrival into its row; the row stays where it is, even
// when the filter would not choose it any more.
func (s *Screen) replace(a office.Arrival) {
	if i := s.index(a.ID); i >= 0 {
		s.arrivals = append(append(s.arrivals[:i:i], a), s.arrivals[i+1:]...)
	}
	if a.ID == s.selected {
		s.showSelected()
	}
}

// Insist accepts the document despite its signature.
func (s *Screen) Insist() {
	if a, ok := s.current(); ok && s.doubting {
		s.doubting = false
		s.accept(a, true)
	}
}

// AskReason opens the refusal.
func (s *Screen) AskReason() {
	a, ok := s.current()
	if !ok || !waiting(a) || s.act.Open() {
		return
	}
	s.refusing, s.reason, s.doubting = true, "", false
	s.refresh()
}

// Reason takes what stands in the reason's entry.
func (s *Screen) Reason(text string) {
	s.reason = text
	s.refresh()
}

// Refuse sends the document back with the reason.
func (s *Screen) Refuse() {
	a, ok := s.current()
	if !ok || !s.refusing || s.act.Open() || office.CheckReason(s.reason) != nil {
		return
	}
	reason := s.reason
	desk.Ask(s.env.Threads, &s.act, func(ctx context.Context) (office.Arrival, error) {
		if err := s.env.Arrivals.Refuse(ctx, a.ID, reason); err != nil {
			return a, err
		}
		return s.env.Arrivals.Arrival(ctx, a.ID)
	}, func(a office.Arrival, err error) {
		s.refusing = false
		s.decided(a, err)
	})
	s.refresh()
}

// Cancel closes the open dialog without a decision.
func (s *Screen) Cancel() {
	s.refusing, s.doubting, s.reason = false, false, ""
	s.refresh()
}
