package office

import (
	"time"

	"github.com/vanthu/vanthu/internal/fault"
)

// Status is the business status of a delivery, with edXML's codes. Transport is
// an axis of its own and never folded into it.
type Status string

// The statuses.
const (
	StatusNone       Status = ""   // nothing has happened yet
	StatusArrived    Status = "01" // đã đến: by the machine, at once
	StatusRefused    Status = "02" // từ chối tiếp nhận, with a reason
	StatusAccepted   Status = "03" // tiếp nhận, vào sổ: carries the arrival number
	StatusAssigned   Status = "04" // phân công
	StatusInProgress Status = "05" // đang xử lý
	StatusDone       Status = "06" // hoàn thành
	StatusRecall     Status = "13" // the sender asks to take it back
	StatusAgreed     Status = "15" // the recipient agrees to give back or update
	StatusDeclined   Status = "16" // the recipient declines
)

// follows lists from where each status may be reached.
var follows = map[Status][]Status{
	StatusArrived:    {StatusNone},
	StatusRefused:    {StatusArrived},
	StatusAccepted:   {StatusArrived},
	StatusAssigned:   {StatusAccepted, StatusAssigned},
	StatusInProgress: {StatusAccepted, StatusAssigned, StatusInProgress},
	StatusDone:       {StatusAccepted, StatusAssigned, StatusInProgress},
	StatusRecall:     {StatusArrived, StatusAccepted, StatusAssigned, StatusInProgress, StatusDone},
	StatusAgreed:     {StatusRecall},
	StatusDeclined:   {StatusRecall},
}

// Follow checks that a status may come after another.
func Follow(from, to Status) error {
	for _, s := range follows[to] {
		if s == from {
			return nil
		}
	}
	return fault.New(ErrTransition, fault.Args{"from": string(from), "to": string(to)}, nil)
}

// StatusEvent is one step of a delivery; events are only ever added.
type StatusEvent struct {
	ID            EventID   `json:"id"`
	Status        Status    `json:"status"`
	At            time.Time `json:"at"`
	By            string    `json:"by"`                       // a person's or the machine's name
	Text          string    `json:"text,omitempty"`           // the reason of a refusal
	ArrivalNumber int       `json:"arrival_number,omitempty"` // with 03
}

// StatusOf is the present status: a pure function of the set of events, so that
// a late or repeated one cannot corrupt it. Events are taken in order of time,
// then id; one that may not follow is passed over.
func StatusOf(events []StatusEvent) Status {
	now := StatusNone
	for _, e := range ordered(events) {
		if Follow(now, e.Status) == nil {
			now = e.Status
		}
	}
	return now
}

// Transport is how far a delivery has come on its way.
type Transport string

// The transport states.
const (
	Queued      Transport = "queued"
	Sent        Transport = "sent"
	Delivered   Transport = "delivered_to_system"
	SendFailed  Transport = "failed"
	SendExpired Transport = "expired"
)
