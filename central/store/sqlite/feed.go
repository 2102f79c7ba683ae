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
	var subjects []string
	for _, c := range all {
		if c.Type != api.DocumentRecord {
			subjects = append(subjects, c.ID)
		}
	}
	events, err := v.events(subjects)
	if err != nil {
		return nil, err
	}
	for i := range all {
		if err := insertEvents(&all[i], events[all[i].ID]); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func scanChange(row scanner) (c api.Change, err error) {
	var body string
	err = row.Scan(&c.Type, &c.ID, &c.Version, &body)
	c.Body = json.RawMessage(body)
	return c, named(err)
}

// insertEvents completes the body of a delivery or an arrival.
func insertEvents(c *api.Change, events []office.StatusEvent) (err error) {
	switch c.Type {
	case api.DeliveryRecord:
		c.Body, err = complete(c.Body, func(d *office.Delivery) { d.Events = append([]office.StatusEvent{}, events...) })
	case api.ArrivalRecord:
		c.Body, err = complete(c.Body, func(a *office.Arrival) { a.Events = events })
	case api.DocumentRecord:
	}
	return err
}

func complete[T any](raw json.RawMessage, with func(*T)) (json.RawMessage, error) {
	var record T
	if err := json.Unmarshal(raw, &record); err != nil {
		return nil, err
	}
	with(&record)
	return json.Marshal(record)
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
