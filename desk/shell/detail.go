package shell

import (
	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/desk/sign"
	"github.com/vanthu/vanthu/office"
)

// Explain opens the explanation of a part of the status bar.
func (f *Frame) Explain(part string) {
	f.detail = part
	if part == TokenPart {
		f.lookForTokens()
	}
	f.refresh()
}

// Levels opens the settings of signature levels.
func (f *Frame) Levels() { f.hooks.Levels() }

// CloseDetail closes the explanation.
func (f *Frame) CloseDetail() {
	f.detail = ""
	f.refresh()
}

// DetailAction does what the explanation's button says: look for tokens again,
// or exchange now.
func (f *Frame) DetailAction() {
	if f.detail == TokenPart {
		f.looked = false
		f.lookForTokens()
		f.refresh()
		return
	}
	f.detail = ""
	f.SyncNow()
	f.refresh()
}

func (f *Frame) detailState(w desk.Words) Detail {
	d := Detail{Open: true, Close: w.T("desk.close"), Action: w.T("desk.shell.sync_now")}
	switch f.detail {
	case TokenPart:
		d.Heading, d.Action = w.T("desk.shell.token_heading"), w.T("desk.sign.refresh")
		d.Facts, d.Note = f.tokenFacts(w)
	case NetworkPart:
		d.Heading, d.Note = w.T("desk.shell.network_heading"), w.T("desk.shell.network_note")
		m := f.networkMark(w)
		d.Facts = []desk.Fact{
			{Label: w.T("desk.shell.state"), Value: m.Word, Level: m.Level},
			{Label: w.T("desk.shell.last"), Value: w.Time(f.event.At)},
		}
		if f.event.Err != nil {
			d.Note = w.Explain(f.event.Err, "").What + " " + w.Explain(f.event.Err, "").Do
		}
	case SyncPart:
		d.Heading = w.T("desk.shell.sync_heading")
		d.Facts, d.Note = f.pendingFacts(w)
	default:
		return Detail{}
	}
	return d
}

func (f *Frame) tokenFacts(w desk.Words) ([]desk.Fact, string) {
	if f.tokenErr != nil {
		b := w.Explain(f.tokenErr, "")
		return nil, b.What + " " + b.Do
	}
	if len(f.tokens) == 0 {
		return nil, w.T("desk.shell.token_plug")
	}
	var facts []desk.Fact
	for _, t := range f.tokens {
		m := sign.Tries(w, t.Tries)
		facts = append(facts, desk.Fact{Label: t.Label, Value: t.Serial + " · " + m.Word, Level: m.Level})
		for _, c := range t.Certificates {
			fact := desk.Fact{Label: "  " + c.Name, Value: w.T("desk.shell.until", "date", w.Day(office.DateOf(c.NotAfter))), Level: desk.Good}
			if c.Unfit != nil {
				fact.Value, fact.Level = w.Explain(c.Unfit, "").What, desk.Bad
			}
			facts = append(facts, fact)
		}
	}
	return facts, ""
}

// shownPending is how many waiting things are listed.
const shownPending = 12

func (f *Frame) pendingFacts(w desk.Words) ([]desk.Fact, string) {
	if len(f.pending) == 0 {
		return nil, w.T("desk.shell.nothing_waits")
	}
	var facts []desk.Fact
	for _, p := range f.pending[:min(len(f.pending), shownPending)] {
		fact := desk.Fact{Label: w.T(pendingWords[p.What]) + " " + p.Title, Value: w.T("desk.shell.since", "time", w.Time(p.At)), Level: desk.Warn}
		if p.Refuse != nil {
			fact.Value, fact.Level = w.Explain(p.Refuse, "").What, desk.Bad
		}
		facts = append(facts, fact)
	}
	return facts, w.T("desk.shell.waiting_note", "count", len(f.pending))
}

var pendingWords = map[desk.PendingKind]string{
	desk.PendingSave:     "desk.pending.save",
	desk.PendingNumber:   "desk.pending.number",
	desk.PendingDispatch: "desk.pending.dispatch",
	desk.PendingRegister: "desk.pending.register",
	desk.PendingAccept:   "desk.pending.accept",
	desk.PendingRefuse:   "desk.pending.refuse",
}
