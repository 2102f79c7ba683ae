package sqlite

import (
	"encoding/json"

	"github.com/vanthu/vanthu/office"
)

// steps are events by the id of their delivery and arrival.
type steps map[string][]office.StatusEvent

// events reads those of many subjects, each in order.
func (v view) events(subjects []string) (steps, error) {
	if len(subjects) == 0 {
		return nil, nil
	}
	ids, err := json.Marshal(subjects)
	if err != nil {
		return nil, err
	}
	rows, err := v.db.QueryContext(v.ctx, `
		SELECT subject, id, status, at, by, text, arrival_number FROM status_event
		WHERE subject IN (SELECT value FROM json_each(?)) ORDER BY subject, at, id`, string(ids))
	if err != nil {
		return nil, named(err)
	}
	defer rows.Close()
	all := steps{}
	for rows.Next() {
		var subject string
		var at int64
		var e office.StatusEvent
		if err := rows.Scan(&subject, &e.ID, &e.Status, &at, &e.By, &e.Text, &e.ArrivalNumber); err != nil {
			return nil, named(err)
		}
		e.At = fromMicros(at)
		all[subject] = append(all[subject], e)
	}
	return all, named(rows.Err())
}

// withEvents gives arrivals their events.
func (v view) withEvents(arrivals []office.Arrival) ([]office.Arrival, error) {
	subjects := make([]string, len(arrivals))
	for i, a := range arrivals {
		subjects[i] = string(a.ID)
	}
	all, err := v.events(subjects)
	for i, a := range arrivals {
		arrivals[i].Events = all[string(a.ID)]
	}
	return arrivals, err
}

// addEvents adds those that are not kept yet.
func (t tx) addEvents(subject office.ArrivalID, events []office.StatusEvent) error {
	for _, e := range events {
		if err := t.exec(`
			INSERT INTO status_event (id, subject, status, at, by, text, arrival_number) VALUES (?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT DO NOTHING`, e.ID, subject, e.Status, micros(e.At), e.By, e.Text, e.ArrivalNumber); err != nil {
			return err
		}
	}
	return nil
}
