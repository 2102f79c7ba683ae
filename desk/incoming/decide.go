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

// accept checks first: a document whose signature is not valid, or that bears a
// mark of secrecy, goes back to its sender unless a person insists.
func (s *Screen) accept(a office.Arrival, insist bool) {
	to := s.assigned
	desk.Ask(s.env.Threads, &s.act, func(ctx context.Context) (office.Arrival, error) {
		if !insist {
			if err := s.checks.Doubt(ctx, a); err != nil {
				return a, errDoubt{err}
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
	if doubt, ok := err.(errDoubt); ok {
		s.doubting = doubt.error
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

// Insist accepts the document despite the doubt.
func (s *Screen) Insist() {
	if a, ok := s.current(); ok && s.doubting != nil {
		s.doubting = nil
		s.accept(a, true)
	}
}

// AskReason opens the refusal.
func (s *Screen) AskReason() {
	a, ok := s.current()
	if !ok || !waiting(a) || s.act.Open() {
		return
	}
	s.refusing, s.reason, s.doubting = true, "", nil
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
	s.refusing, s.doubting, s.reason = false, nil, ""
	s.refresh()
}
