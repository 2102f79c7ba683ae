package outgoing

import (
	"strings"
	"time"

	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/office"
)

func (s *Screen) refresh() { s.view(s.state()) }

func (s *Screen) state() State {
	w := s.env.Words()
	st := State{
		Wide: s.wide, Widen: w.Widen(s.wide),
		Title: w.T("desk.outgoing.title"), Hint: w.T("desk.outgoing.hint"), Compose: w.T("desk.outgoing.compose"),
		Filters: []desk.Choice{
			{ID: filterAll, Label: w.T("desk.outgoing.filter_all")},
			{ID: filterOpen, Label: w.T("desk.outgoing.filter_open")},
			{ID: filterIssued, Label: w.T("desk.outgoing.filter_issued")},
		},
		Filter: s.filter,
		Columns: []string{
			w.T("desk.column.date"), w.T("desk.column.code"), w.T("desk.column.type"),
			w.T("desk.column.subject"), w.T("desk.column.stage"), w.T("desk.column.recipients"),
		},
		Rows: s.rows(w), Selected: s.index(),
		Banner: w.Explain(s.fault, w.T("desk.retry")),
		Panel:  s.panel(w), Numbering: s.numberDialog(w),
	}
	n := len(s.found.documents)
	switch {
	case s.list.Open() && n == 0:
		st.Busy = w.T("desk.loading")
	case n > 0:
		st.Counted = w.T("desk.counted", "count", n)
	case s.fault == nil && s.text != "":
		st.Empty = w.T("desk.incoming.not_found", "text", s.text)
	case s.fault == nil:
		st.Empty = w.T("desk.outgoing.empty")
	}
	return st
}

func (s *Screen) rows(w desk.Words) []Row {
	rows := make([]Row, len(s.found.documents))
	for i, d := range s.found.documents {
		rows[i] = Row{
			ID: d.ID, Date: date(w, d), Code: w.Code(d.Info.Code), Type: string(d.Info.Type), Subject: d.Info.Subject,
			Stage: w.Stage(d.Stage), Sent: sent(w, s.found.deliveries[d.ID]),
		}
		if d.Info.Urgency != office.Normal {
			rows[i].Urgency = w.Urgency(d.Info.Urgency)
			rows[i].Urgency.Word = strings.ToUpper(rows[i].Urgency.Word)
		}
	}
	return rows
}

// date is the document's own date, or the day it was drafted.
func date(w desk.Words, d office.Document) string {
	if d.Info.Date.IsZero() {
		return w.Day(office.DateOf(d.CreatedAt))
	}
	return w.Day(d.Info.Date)
}

// sent counts the recipients that have the document; a refusal or a failure
// colours the count.
func sent(w desk.Words, deliveries []office.Delivery) desk.Mark {
	if len(deliveries) == 0 {
		return desk.Mark{}
	}
	arrived, level := 0, desk.Good
	for _, d := range deliveries {
		switch {
		case d.Status() == office.StatusRefused || d.Transport == office.SendFailed || d.Transport == office.SendExpired:
			level = desk.Bad
		case d.Status() != office.StatusNone:
			arrived++
		}
	}
	if level == desk.Good && arrived < len(deliveries) {
		level = desk.Busy
	}
	return desk.Mark{Level: level, Word: w.T("desk.outgoing.sent", "arrived", arrived, "count", len(deliveries))}
}

var stages = []office.Stage{office.Draft, office.Signed, office.Numbered, office.Sealed, office.Issued}

func (s *Screen) panel(w desk.Words) Panel {
	d, ok := s.current()
	if !ok {
		return Panel{}
	}
	p := Panel{
		Shown: true, Main: s.mainAction(w, d), Heading: w.T("desk.outgoing.recipients"),
		Columns: []string{w.T("desk.column.recipient"), w.T("desk.column.status"), w.T("desk.column.when"), w.T("desk.column.detail")},
	}
	done := true
	for _, stage := range stages {
		p.Steps = append(p.Steps, Step{Label: w.Stage(stage).Word, Done: done, Now: stage == d.Stage})
		done = done && stage != d.Stage
	}
	for _, delivery := range s.found.deliveries[d.ID] {
		p.Delivery = append(p.Delivery, deliveryRow(w, delivery))
	}
	if len(p.Delivery) == 0 {
		p.None = w.T("desk.outgoing.not_sent")
	}
	return p
}

func deliveryRow(w desk.Words, d office.Delivery) DeliveryRow {
	row := DeliveryRow{
		Recipient: d.RecipientName, Transport: w.Transport(d.Transport), Status: w.Status(d.Status()), When: w.Time(d.SentAt),
	}
	if row.Recipient == "" {
		row.Recipient = string(d.Recipient)
	}
	var last time.Time
	for _, e := range d.Events {
		if e.At.Before(last) || e.Status != d.Status() {
			continue
		}
		last = e.At
		row.When, row.Detail = w.Time(e.At), e.Text
		if e.ArrivalNumber > 0 {
			row.Detail = w.T("desk.document.arrival_number", "number", e.ArrivalNumber)
		}
	}
	if d.Status() == office.StatusNone {
		row.Status = row.Transport
	}
	return row
}
