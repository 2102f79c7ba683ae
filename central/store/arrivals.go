package store

import "github.com/vanthu/vanthu/office"

// Arrival is an incoming document with its stamp.
type Arrival struct {
	office.Arrival
	Stamp
}

// ArrivalView reads incoming documents. Each agency sees its own ids only.
type ArrivalView interface {
	Arrival(office.AgencyCode, office.ArrivalID) (Arrival, error) // ErrAbsent; with its events
	// Arrivals lists newest first, as the filter says, with their events.
	Arrivals(office.AgencyCode, office.ArrivalFilter) ([]office.Arrival, error)
	CountArrivals(office.AgencyCode, office.ArrivalFilter) (int, error)
}

// ArrivalTx changes them.
type ArrivalTx interface {
	// PutArrival adds or replaces an arrival of a.Agency, whose Events must be all
	// it has: those not yet kept are added, none is ever changed or removed.
	// ErrTaken when another arrival has its number in its year.
	PutArrival(a office.Arrival, by office.DeviceID) (version int64, err error)
}
