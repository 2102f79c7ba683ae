package desk

import "github.com/vanthu/vanthu/office"

// Level is how a state looks: its colour and its sign.
type Level int

// The levels. Red, amber and green are for states only.
const (
	Plain Level = iota
	Quiet       // nothing to say
	Good        // green, a tick
	Warn        // amber, an exclamation mark
	Bad         // red, a cross
	Busy        // something is under way
)

// Mark is a state in a word, with its level.
type Mark struct {
	Level Level
	Word  string
}

var verdictMarks = map[Verdict]Mark{
	NoSignature:   {Quiet, "desk.verdict.none"},
	Valid:         {Good, "desk.verdict.valid"},
	CouldNotCheck: {Warn, "desk.verdict.could_not_check"},
	NotValid:      {Bad, "desk.verdict.not_valid"},
}

var statusMarks = map[office.Status]Mark{
	office.StatusNone:       {Quiet, "desk.status.none"},
	office.StatusArrived:    {Plain, "desk.status.arrived"},
	office.StatusRefused:    {Bad, "desk.status.refused"},
	office.StatusAccepted:   {Good, "desk.status.accepted"},
	office.StatusAssigned:   {Good, "desk.status.assigned"},
	office.StatusInProgress: {Good, "desk.status.in_progress"},
	office.StatusDone:       {Good, "desk.status.done"},
	office.StatusRecall:     {Warn, "desk.status.recall"},
	office.StatusAgreed:     {Warn, "desk.status.agreed"},
	office.StatusDeclined:   {Warn, "desk.status.declined"},
}

var stageMarks = map[office.Stage]Mark{
	office.Draft:    {Quiet, "desk.stage.draft"},
	office.Signed:   {Plain, "desk.stage.signed"},
	office.Numbered: {Plain, "desk.stage.numbered"},
	office.Sealed:   {Plain, "desk.stage.sealed"},
	office.Issued:   {Good, "desk.stage.issued"},
}

var transportMarks = map[office.Transport]Mark{
	office.Queued:      {Busy, "desk.transport.queued"},
	office.Sent:        {Busy, "desk.transport.sent"},
	office.Delivered:   {Good, "desk.transport.delivered"},
	office.SendFailed:  {Bad, "desk.transport.failed"},
	office.SendExpired: {Bad, "desk.transport.expired"},
}

var urgencyMarks = map[office.Urgency]Mark{
	office.Normal:      {Plain, "desk.urgency.normal"},
	office.Urgent:      {Bad, "desk.urgency.urgent"},
	office.VeryUrgent:  {Bad, "desk.urgency.very_urgent"},
	office.Express:     {Bad, "desk.urgency.express"},
	office.ExpressTime: {Bad, "desk.urgency.express_time"},
}

var secrecyMarks = map[office.Secrecy]Mark{
	office.Ordinary:  {Plain, "desk.secrecy.ordinary"},
	office.Secret:    {Bad, "desk.secrecy.secret"},
	office.TopSecret: {Bad, "desk.secrecy.top_secret"},
	office.Supreme:   {Bad, "desk.secrecy.supreme"},
}

// mark looks a value up and puts the mark's word into the language.
func mark[K comparable](w Words, marks map[K]Mark, key K) Mark {
	m, known := marks[key]
	if !known {
		return Mark{Quiet, None}
	}
	return Mark{m.Level, w.T(m.Word)}
}

// Verdict is the mark of a verdict.
func (w Words) Verdict(v Verdict) Mark { return mark(w, verdictMarks, v) }

// Status is the mark of a business status.
func (w Words) Status(s office.Status) Mark { return mark(w, statusMarks, s) }

// Stage is the mark of an outgoing document's stage.
func (w Words) Stage(s office.Stage) Mark { return mark(w, stageMarks, s) }

// Transport is the mark of a delivery's way.
func (w Words) Transport(t office.Transport) Mark { return mark(w, transportMarks, t) }

// Urgency is the mark of an urgency.
func (w Words) Urgency(u office.Urgency) Mark { return mark(w, urgencyMarks, u) }

// Secrecy is the mark of a secrecy.
func (w Words) Secrecy(s office.Secrecy) Mark { return mark(w, secrecyMarks, s) }
