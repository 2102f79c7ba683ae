package inbox

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"

	"github.com/vanthu/vanthu/office"
)

// Deliveries lists the deliveries of an outgoing document by recipient; those of
// a dispatch not sent yet are among them, queued.
func (s *Store) Deliveries(ctx context.Context, document office.DocumentID) (all []office.Delivery, err error) {
	err = s.read(ctx, func(v view) error {
		all, err = list(v, scanBody[office.Delivery],
			`SELECT body FROM deliveries WHERE document = ? ORDER BY recipient, id`, document)
		return err
	})
	return all, err
}

func (c *change) putDelivery(d office.Delivery) error {
	if d.RecipientName == "" {
		name, err := c.agencyName(d.Recipient)
		if err != nil {
			return err
		}
		d.RecipientName = name
	}
	body, err := json.Marshal(d)
	if err != nil {
		return err
	}
	return c.exec(`INSERT INTO deliveries (id, document, recipient, body) VALUES (?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET document = excluded.document, recipient = excluded.recipient, body = excluded.body`,
		d.ID, d.Document, d.Recipient, string(body))
}

// agencyName is the directory's name of an agency, empty when it has none.
func (v view) agencyName(code office.AgencyCode) (string, error) {
	var name string
	err := v.db.QueryRowContext(v.ctx, `SELECT name FROM agencies WHERE code = ?`, code).Scan(&name)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return name, err
}
