package sqlite

import (
	"encoding/json"

	"github.com/vanthu/vanthu/central/store"
	"github.com/vanthu/vanthu/office"
)

// Dispatch reads one.
func (v view) Dispatch(id office.DispatchID) (d store.Dispatch, err error) {
	var sent int64
	err = v.get([]any{&d.ID, &d.Agency, &d.Document, &d.Device, &sent},
		`SELECT id, agency, document, device, sent_at FROM dispatch WHERE id = ?`, id)
	d.SentAt = fromMicros(sent)
	return d, err
}

// AddDispatch adds one.
func (t tx) AddDispatch(d store.Dispatch) error {
	return t.exec(`INSERT INTO dispatch (id, agency, document, device, sent_at) VALUES (?, ?, ?, ?, ?)`,
		d.ID, d.Agency, d.Document, d.Device, micros(d.SentAt))
}

// Sender finds who sent a delivery.
func (v view) Sender(id office.DeliveryID) (agency office.AgencyCode, err error) {
	return agency, v.get([]any{&agency}, `SELECT agency FROM delivery WHERE id = ?`, id)
}

// Deliveries lists a document's, with their events.
func (v view) Deliveries(agency office.AgencyCode, document office.DocumentID) ([]office.Delivery, error) {
	all, err := list(v, body[office.Delivery],
		`SELECT body FROM delivery WHERE agency = ? AND document = ? ORDER BY recipient, id`, agency, document)
	if err != nil {
		return nil, err
	}
	subjects := make([]subject, len(all))
	for i, d := range all {
		subjects[i] = subjectOf(d)
	}
	events, err := v.events(subjects)
	for i := range all {
		all[i].Events = events[subjects[i]]
	}
	return all, err
}

// AddDelivery adds one.
func (t tx) AddDelivery(sender office.AgencyCode, d office.Delivery, by office.DeviceID) (int64, error) {
	stamp, err := t.restamp(deliveryTable, sender, string(d.ID), by)
	if err != nil {
		return 0, err
	}
	d.Events = nil
	body, err := json.Marshal(d)
	if err != nil {
		return 0, err
	}
	return stamp.Version, t.exec(`
		INSERT INTO delivery (id, agency, version, device, foreign_version, dispatch, document, recipient, body)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		d.ID, sender, stamp.Version, stamp.Device, stamp.Foreign, d.Dispatch, d.Document, d.Recipient, string(body))
}

// TouchDelivery gives a delivery its next version.
func (t tx) TouchDelivery(sender office.AgencyCode, id office.DeliveryID, by office.DeviceID) (int64, error) {
	stamp, err := t.restamp(deliveryTable, sender, string(id), by)
	if err != nil {
		return 0, err
	}
	return stamp.Version, t.changed(`UPDATE delivery SET version = ?, device = ?, foreign_version = ?
		WHERE agency = ? AND id = ?`, stamp.Version, stamp.Device, stamp.Foreign, sender, id)
}
