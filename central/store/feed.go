package store

import (
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
)

// Stamp is what every record carries for the feed. A record's version is its
// agency's feed sequence at its last change, so that the records of an agency in
// order of version are its feed: one row a record, the latest state.
type Stamp struct {
	Version int64
	Device  office.DeviceID // who made the last change
	Foreign int64           // version of the last change that Device did not make, 0 for none
}

// Changed is the stamp after a change by a device.
func (s Stamp) Changed(version int64, by office.DeviceID) Stamp {
	if s.Version == 0 || s.Device == by {
		return Stamp{Version: version, Device: by, Foreign: s.Foreign}
	}
	return Stamp{Version: version, Device: by, Foreign: s.Version}
}

// SeenBy tells whether a device that last saw version base knows the record as
// it is, its own changes aside: it may have queued one on another.
func (s Stamp) SeenBy(device office.DeviceID, base int64) bool {
	if s.Device == device {
		return s.Foreign <= base
	}
	return s.Version <= base
}

// FeedView reads an agency's records in order of version.
type FeedView interface {
	// FeedHead is the agency's last version, 0 for none.
	FeedHead(office.AgencyCode) (int64, error)
	// Changes lists up to limit records with after < version <= upTo.
	Changes(agency office.AgencyCode, after, upTo int64, limit int) ([]api.Change, error)
	// Versions calls visit for every record of the agency, in no order.
	Versions(agency office.AgencyCode, visit func(kind api.RecordType, id string, version int64)) error
}

// FeedTx is how versions come to be: every method that changes a record takes
// the next version of its agency.
type FeedTx interface {
	// LockFeeds must be called with all agencies whose records the transaction
	// will change, before the first change; it takes them in ascending order, so
	// that two transactions never wait for each other.
	LockFeeds(...office.AgencyCode) error
}
