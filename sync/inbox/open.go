package inbox

import (
	"context"
	"database/sql"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	_ "github.com/mattn/go-sqlite3" // the driver "sqlite3"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/office"
)

const (
	databaseName = "vanthu.db"
	blobFolder   = "blobs"
	readers      = 4
)

// Store is an open home. Close it when done.
type Store struct {
	dir    string
	ids    office.IDSource
	writer *sql.DB // one connection: SQLite has one writer anyway
	reader *sql.DB
}

// Open opens the home in dir and makes it when there is none. It answers
// ErrDamaged when the database fails its check (restore a backup), ErrNewer when
// a later version of the program has used it, ErrHome when the folder cannot be
// used. ids gives ids and the time.
func Open(ctx context.Context, dir string, ids office.IDSource) (*Store, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, fault.New(ErrHome, fault.Args{"dir": dir}, err)
	}
	if err := os.MkdirAll(filepath.Join(dir, blobFolder), 0o700); err != nil {
		return nil, fault.New(ErrHome, fault.Args{"dir": dir}, err)
	}
	s := &Store{dir: dir, ids: ids}
	if err := s.connect(ctx); err != nil {
		_ = s.Close()
		return nil, err
	}
	return s, nil
}

func (s *Store) connect(ctx context.Context) (err error) {
	file := filepath.Join(s.dir, databaseName)
	if s.writer, err = sql.Open("sqlite3", source(file, "_txlock=immediate")); err != nil {
		return err
	}
	s.writer.SetMaxOpenConns(1)
	if s.reader, err = sql.Open("sqlite3", source(file, "_query_only=1")); err != nil {
		return err
	}
	s.reader.SetMaxOpenConns(readers)
	s.reader.SetMaxIdleConns(readers)
	if err := check(ctx, s.writer, file); err != nil {
		return err
	}
	if err := migrate(ctx, s.writer); err != nil {
		return checkFailed(file, err)
	}
	return s.sweep(ctx)
}

// source is the data source name of a database file; the path is escaped, for
// folders with blanks, "?" or "%" in their names.
func source(file, more string) string {
	path := filepath.ToSlash(file)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // C:/… on Windows
	}
	return "file://" + (&url.URL{Path: path}).EscapedPath() +
		"?_journal_mode=WAL&_synchronous=FULL&_foreign_keys=1&_busy_timeout=10000&_stmt_cache_size=64&" + more
}

// check runs SQLite's quick check: pages, order and counts, but not whether
// each index agrees with its table.
func check(ctx context.Context, db *sql.DB, file string) error {
	var answer string
	if err := db.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&answer); err != nil {
		return checkFailed(file, named(err))
	}
	if answer != "ok" {
		return fault.New(ErrDamaged, fault.Args{"file": file, "detail": answer}, nil)
	}
	return nil
}

// checkFailed names the file or folder where the driver could only say what is
// wrong with it.
func checkFailed(file string, err error) error {
	switch code, _, _ := fault.Of(err); code {
	case ErrDamaged:
		return fault.New(ErrDamaged, fault.Args{"file": file}, err)
	case ErrHome:
		return fault.New(ErrHome, fault.Args{"dir": filepath.Dir(file)}, err)
	}
	return err
}

// named is an error of the database with its code and the place it happened at.
func (s *Store) named(err error) error {
	return checkFailed(filepath.Join(s.dir, databaseName), named(err))
}

// Close ends the store's connections; a second Close does nothing.
func (s *Store) Close() error {
	var first error
	for _, db := range []*sql.DB{s.reader, s.writer} {
		if db == nil {
			continue
		}
		if err := db.Close(); err != nil && first == nil {
			first = err
		}
	}
	return first
}

// Dir is the home's folder.
func (s *Store) Dir() string { return s.dir }
