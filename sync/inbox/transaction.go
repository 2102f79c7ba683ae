package inbox

import (
	"context"
	"database/sql"
	"time"
)

// rows is what a view may ask of the database: it has no Exec.
type rows interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// view reads one consistent state. It cannot write: it has no method that does,
// and its connection refuses to (PRAGMA query_only).
type view struct {
	ctx context.Context
	db  rows
}

// change is a write transaction: everything in it happens, or nothing.
type change struct {
	view
	tx  *sql.Tx
	now time.Time
	ids func() string
}

// exec runs a statement of the transaction.
func (c *change) exec(query string, args ...any) error {
	_, err := c.tx.ExecContext(c.ctx, query, args...)
	return err
}

// read runs work on a view.
func (s *Store) read(ctx context.Context, work func(view) error) error {
	tx, err := s.reader.BeginTx(ctx, nil)
	if err != nil {
		return s.named(err)
	}
	defer func() { _ = tx.Rollback() }()
	return s.named(work(view{ctx, tx}))
}

// write runs work in a transaction and commits it unless work fails.
func (s *Store) write(ctx context.Context, work func(*change) error) error {
	tx, err := s.writer.BeginTx(ctx, nil)
	if err != nil {
		return s.named(err)
	}
	defer func() { _ = tx.Rollback() }()
	c := &change{view: view{ctx, tx}, tx: tx, now: s.ids.Clock.Now(), ids: s.ids.New}
	if err := work(c); err != nil {
		return s.named(err)
	}
	return s.named(tx.Commit())
}

// list collects what scan makes of each row.
func list[T any](v view, scan func(*sql.Rows) (T, error), query string, args ...any) ([]T, error) {
	found, err := v.db.QueryContext(v.ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer found.Close()
	var all []T
	for found.Next() {
		one, err := scan(found)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, found.Err()
}
