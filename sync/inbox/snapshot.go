package inbox

import (
	"context"
	"database/sql"
	"errors"

	"github.com/vanthu/vanthu/sync/api"
)

// BeginSnapshot makes room for a snapshot and tells the position to give back to
// FinishSnapshot. Pages of one that was broken off are dropped.
func (s *Store) BeginSnapshot(ctx context.Context) (p Position, err error) {
	err = s.write(ctx, func(c *change) error {
		if err := c.exec(`DELETE FROM staged`); err != nil {
			return err
		}
		return c.db.QueryRowContext(ctx, `SELECT cursor, acks FROM home`).Scan(&p.Cursor, &p.Acks)
	})
	return p, err
}

// StageSnapshot keeps a page until the last one is here; the view stays as it is.
func (s *Store) StageSnapshot(ctx context.Context, changes []api.Change) error {
	return s.write(ctx, func(c *change) error {
		for _, ch := range changes {
			r, err := readRecord(ch)
			if errors.Is(err, ErrRecord) {
				err = c.diagnose(err)
			}
			if err != nil {
				return err
			}
			err = c.exec(`INSERT OR REPLACE INTO staged (type, id, version, body) VALUES (?, ?, ?, ?)`,
				r.Type, r.ID, r.version, r.body)
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// FinishSnapshot makes the staged records the remote copy, whatever versions the
// home had before, and goes on from cursor: one transaction. Operations that
// wait stay laid over it. The last operation that the server had confirmed is
// queued again: a server restored from a backup that lacks it will ask for it
// and for those before it, any other answers that it has it.
func (s *Store) FinishSnapshot(ctx context.Context, begun Position, cursor string) (done Intake, err error) {
	err = s.write(ctx, func(c *change) error {
		done = Intake{}
		gone, err := list(c.view, scanTouch, `SELECT type, id FROM remote r
			WHERE NOT EXISTS (SELECT 1 FROM staged s WHERE s.type = r.type AND s.id = r.id)`)
		if err != nil {
			return err
		}
		if err := c.drop(gone); err != nil {
			return err
		}
		if err := c.takeStaged(&done); err != nil {
			return err
		}
		if err := c.exec(`DELETE FROM staged`); err != nil {
			return err
		}
		if err := c.exec(`UPDATE home SET cursor = ?`, cursor); err != nil {
			return err
		}
		if err := c.settle(begun.Acks); err != nil {
			return err
		}
		return c.probe(begun)
	})
	return done, err
}

func (c *change) drop(gone []touch) error {
	for _, t := range gone {
		if err := c.exec(`DELETE FROM remote WHERE type = ? AND id = ?`, t.Type, t.ID); err != nil {
			return err
		}
	}
	return c.rebuildAll(gone)
}

// takeStaged goes through what differs, one record at a time.
func (c *change) takeStaged(done *Intake) error {
	differ, err := list(c.view, scanTouch, `SELECT s.type, s.id FROM staged s
		LEFT JOIN remote r ON r.type = s.type AND r.id = s.id
		WHERE r.id IS NULL OR r.version <> s.version OR r.body <> s.body`)
	if err != nil {
		return err
	}
	for _, t := range differ {
		var ch api.Change
		var body string
		err := c.db.QueryRowContext(c.ctx, `SELECT type, id, version, body FROM staged WHERE type = ? AND id = ?`,
			t.Type, t.ID).Scan(&ch.Type, &ch.ID, &ch.Version, &body)
		if err != nil {
			return err
		}
		ch.Body = []byte(body)
		r, err := readRecord(ch)
		if err != nil && !errors.Is(err, ErrRecord) { // noted when it was staged
			return err
		}
		done.Records++
		if err := c.takeRecord(r); err != nil {
			return err
		}
	}
	return nil
}

// probe queues the device's last confirmed operation again, unless this is the
// home's first snapshot.
func (c *change) probe(begun Position) error {
	if begun.Cursor == "" {
		return nil
	}
	session, err := c.session()
	if errors.Is(err, ErrNoSession) {
		return nil
	}
	if err != nil {
		return err
	}
	var last sql.NullInt64
	err = c.db.QueryRowContext(c.ctx, `SELECT max(seq) FROM ops
		WHERE device = ? AND state IN ('applied', 'settled')`, session.Device).Scan(&last)
	if err != nil || !last.Valid {
		return err
	}
	return c.requeue(session.Device, last.Int64)
}
