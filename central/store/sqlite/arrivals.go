package sqlite

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/vanthu/vanthu/central/store"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/office"
)

// Arrival reads one with its events.
func (v view) Arrival(agency office.AgencyCode, id office.ArrivalID) (a store.Arrival, err error) {
	var body string
	err = v.get([]any{&body, &a.Version, &a.Device, &a.Foreign},
		`SELECT body, version, device, foreign_version FROM arrival WHERE agency = ? AND id = ?`, agency, id)
	if err != nil {
		return a, err
	}
	if err := json.Unmarshal([]byte(body), &a.Arrival); err != nil {
		return a, err
	}
	of := subject{agency, id}
	events, err := v.events([]subject{of})
	a.Events = events[of]
	return a, err
}

// PutArrival adds or replaces one and adds its new events.
func (t tx) PutArrival(a office.Arrival, by office.DeviceID) (int64, error) {
	stamp, err := t.restamp(arrivalTable, a.Agency, string(a.ID), by)
	if err != nil {
		return 0, err
	}
	events, status := a.Events, a.Status()
	a.Events = nil
	body, err := json.Marshal(a)
	if err != nil {
		return 0, err
	}
	delivery := sql.NullString{String: string(a.Delivery), Valid: a.Delivery != ""}
	err = t.exec(`
		INSERT INTO arrival (agency, id, version, device, foreign_version, delivery, status, year, number, received_at,
			folded, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (agency, id) DO UPDATE SET version = excluded.version, device = excluded.device,
			foreign_version = excluded.foreign_version, status = excluded.status, year = excluded.year,
			number = excluded.number, received_at = excluded.received_at, folded = excluded.folded, body = excluded.body`,
		a.Agency, a.ID, stamp.Version, stamp.Device, stamp.Foreign, delivery, status, a.Year, a.Number, micros(a.ReceivedAt),
		folded(a.Info, a.SenderName), string(body))
	if errors.Is(err, store.ErrTaken) {
		return 0, fault.New(store.ErrTaken, fault.Args{"value": fmt.Sprintf("%d/%d", a.Number, a.Year)}, err)
	}
	if err != nil {
		return 0, err
	}
	return stamp.Version, t.addEvents(subject{a.Agency, a.ID}, events)
}
