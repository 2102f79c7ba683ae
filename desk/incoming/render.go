package incoming

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/office"
)

func (s *Screen) refresh() { s.view(s.state()) }

func (s *Screen) state() State {
	w := s.env.Words()
	st := State{
		Wide: s.wide, Widen: w.Widen(s.wide),
		Title: w.T("desk.incoming.title"), Hint: w.T("desk.incoming.hint"),
		Waiting: Toggle{w.T("desk.incoming.waiting"), s.filter.Waiting},
		Years:   s.years(w), Year: yearID(s.filter.Year),
		Columns: []string{
			w.T("desk.column.received"), w.T("desk.column.arrival_number"), w.T("desk.column.code"),
			w.T("desk.column.issuer"), w.T("desk.column.subject"), w.T("desk.column.check"),
		},
		Rows: s.rows(w), Selected: s.index(s.selected),
		Banner:   w.Explain(s.fault, w.T("desk.retry")),
		Decision: s.decision(w), Refusal: s.refusal(w), Doubt: s.doubt(w),
	}
	s.tellList(w, &st)
	return st
}

// tellList says how the list stands: being read, empty, how many, how many new.
func (s *Screen) tellList(w desk.Words, st *State) {
	switch {
	case s.list.Open() && len(s.arrivals) == 0:
		st.Busy = w.T("desk.loading")
	case len(s.arrivals) == 0 && s.fault == nil && s.filter.Text != "":
		st.Empty = w.T("desk.incoming.not_found", "text", s.filter.Text)
	case len(s.arrivals) == 0 && s.fault == nil && s.filter.Waiting:
		st.Empty = w.T("desk.incoming.all_done")
	case len(s.arrivals) == 0 && s.fault == nil:
		st.Empty = w.T("desk.incoming.empty")
	case s.more:
		st.Counted = w.T("desk.counted_more", "count", len(s.arrivals))
	case len(s.arrivals) > 0:
		st.Counted = w.T("desk.counted", "count", len(s.arrivals))
	}
	if n := len(s.fresh); n > 0 {
		st.Fresh = w.T("desk.incoming.fresh", "count", n)
	}
}

func (s *Screen) years(w desk.Words) []desk.Choice {
	now := office.DateOf(s.env.Clock.Now()).Year
	all := []desk.Choice{{ID: yearID(0), Label: w.T("desk.incoming.every_year")}}
	for y := now; y > now-5; y-- {
		all = append(all, desk.Choice{ID: yearID(y), Label: w.T("desk.incoming.year", "year", y)})
	}
	return all
}

func yearID(year int) string { return strconv.Itoa(year) }

func (s *Screen) rows(w desk.Words) []Row {
	now := s.env.Clock.Now()
	rows := make([]Row, len(s.arrivals))
	for i, a := range s.arrivals {
		row := Row{
			ID: a.ID, Received: w.Near(a.ReceivedAt, now), Number: number(a), Code: w.Code(a.Info.Code),
			Issuer: desk.OrNone(a.Info.IssuerName), Subject: a.Info.Subject, Check: s.check(w, a),
			Waiting: waiting(a), Refused: a.Status() == office.StatusRefused,
		}
		if a.Info.Urgency != office.Normal {
			row.Urgency = w.Urgency(a.Info.Urgency)
			row.Urgency.Word = strings.ToUpper(row.Urgency.Word)
		}
		rows[i] = row
	}
	return rows
}

// number is the arrival number, or the mark of a registration without one yet.
func number(a office.Arrival) string {
	switch {
	case a.Number > 0:
		return strconv.Itoa(a.Number)
	case a.Provisional != "":
		return a.Provisional
	default:
		return desk.None
	}
}

func (s *Screen) check(w desk.Words, a office.Arrival) desk.Mark {
	sha256 := mainFile(a)
	if r, known := s.checks.Known(sha256); known {
		return w.Verdict(r.Overall)
	}
	if v, known := s.verdicts[sha256]; known {
		return w.Verdict(v)
	}
	return desk.Mark{}
}

func (s *Screen) refusal(w desk.Words) Refusal {
	if !s.refusing {
		return Refusal{}
	}
	a, _ := s.current()
	why := ""
	if office.CheckReason(s.reason) != nil {
		why = w.T("desk.refusal.too_short", "count", office.MinReason)
	}
	return Refusal{
		Open: true, Heading: w.T("desk.refusal.heading", "code", w.Code(a.Info.Code)),
		What: w.T("desk.refusal.what", "sender", desk.OrNone(a.SenderName)), Hint: w.T("desk.refusal.hint"),
		Counted: w.T("desk.refusal.counted", "count", utf8.RuneCountInString(strings.TrimSpace(s.reason)), "least", office.MinReason),
		Confirm: desk.Offer(w.T("desk.refusal.confirm"), why), Cancel: w.T("desk.cancel"),
	}
}

func (s *Screen) doubt(w desk.Words) Doubt {
	if s.doubting == nil {
		return Doubt{}
	}
	why := w.Explain(s.doubting, "")
	return Doubt{
		Open: true, Heading: why.Heading, What: why.What,
		Confirm: w.T("desk.doubt.confirm"), Cancel: w.T("desk.cancel"),
	}
}
