package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"io"
)

// Hold takes a file for this process alone until it is closed or the process
// ends in any way; store.ErrBusy when another has it. It is SQLite's own lock, so
// that it works wherever the database does.
func Hold(ctx context.Context, file string) (io.Closer, error) {
	db, err := sql.Open("sqlite3", source(file, "_busy_timeout", "0"))
	if err != nil {
		return nil, err
	}
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, errors.Join(named(err), db.Close())
	}
	for _, statement := range []string{"PRAGMA locking_mode = EXCLUSIVE", "BEGIN EXCLUSIVE"} {
		if _, err := conn.ExecContext(ctx, statement); err != nil {
			return nil, errors.Join(named(err), conn.Close(), db.Close())
		}
	}
	return held{conn, db}, nil
}

type held struct {
	conn *sql.Conn
	db   *sql.DB
}

// Close gives the file free.
func (h held) Close() error { return errors.Join(h.conn.Close(), h.db.Close()) }
