package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"io"
	"net/url"
	"runtime"

	_ "github.com/mattn/go-sqlite3" // the driver "sqlite3"

	"github.com/vanthu/vanthu/central/store"
	"github.com/vanthu/vanthu/internal/fault"
)

// Store is an open database.
type Store struct {
	writer *sql.DB // one connection: SQLite has one writer anyway
	reader *sql.DB
}

var _ store.Store = (*Store)(nil)

// busyMilliseconds is how long a process waits for another one's transaction.
const busyMilliseconds = "10000"

// Open opens the database in file, makes it when there is none and brings it to
// this program's schema. random gives a new database its identity. It answers
// store.ErrNewer for the database of a later program, store.ErrDamaged for a
// file that fails its check.
func Open(ctx context.Context, file string, random io.Reader) (*Store, error) {
	s := &Store{}
	if err := s.connect(ctx, file, random); err != nil {
		return nil, errors.Join(named(err), s.Close())
	}
	return s, nil
}

func (s *Store) connect(ctx context.Context, file string, random io.Reader) (err error) {
	if s.writer, err = sql.Open("sqlite3", source(file, "_txlock", "immediate")); err != nil {
		return err
	}
	s.writer.SetMaxOpenConns(1)
	if err := check(ctx, s.writer, file); err != nil {
		return err
	}
	if err := migrate(ctx, s.writer); err != nil {
		return err
	}
	if err := s.identify(ctx, random); err != nil {
		return err
	}
	if s.reader, err = sql.Open("sqlite3", source(file, "_query_only", "1")); err != nil {
		return err
	}
	s.reader.SetMaxOpenConns(4 * runtime.GOMAXPROCS(0))
	s.reader.SetMaxIdleConns(4 * runtime.GOMAXPROCS(0))
	return s.reader.PingContext(ctx)
}

func source(file, key, value string) string {
	options := url.Values{
		"_journal_mode": {"WAL"}, "_synchronous": {"FULL"}, "_foreign_keys": {"1"},
		"_busy_timeout": {busyMilliseconds}, "_stmt_cache_size": {"64"}, key: {value},
	}
	return (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: file}).EscapedPath(), RawQuery: options.Encode()}).String()
}

// check refuses a file that is damaged or no database at all.
func check(ctx context.Context, db *sql.DB, file string) error {
	var answer string
	if err := db.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&answer); err != nil {
		return named(err)
	}
	if answer != "ok" {
		return fault.New(store.ErrDamaged, fault.Args{"file": file}, errors.New(answer))
	}
	return nil
}

// Close closes the database; running transactions fail.
func (s *Store) Close() error {
	var errs []error
	for _, db := range []*sql.DB{s.reader, s.writer} {
		if db != nil {
			errs = append(errs, db.Close())
		}
	}
	return errors.Join(errs...)
}
