package incoming

import (
	"context"

	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/desk/document"
	"github.com/vanthu/vanthu/office"
)

// Select shows the row's document beside the list.
func (s *Screen) Select(index int) {
	if index < 0 || index >= len(s.arrivals) || s.arrivals[index].ID == s.selected {
		return
	}
	s.selected = s.arrivals[index].ID
	s.assigned = ""
	s.showSelected()
	s.refresh()
}

// Assign takes what stands in the entry "for whom".
func (s *Screen) Assign(to string) { s.assigned = to }

// keepSelection keeps the chosen row where it is in the new list, or chooses the
// first one.
func (s *Screen) keepSelection() {
	if s.index(s.selected) < 0 {
		s.selected = ""
		if len(s.arrivals) > 0 {
			s.selected = s.arrivals[0].ID
		}
	}
	s.showSelected()
}

func (s *Screen) showSelected() {
	a, ok := s.current()
	if !ok {
		s.mark.Drop()
		s.pane.Clear()
		return
	}
	s.pane.Show(Content(s.env.Words(), a))
	if waiting(a) {
		s.lookForMark(a)
	}
}

// lookForMark warns of a mark of secrecy as soon as the document is looked at.
func (s *Screen) lookForMark(a office.Arrival) {
	sha256 := mainFile(a)
	if sha256 == "" || s.marked[sha256] != nil {
		return
	}
	desk.Ask(s.env.Threads, &s.mark, func(ctx context.Context) (struct{}, error) {
		_, err := s.checks.Secrecy(ctx, sha256)
		return struct{}{}, err
	}, func(_ struct{}, err error) {
		if err != nil {
			s.marked[sha256] = desk.ArrivalMarked(err)
			s.refresh()
		}
	})
}

// Content is an incoming document as its pane shows it.
func Content(w desk.Words, a office.Arrival) document.Content {
	return document.Content{
		Key: string(a.ID), Heading: w.Code(a.Info.Code), Subject: a.Info.Subject,
		Facts: desk.InfoFacts(w, a.Info), Files: a.Files, Events: a.Events,
	}
}

// toNextWaiting chooses the next row that waits for a decision.
func (s *Screen) toNextWaiting() {
	if i := s.nextWaiting(); i >= 0 {
		s.Select(i)
	}
}

func (s *Screen) nextWaiting() int {
	start := s.index(s.selected) + 1
	for n := range s.arrivals {
		if i := (start + n) % len(s.arrivals); waiting(s.arrivals[i]) && s.arrivals[i].ID != s.selected {
			return i
		}
	}
	return -1
}

// waiting tells whether an arrival has been neither accepted nor refused.
func waiting(a office.Arrival) bool {
	return a.Number == 0 && a.Provisional == "" && (a.Status() == office.StatusArrived || a.Status() == office.StatusNone)
}

// lookNext checks the signatures of the next row not yet checked, one at a time.
func (s *Screen) lookNext() {
	for _, a := range s.arrivals {
		sha256 := mainFile(a)
		if _, known := s.checks.Known(sha256); known || sha256 == "" || s.looked[sha256] {
			continue
		}
		s.looked[sha256] = true
		desk.Ask(s.env.Threads, &s.look, func(ctx context.Context) (desk.Report, error) {
			return s.checks.Check(ctx, sha256)
		}, func(r desk.Report, err error) {
			if err == nil {
				s.verdicts[sha256] = r.Overall
				s.refresh()
			}
			s.lookNext()
		})
		return
	}
}

func mainFile(a office.Arrival) string {
	for _, f := range a.Files {
		if f.Role == office.MainFile {
			return f.SHA256
		}
	}
	return ""
}

// readNumbers reads the newest of this year, from which the next arrival number
// and duplicates are told.
func (s *Screen) readNumbers() {
	year := office.DateOf(s.env.Clock.Now()).Year
	desk.Ask(s.env.Threads, &s.numbers, func(ctx context.Context) ([]office.Arrival, error) {
		return s.env.Arrivals.Arrivals(ctx, office.ArrivalFilter{Year: year, Limit: page})
	}, func(found []office.Arrival, err error) {
		if err == nil {
			s.year = found
			s.refresh()
		}
	})
}
