package office

import (
	"slices"
	"strings"
	"time"

	"github.com/vanthu/vanthu/internal/fault"
)

// Delivery is one document on its way to one recipient, as the sender sees it.
type Delivery struct {
	ID            DeliveryID    `json:"id"`
	Dispatch      DispatchID    `json:"dispatch"`
	Document      DocumentID    `json:"document"`
	Recipient     AgencyCode    `json:"recipient"`
	RecipientName string        `json:"recipient_name"`
	Info          Info          `json:"info"`
	Transport     Transport     `json:"transport"`
	SentAt        time.Time     `json:"sent_at"`
	Events        []StatusEvent `json:"events"`
}

// Status is the delivery's present business status.
func (d Delivery) Status() Status { return StatusOf(d.Events) }

// Arrival is an incoming document of an agency, electronic or on paper.
type Arrival struct {
	ID         ArrivalID     `json:"id"`
	Agency     AgencyCode    `json:"agency"`
	Delivery   DeliveryID    `json:"delivery,omitempty"` // empty for paper
	SenderName string        `json:"sender_name,omitempty"`
	Info       Info          `json:"info"`
	Files      []File        `json:"files,omitempty"`
	ReceivedAt time.Time     `json:"received_at"`
	Number     int           `json:"number,omitempty"` // số đến; 0 while there is none
	Year       int           `json:"year,omitempty"`   // the register's year, with Number
	AssignedTo string        `json:"assigned_to,omitempty"`
	Events     []StatusEvent `json:"events,omitempty"`

	// Provisional is the client's own mark of a registration that has no number
	// yet ("T-3f2a-7"); never sent to the server.
	Provisional string `json:"-"`
}

// Status is the arrival's present status.
func (a Arrival) Status() Status { return StatusOf(a.Events) }

// CheckPaper refuses a paper arrival that lacks what the register must say of it:
// author, date and subject (Decree 30/2020 annex IV). Not every paper has a code.
func (a Arrival) CheckPaper() error {
	if err := a.Info.Check(); err != nil {
		return err
	}
	if strings.TrimSpace(a.Info.IssuerName) == "" {
		return ErrIssuer
	}
	if a.Info.Date.IsZero() {
		return ErrDateMissing
	}
	return nil
}

// ordered copies events in order of time, then id.
func ordered(events []StatusEvent) []StatusEvent {
	sorted := slices.Clone(events)
	slices.SortStableFunc(sorted, func(a, b StatusEvent) int {
		if c := a.At.Compare(b.At); c != 0 {
			return c
		}
		return strings.Compare(string(a.ID), string(b.ID))
	})
	return sorted
}

// CheckRecipients refuses an empty list and an agency named twice.
func CheckRecipients(codes []AgencyCode) error {
	if len(codes) == 0 {
		return ErrRecipients
	}
	seen := map[AgencyCode]bool{}
	for _, c := range codes {
		if seen[c] {
			return recipientTwice(c)
		}
		seen[c] = true
	}
	return nil
}

func recipientTwice(c AgencyCode) error {
	return fault.New(ErrRecipients, fault.Args{"value": string(c)}, nil)
}
