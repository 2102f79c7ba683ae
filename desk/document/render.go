package document

import (
	"slices"
	"strings"

	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/office"
)

func (p *Pane) refresh() { p.view(p.state()) }

func (p *Pane) state() State {
	w := p.env.Words()
	if p.content == nil {
		return State{Empty: w.T("desk.document.empty")}
	}
	s := State{
		Key: p.content.Key + " " + p.chosen, Heading: p.content.Heading, Subject: p.content.Subject, Facts: p.content.Facts,
		Banner:     w.Explain(p.fault, w.T("desk.retry")),
		Pages:      p.numbered(w),
		Zoom:       p.zoom(),
		Signatures: p.signatures(w),
		Files:      p.files(w),
		History:    History{Heading: w.T("desk.document.history"), Rows: Events(w, p.content.Events)},
	}
	if p.open.Open() {
		s.Loading = w.T("desk.document.loading")
	}
	if n := len(p.pages); n > 0 {
		s.Counted = w.T("desk.document.pages", "count", n)
	} else if p.path != "" && p.fault == nil && !p.open.Open() {
		s.Loading = w.T("desk.document.not_drawable")
	}
	return s
}

func (p *Pane) numbered(w desk.Words) []Page {
	pages := slices.Clone(p.pages)
	for i := range pages {
		pages[i].Number = w.T("desk.document.page", "number", i+1, "count", len(pages))
	}
	return pages
}

func (p *Pane) signatures(w desk.Words) Signatures {
	s := Signatures{Heading: w.T("desk.document.signatures")}
	switch {
	case p.verify.Open():
		s.Overall = desk.Mark{Level: desk.Busy, Word: w.T("desk.verdict.checking")}
	case p.why != nil:
		s.Overall = desk.Mark{Level: desk.Warn, Word: w.Explain(p.why, "").Heading}
	case p.report == nil:
		s.Overall = w.Verdict(desk.NoSignature)
	default:
		s.Overall = Overall(w, *p.report)
		s.Rows = rows(w, p.report.Signatures, p.content.Unsent)
	}
	return s
}

// Overall is the mark of a whole report, with the count of its signatures.
func Overall(w desk.Words, r desk.Report) desk.Mark {
	m, n := w.Verdict(r.Overall), 0
	for _, s := range r.Signatures {
		if !s.TimeStamp {
			n++
		}
	}
	if n > 0 {
		m.Word = w.T("desk.document.overall", "verdict", m.Word, "count", n)
	}
	return m
}

func rows(w desk.Words, signatures []desk.Signature, unsent bool) []SignatureRow {
	all := make([]SignatureRow, len(signatures))
	for i, s := range signatures {
		row := SignatureRow{
			Signer: desk.OrNone(s.Signer), When: w.Time(s.At), Mark: w.Verdict(s.Verdict), Kind: w.T(kindOf(s)), Level: level(w, s, unsent),
		}
		if s.Reason != nil {
			m := w.Explain(s.Reason, "")
			row.Why = m.What
		}
		all[i] = row
	}
	return all
}

func kindOf(s desk.Signature) string {
	switch {
	case s.TimeStamp:
		return "desk.role.time_stamp"
	case s.Agency:
		return "desk.role.agency"
	}
	return "desk.role.person"
}

var levelWords = map[string]string{
	"B-B": "desk.level.b", "B-T": "desk.level.t", "B-LT": "desk.level.lt", "B-LTA": "desk.level.lta",
}

// level says what proves a signature, and what is still to come before it leaves.
func level(w desk.Words, s desk.Signature, unsent bool) string {
	word, known := levelWords[s.Level]
	if !known {
		return ""
	}
	text := w.T(word)
	if s.Wanted != "" && unsent {
		text += " · " + w.T("desk.level.to_come", "level", s.Wanted)
	}
	return text
}

func (p *Pane) files(w desk.Words) Files {
	all := Files{Heading: w.T("desk.document.files"), Save: w.T("desk.document.save")}
	for _, f := range p.content.Files {
		all.Rows = append(all.Rows, FileRow{
			SHA256: f.SHA256, Name: f.Name, Chosen: f.SHA256 == p.chosen,
			Detail: strings.Join([]string{w.FileRole(f.Role), w.Size(f.Size)}, " · "),
		})
	}
	return all
}

// Events are the rows of a history, newest first.
func Events(w desk.Words, events []office.StatusEvent) []HistoryRow {
	sorted := slices.Clone(events)
	slices.SortStableFunc(sorted, func(a, b office.StatusEvent) int { return b.At.Compare(a.At) })
	all := make([]HistoryRow, len(sorted))
	for i, e := range sorted {
		row := HistoryRow{When: w.Time(e.At), Mark: w.Status(e.Status), Who: e.By, Text: e.Text}
		if e.ArrivalNumber > 0 {
			row.Text = w.T("desk.document.arrival_number", "number", e.ArrivalNumber)
		}
		all[i] = row
	}
	return all
}
