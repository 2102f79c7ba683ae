package sqlite

import (
	"encoding/json"

	"github.com/vanthu/vanthu/office"
)

// subject names whose steps events are: an arrival of an agency, or the delivery
// to that agency, which has the same id.
type subject struct {
	agency office.AgencyCode
	id     office.ArrivalID
}

func subjectOf(d office.Delivery) subject { return subject{d.Recipient, office.ArrivalOf(d.ID)} }

// steps are events by their subject, each list in order.
type steps map[subject][]office.StatusEvent

// events reads those of many subjects.
func (v view) events(subjects []subject) (steps, error) {
	if len(subjects) == 0 {
		return nil, nil
	}
	ids := make([]office.ArrivalID, len(subjects))
	for i, s := range subjects {
		ids[i] = s.id
	}
	raw, err := json.Marshal(ids)
	if err != nil {
		return nil, err
	}
	rows, err := v.db.QueryContext(v.ctx, `
		SELECT agency, subject, id, status, at, by, text, arrival_number FROM status_event
		WHERE subject IN (SELECT value FROM json_each(?)) ORDER BY subject, agency, at, id`, string(raw))
	if err != nil {
		return nil, named(err)
	}
	defer rows.Close()
	all := steps{}
	for rows.Next() {
		var s subject
		var at int64
		var e office.StatusEvent
		if err := rows.Scan(&s.agency, &s.id, &e.ID, &e.Status, &at, &e.By, &e.Text, &e.ArrivalNumber); err != nil {
			return nil, named(err)
		}
		e.At = fromMicros(at)
		all[s] = append(all[s], e)
	}
	return all, named(rows.Err())
}

// withEvents gives arrivals their events.
func (v view) withEvents(arrivals []office.Arrival) ([]office.Arrival, error) {
	subjects := make([]subject, len(arrivals))
	for i, a := range arrivals {
		subjects[i] = subject{a.Agency, a.ID}
	}
	all, err := v.events(subjects)
	for i := range arrivals {
		arrivals[i].Events = all[subjects[i]]
	}
	return arrivals, err
}

// addEvents adds those that are not kept yet.
func (t tx) addEvents(s subject, events []office.StatusEvent) error {
	for _, e := range events {
		if err := t.exec(`
			INSERT INTO status_event (id, agency, subject, status, at, by, text, arrival_number)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`, e.ID, s.agency, s.id, e.Status, micros(e.At), e.By, e.Text, e.ArrivalNumber); err != nil {
			return err
		}
	}
	return nil
}
