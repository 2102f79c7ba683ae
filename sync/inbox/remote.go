package inbox

import (
	"context"
	"errors"

	"github.com/vanthu/vanthu/sync/api"
)

// Position is how far the home has read the feed. Acks counts the answers that
// operations had got when it was asked for: a page asked for after an answer
// tells what the operation did.
type Position struct {
	Cursor string // empty: take the snapshot
	Acks   int64
}

// Position tells where to go on reading.
func (s *Store) Position(ctx context.Context) (p Position, err error) {
	err = s.read(ctx, func(v view) error {
		return v.db.QueryRowContext(ctx, `SELECT cursor, acks FROM home`).Scan(&p.Cursor, &p.Acks)
	})
	return p, err
}

// Intake says what a page brought.
type Intake struct {
	Records int // that were new here
	Unread  int // that could not be read; see the diagnostics
}

// ApplyFeed takes in a page that was asked for at since: records, cursor and
// view in one transaction. A page asked for at another place than the home now
// stands (another process was faster) changes nothing.
func (s *Store) ApplyFeed(ctx context.Context, since Position, page api.Feed) (done Intake, err error) {
	err = s.write(ctx, func(c *change) error {
		done = Intake{}
		var now string
		if err := c.db.QueryRowContext(ctx, `SELECT cursor FROM home`).Scan(&now); err != nil || now != since.Cursor {
			return err
		}
		for _, ch := range page.Changes {
			if err := c.takeChange(ch, &done); err != nil {
				return err
			}
		}
		if err := c.exec(`UPDATE home SET cursor = ?`, page.Next); err != nil {
			return err
		}
		if page.More {
			return nil
		}
		return c.settle(since.Acks)
	})
	return done, err
}

// takeChange keeps a record unless the home has it at that version or a later.
func (c *change) takeChange(ch api.Change, done *Intake) error {
	r, err := readRecord(ch)
	if errors.Is(err, ErrRecord) {
		done.Unread++
		err = c.diagnose(err)
	}
	if err != nil {
		return err
	}
	have, err := c.versionOf(r.touch)
	if err != nil || have >= r.version {
		return err
	}
	done.Records++
	return c.takeRecord(r)
}

func (c *change) takeRecord(r record) error {
	err := c.exec(`INSERT INTO remote (type, id, version, body) VALUES (?, ?, ?, ?)
		ON CONFLICT (type, id) DO UPDATE SET version = excluded.version, body = excluded.body`,
		r.Type, r.ID, r.version, r.body)
	if err != nil {
		return err
	}
	for _, f := range r.files {
		if err := c.want(f, r.Type); err != nil {
			return err
		}
	}
	return c.rebuild(r.touch)
}

// settle ends the overlay of operations whose effect the feed has now told.
func (c *change) settle(acks int64) error {
	touched, err := list(c.view, scanTouch, `SELECT DISTINCT t.type, t.id FROM ops o JOIN touches t ON t.op = o.place
		WHERE o.state = 'applied' AND o.ack <= ?`, acks)
	if err != nil || len(touched) == 0 {
		return err
	}
	if err := c.exec(`UPDATE ops SET state = 'settled' WHERE state = 'applied' AND ack <= ?`, acks); err != nil {
		return err
	}
	return c.rebuildAll(touched)
}

func (c *change) rebuildAll(touched []touch) error {
	for _, t := range touched {
		if err := c.rebuild(t); err != nil {
			return err
		}
	}
	return nil
}
