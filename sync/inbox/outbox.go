package inbox

import (
	"context"
	"encoding/json"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
)

// Queue lists the first operations that wait to be sent, in order of their
// sequence numbers.
func (s *Store) Queue(ctx context.Context, limit int) (ops []api.Op, err error) {
	err = s.read(ctx, func(v view) error {
		waiting, err := list(v, scanOp, `SELECT `+opColumns+` FROM ops
			WHERE state IN ('queued', 'sent') ORDER BY seq LIMIT ?`, limit)
		for _, p := range waiting {
			ops = append(ops, p.Op)
		}
		return err
	})
	return ops, err
}

// MarkSent notes, before the bytes leave, that the server may now have them. It
// fails with ErrMoved, noting nothing, where an operation is no longer as it was
// read: another process of this machine has replaced its file.
func (s *Store) MarkSent(ctx context.Context, ops []api.Op) error {
	return s.write(ctx, func(c *change) error {
		for _, op := range ops {
			var payload string
			if err := c.db.QueryRowContext(ctx, `SELECT payload FROM ops WHERE id = ?`, op.ID).Scan(&payload); err != nil {
				return found(err)
			}
			if payload != string(op.Payload) {
				return ErrMoved
			}
			if err := c.exec(`UPDATE ops SET state = 'sent' WHERE id = ? AND state = 'queued'`, op.ID); err != nil {
				return err
			}
		}
		return nil
	})
}

// Verdict is the end of an operation's way to the server.
type Verdict struct {
	ID   office.OpID
	Done bool       // false: refused, for the tray
	Code fault.Code // why it was refused
	Args fault.Args
}

// Conclude takes verdicts in: outbox and view in one transaction. An operation that
// is closed already stays as it is.
func (s *Store) Conclude(ctx context.Context, verdicts []Verdict) error {
	return s.write(ctx, func(c *change) error {
		if err := c.exec(`UPDATE home SET acks = acks + 1`); err != nil {
			return err
		}
		for _, v := range verdicts {
			if err := c.conclude(v); err != nil {
				return err
			}
		}
		return nil
	})
}

func (c *change) conclude(v Verdict) error {
	if v.Done {
		return c.exec(`UPDATE ops SET state = 'applied', ack = (SELECT acks FROM home)
			WHERE id = ? AND state IN ('queued', 'sent')`, v.ID)
	}
	args, err := json.Marshal(v.Args)
	if err != nil {
		return err
	}
	err = c.exec(`UPDATE ops SET state = 'rejected', code = ?, args = ?
		WHERE id = ? AND state IN ('queued', 'sent')`, v.Code, string(args), v.ID)
	if err != nil {
		return err
	}
	touched, err := list(c.view, scanTouch, `SELECT t.type, t.id FROM ops o JOIN touches t ON t.op = o.place WHERE o.id = ?`, v.ID)
	if err != nil {
		return err
	}
	return c.rebuildAll(touched)
}

// SetAside puts a waiting operation that the server has never taken into the
// tray, and closes the gap that this leaves: those behind it move up in the
// sequence. ErrNotFound when it does not wait.
func (s *Store) SetAside(ctx context.Context, v Verdict) error {
	v.Done = false
	return s.write(ctx, func(c *change) error {
		var seq int64
		err := c.db.QueryRowContext(ctx, `SELECT seq FROM ops WHERE id = ? AND state IN ('queued', 'sent')`, v.ID).Scan(&seq)
		if err != nil {
			return found(err)
		}
		if err := c.conclude(v); err != nil {
			return err
		}
		return c.closeGap(v.ID, seq)
	})
}

// closeGap frees an operation's number (no device counts below 1) and moves up
// what waits behind it.
func (c *change) closeGap(id office.OpID, seq int64) error {
	if err := c.exec(`UPDATE ops SET seq = -place WHERE id = ?`, id); err != nil {
		return err
	}
	behind, err := list(c.view, scanOp, `SELECT `+opColumns+` FROM ops
		WHERE state IN ('queued', 'sent') AND seq > ? ORDER BY seq`, seq)
	if err != nil {
		return err
	}
	for _, p := range behind {
		if err := c.exec(`UPDATE ops SET seq = ? WHERE place = ?`, p.Op.Seq-1, p.Place); err != nil {
			return err
		}
	}
	return c.exec(`UPDATE home SET next_seq = next_seq - 1`)
}

// Resend queues again every operation of this device that the server had
// confirmed, from sequence number want on: a server restored from a backup has
// lost them. whole is false when that leaves a gap in the sequence, because the
// home does not have want or a refused operation stands between; then only a new
// login, which numbers anew, can send them.
func (s *Store) Resend(ctx context.Context, want int64) (whole bool, err error) {
	err = s.write(ctx, func(c *change) error {
		session, err := c.session()
		if err != nil {
			return err
		}
		if err := c.requeue(session.Device, want); err != nil {
			return err
		}
		var waiting, next int64
		err = c.db.QueryRowContext(ctx, `SELECT count(*), (SELECT next_seq FROM home) FROM ops
			WHERE device = ? AND seq >= ? AND state IN ('queued', 'sent')`, session.Device, want).Scan(&waiting, &next)
		whole = waiting > 0 && waiting == next-want
		return err
	})
	return whole, err
}

// requeue opens a device's confirmed operations again and lays them over the view.
func (c *change) requeue(device office.DeviceID, from int64) error {
	touched, err := list(c.view, scanTouch, `SELECT DISTINCT t.type, t.id FROM ops o JOIN touches t ON t.op = o.place
		WHERE o.device = ? AND o.seq >= ? AND o.state IN ('applied', 'settled')`, device, from)
	if err != nil {
		return err
	}
	err = c.exec(`UPDATE ops SET state = 'sent', ack = 0
		WHERE device = ? AND seq >= ? AND state IN ('applied', 'settled')`, device, from)
	if err != nil {
		return err
	}
	return c.rebuildAll(touched)
}
