package inbox

import (
	"context"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
)

// PendingOp is an operation of the outbox or the tray as a list shows it.
type PendingOp struct {
	Op    api.Op
	State State      // Queued, Sent or Rejected
	By    string     // the person's name
	Title string     // code and subject of the document
	Mark  string     // provisional mark of a registration
	Code  fault.Code // why it could not be sent, with Rejected
	Args  fault.Args
}

// Waiting lists what is not sent yet, and what could not be sent and waits in
// the tray for a person's decision; oldest first.
func (s *Store) Waiting(ctx context.Context) (all []PendingOp, err error) {
	err = s.read(ctx, func(v view) error {
		open, err := list(v, scanOp, `SELECT `+opColumns+` FROM ops
			WHERE state IN ('queued', 'sent', 'rejected') ORDER BY place`)
		for _, p := range open {
			all = append(all, PendingOp{p.Op, p.State, p.By, p.Title, p.Mark, p.Code, p.Args})
		}
		return err
	})
	return all, err
}

// Dismiss takes an operation out of the tray; the home keeps it. ErrNotFound
// when it is not in the tray.
func (s *Store) Dismiss(ctx context.Context, id office.OpID) error {
	return s.write(ctx, func(c *change) error {
		result, err := c.tx.ExecContext(ctx, `UPDATE ops SET state = 'dismissed' WHERE id = ? AND state = 'rejected'`, id)
		if err != nil {
			return err
		}
		n, err := result.RowsAffected()
		if err == nil && n == 0 {
			return ErrNotFound
		}
		return err
	})
}
