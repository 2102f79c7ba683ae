package sqlite

import (
	"encoding/json"
	"errors"

	"github.com/vanthu/vanthu/central/store"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
)

// FeedHead reads the agency's last version.
func (v view) FeedHead(agency office.AgencyCode) (head int64, err error) {
	err = v.get([]any{&head}, `SELECT version FROM feed_head WHERE agency = ?`, agency)
	if errors.Is(err, store.ErrAbsent) {
		return 0, nil
	}
	return head, err
}

// Changes merges the three tables by their indexes on (agency, version).
func (v view) Changes(agency office.AgencyCode, after, upTo int64, limit int) ([]api.Change, error) {
	all, err := list(v, scanChange, `
		SELECT 'document', id, version, body FROM document WHERE agency = ?1 AND version > ?2 AND version <= ?3
		UNION ALL
		SELECT 'delivery', id, version, body FROM delivery WHERE agency = ?1 AND version > ?2 AND version <= ?3
		UNION ALL
		SELECT 'arrival', id, version, body FROM arrival WHERE agency = ?1 AND version > ?2 AND version <= ?3
		ORDER BY 3 LIMIT ?4`, agency, after, upTo, limit)
	if err != nil {
		return nil, err
	}
	return all, v.complete(agency, all)
}

func scanChange(row scanner) (c api.Change, err error) {
	var body string
	err = row.Scan(&c.Type, &c.ID, &c.Version, &body)
	c.Body = json.RawMessage(body)
	return c, named(err)
}

// complete puts the events into the bodies of deliveries and arrivals.
func (v view) complete(agency office.AgencyCode, changes []api.Change) error {
	deliveries, arrivals := map[int]office.Delivery{}, map[int]office.Arrival{}
	var subjects []subject
	for i, c := range changes {
		switch c.Type {
		case api.DeliveryRecord:
			var d office.Delivery
			if err := json.Unmarshal(c.Body, &d); err != nil {
				return err
			}
			deliveries[i] = d
			subjects = append(subjects, subjectOf(d))
		case api.ArrivalRecord:
			var a office.Arrival
			if err := json.Unmarshal(c.Body, &a); err != nil {
				return err
			}
			arrivals[i] = a
			subjects = append(subjects, subject{agency, a.ID})
		case api.DocumentRecord:
		}
	}
	events, err := v.events(subjects)
	for i, d := range deliveries {
		d.Events = append([]office.StatusEvent{}, events[subjectOf(d)]...)
		changes[i].Body, err = encoded(d, err)
	}
	for i, a := range arrivals {
		a.Events = events[subject{agency, a.ID}]
		changes[i].Body, err = encoded(a, err)
	}
	return err
}

func encoded(record any, before error) (json.RawMessage, error) {
	raw, err := json.Marshal(record)
	return raw, errors.Join(before, err)
}

// Versions visits every record.
func (v view) Versions(agency office.AgencyCode, visit func(api.RecordType, string, int64)) error {
	rows, err := v.db.QueryContext(v.ctx, `
		SELECT 'document', id, version FROM document WHERE agency = ?1
		UNION ALL SELECT 'delivery', id, version FROM delivery WHERE agency = ?1
		UNION ALL SELECT 'arrival', id, version FROM arrival WHERE agency = ?1`, agency)
	if err != nil {
		return named(err)
	}
	defer rows.Close()
	for rows.Next() {
		var kind api.RecordType
		var id string
		var version int64
		if err := rows.Scan(&kind, &id, &version); err != nil {
			return named(err)
		}
		visit(kind, id, version)
	}
	return named(rows.Err())
}
