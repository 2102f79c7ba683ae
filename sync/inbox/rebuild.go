package inbox

import (
	"database/sql"
	"encoding/json"
	"errors"

	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
)

// rebuild makes a record's row of the view anew: remote copy, operations over it.
func (c *change) rebuild(t touch) error {
	switch t.Type {
	case api.DocumentRecord:
		return c.rebuildDocument(t)
	case api.DeliveryRecord:
		return c.rebuildDelivery(t)
	case api.ArrivalRecord:
		return c.rebuildArrival(t)
	}
	return nil // a type that this program does not know is kept, not shown
}

func (c *change) rebuildDocument(t touch) error {
	remote, err := remoteCopy[office.Document](c.view, t)
	if err != nil {
		return err
	}
	ops, err := c.overlay(t)
	if err != nil {
		return err
	}
	if d := foldDocument(remote, ops); d != nil {
		return c.putDocument(*d)
	}
	return c.dropDocument(t.ID)
}

func (c *change) rebuildArrival(t touch) error {
	remote, err := remoteCopy[office.Arrival](c.view, t)
	if err != nil {
		return err
	}
	ops, err := c.overlay(t)
	if err != nil {
		return err
	}
	if a := foldArrival(remote, ops); a != nil {
		return c.putArrival(*a)
	}
	return c.dropArrival(t.ID)
}

func (c *change) rebuildDelivery(t touch) error {
	remote, err := remoteCopy[office.Delivery](c.view, t)
	if err != nil {
		return err
	}
	ops, err := c.overlay(t)
	if err != nil {
		return err
	}
	if d := foldDelivery(office.DeliveryID(t.ID), remote, ops); d != nil {
		return c.putDelivery(*d)
	}
	return c.exec(`DELETE FROM deliveries WHERE id = ?`, t.ID)
}

// overlay lists the operations that lie over a record, in order.
func (v view) overlay(t touch) ([]pending, error) {
	return list(v, scanOp, `SELECT `+opColumns+` FROM ops
		WHERE place IN (SELECT op FROM touches WHERE type = ? AND id = ?)
		AND state IN ('queued', 'sent', 'applied') ORDER BY place`, t.Type, t.ID)
}

// remoteCopy reads the remote copy of a record, nil for none or for one that
// cannot be read (takeRemote has noted it).
func remoteCopy[T any](v view, t touch) (*T, error) {
	var body string
	err := v.db.QueryRowContext(v.ctx, `SELECT body FROM remote WHERE type = ? AND id = ?`, t.Type, t.ID).Scan(&body)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	record := new(T)
	if body == unreadable || json.Unmarshal([]byte(body), record) != nil {
		return nil, nil
	}
	return record, nil
}

// versionOf is the version of a record's remote copy, 0 for none.
func (v view) versionOf(t touch) (int64, error) {
	var version int64
	err := v.db.QueryRowContext(v.ctx, `SELECT version FROM remote WHERE type = ? AND id = ?`, t.Type, t.ID).Scan(&version)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return version, err
}
