package store

import (
	"time"

	"github.com/vanthu/vanthu/office"
)

// Dispatch is one sending of a document to its recipients.
type Dispatch struct {
	ID       office.DispatchID
	Agency   office.AgencyCode
	Document office.DocumentID
	Device   office.DeviceID
	SentAt   time.Time
}

// DispatchView reads what was sent.
type DispatchView interface {
	Dispatch(office.DispatchID) (Dispatch, error) // ErrAbsent
	// Deliveries lists a document's deliveries with their events, by recipient.
	Deliveries(office.AgencyCode, office.DocumentID) ([]office.Delivery, error)
	// Sender is the agency that sent a delivery; ErrAbsent.
	Sender(office.DeliveryID) (office.AgencyCode, error)
}

// DispatchTx sends.
type DispatchTx interface {
	AddDispatch(Dispatch) error // ErrTaken
	// AddDelivery adds a delivery of the sender, without its events (AddEvent);
	// ErrTaken when the dispatch has one to that recipient.
	AddDelivery(sender office.AgencyCode, d office.Delivery, by office.DeviceID) (version int64, err error)
	// TouchDelivery gives the delivery its next version, after a new event.
	TouchDelivery(sender office.AgencyCode, id office.DeliveryID, by office.DeviceID) (version int64, err error)
}
