package incoming

import (
	"strconv"

	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/office"
)

// decision is the panel of the chosen document.
func (s *Screen) decision(w desk.Words) Decision {
	a, ok := s.current()
	if !ok {
		return Decision{}
	}
	d := Decision{Shown: true, Status: w.Status(a.Status()), Assign: w.T("desk.incoming.assign"), Open: waiting(a)}
	if a.Provisional != "" && a.Number == 0 {
		d.Status = desk.Mark{Level: desk.Busy, Word: w.T("desk.incoming.provisional")}
	}
	d.Facts = s.numberFacts(w, a)
	d.Warning = s.warning(w, a)
	if d.Open {
		busy := ""
		if s.act.Open() {
			busy = w.T("desk.busy")
		}
		d.Main = desk.Offer(w.T("desk.incoming.accept"), busy)
		d.Refuse = desk.Offer(w.T("desk.incoming.refuse"), busy)
		return d
	}
	d.Assigned = a.AssignedTo
	d.Main = desk.Offer(w.T("desk.incoming.next"), "")
	d.Main.Hidden = s.nextWaiting() < 0
	d.Refuse.Hidden = true
	return d
}

func (s *Screen) numberFacts(w desk.Words, a office.Arrival) []desk.Fact {
	switch {
	case a.Number > 0:
		return []desk.Fact{{Label: w.T("desk.column.arrival_number"), Value: strconv.Itoa(a.Number)}}
	case a.Provisional != "":
		return []desk.Fact{{Label: w.T("desk.incoming.provisional_number"), Value: a.Provisional, Level: desk.Warn}}
	case waiting(a):
		return []desk.Fact{{Label: w.T("desk.incoming.next_number"), Value: strconv.Itoa(s.nextNumber())}}
	default:
		return nil
	}
}

// nextNumber is what the register would give now, as far as this machine knows;
// the server decides.
func (s *Screen) nextNumber() int {
	highest := 0
	year := office.DateOf(s.env.Clock.Now()).Year
	for _, a := range s.year {
		if a.Year == year {
			highest = max(highest, a.Number)
		}
	}
	return highest + 1
}

// warning is a mark of secrecy on a page, or else a duplicate.
func (s *Screen) warning(w desk.Words, a office.Arrival) string {
	if err := s.marked[mainFile(a)]; err != nil {
		return w.Explain(err, "").Heading
	}
	return s.duplicate(w, a)
}

// duplicate warns of another arrival with the same code from the same issuer in
// the same year (Decree 30/2020 annex VI part I.III.1h).
func (s *Screen) duplicate(w desk.Words, a office.Arrival) string {
	if a.Info.Code.IsZero() {
		return ""
	}
	for _, other := range s.year {
		same := other.Info.Code == a.Info.Code && other.Info.IssuerName == a.Info.IssuerName && other.Info.Date.Year == a.Info.Date.Year
		if same && other.ID != a.ID && other.Status() != office.StatusRefused {
			return w.T("desk.incoming.duplicate", "number", number(other))
		}
	}
	return ""
}
