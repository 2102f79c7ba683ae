package sqlite

import (
	"context"
	"database/sql"
	"time"

	"github.com/vanthu/vanthu/central/store"
)

// view is store.View on a read transaction.
type view struct {
	ctx context.Context
	db  *sql.Tx
}

// tx is store.Tx on the writing connection.
type tx struct {
	view
}

// Read runs work on one state; writers go on meanwhile.
func (s *Store) Read(ctx context.Context, work func(store.View) error) error {
	t, err := s.reader.BeginTx(ctx, nil)
	if err != nil {
		return named(err)
	}
	defer func() { _ = t.Rollback() }()
	return work(view{ctx, t})
}

// Write runs work in a transaction; one at a time, in no promised order.
func (s *Store) Write(ctx context.Context, work func(store.Tx) error) error {
	t, err := s.writer.BeginTx(ctx, nil)
	if err != nil {
		return named(err)
	}
	defer func() { _ = t.Rollback() }()
	if err := work(tx{view{ctx, t}}); err != nil {
		return err
	}
	return named(t.Commit())
}

// Savepoint undoes what a failed work wrote.
func (t tx) Savepoint(work func() error) error {
	if err := t.exec("SAVEPOINT nested"); err != nil {
		return err
	}
	if failed := work(); failed != nil {
		if err := t.exec("ROLLBACK TO nested"); err != nil {
			return err
		}
		if err := t.exec("RELEASE nested"); err != nil {
			return err
		}
		return failed
	}
	return t.exec("RELEASE nested")
}

func (t tx) exec(query string, args ...any) error {
	_, err := t.db.ExecContext(t.ctx, query, args...)
	return named(err)
}

// changed runs a statement that must hit a row.
func (t tx) changed(query string, args ...any) error {
	result, err := t.db.ExecContext(t.ctx, query, args...)
	if err != nil {
		return named(err)
	}
	if n, err := result.RowsAffected(); err != nil || n > 0 {
		return named(err)
	}
	return store.ErrAbsent
}

// get reads one row into targets; store.ErrAbsent for none.
func (v view) get(targets []any, query string, args ...any) error {
	return named(v.db.QueryRowContext(v.ctx, query, args...).Scan(targets...))
}

// scanner is a row that can be read.
type scanner interface{ Scan(...any) error }

// list reads every row with scan.
func list[T any](v view, scan func(scanner) (T, error), query string, args ...any) ([]T, error) {
	rows, err := v.db.QueryContext(v.ctx, query, args...)
	if err != nil {
		return nil, named(err)
	}
	defer rows.Close()
	all := []T{}
	for rows.Next() {
		one, err := scan(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, named(rows.Err())
}

func micros(t time.Time) int64 { return t.UnixMicro() }

func fromMicros(n int64) time.Time { return time.UnixMicro(n).UTC() }
