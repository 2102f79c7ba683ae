package sqlite

import (
	"errors"
	"slices"

	"github.com/vanthu/vanthu/central/store"
	"github.com/vanthu/vanthu/office"
)

// LockFeeds makes the heads; SQLite's one writer needs no lock.
func (t tx) LockFeeds(agencies ...office.AgencyCode) error {
	sorted := slices.Clone(agencies)
	slices.Sort(sorted)
	for _, agency := range slices.Compact(sorted) {
		if err := t.exec(`INSERT INTO feed_head (agency, version) VALUES (?, 0) ON CONFLICT DO NOTHING`, agency); err != nil {
			return err
		}
	}
	return nil
}

// next takes the agency's next version.
func (t tx) next(agency office.AgencyCode) (version int64, err error) {
	return version, t.get([]any{&version},
		`UPDATE feed_head SET version = version + 1 WHERE agency = ? RETURNING version`, agency)
}

// tables of the records that carry a stamp.
const (
	documentTable = "document"
	deliveryTable = "delivery"
	arrivalTable  = "arrival"
)

// restamp takes the next version for a record, which may be new.
func (t tx) restamp(table string, agency office.AgencyCode, id string, by office.DeviceID) (store.Stamp, error) {
	var old store.Stamp
	err := t.get([]any{&old.Version, &old.Device, &old.Foreign},
		`SELECT version, device, foreign_version FROM `+table+` WHERE agency = ? AND id = ?`, agency, id)
	if err != nil && !errors.Is(err, store.ErrAbsent) {
		return old, err
	}
	version, err := t.next(agency)
	return old.Changed(version, by), err
}
