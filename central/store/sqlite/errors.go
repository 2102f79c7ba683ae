package sqlite

import (
	"database/sql"
	"errors"

	"github.com/mattn/go-sqlite3"

	"github.com/vanthu/vanthu/central/store"
	"github.com/vanthu/vanthu/internal/fault"
)

// named gives the database's errors the codes of central/store.
func named(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return store.ErrAbsent
	}
	var full sqlite3.Error
	if err == nil || !errors.As(err, &full) {
		return err
	}
	switch {
	case full.Code == sqlite3.ErrBusy, full.Code == sqlite3.ErrLocked:
		return fault.New(store.ErrBusy, nil, err)
	case full.Code == sqlite3.ErrCorrupt, full.Code == sqlite3.ErrNotADB:
		return fault.New(store.ErrDamaged, fault.Args{"file": "central.db"}, err)
	case full.ExtendedCode == sqlite3.ErrConstraintUnique, full.ExtendedCode == sqlite3.ErrConstraintPrimaryKey:
		return fault.New(store.ErrTaken, nil, err)
	case full.ExtendedCode == sqlite3.ErrConstraintForeignKey:
		return fault.New(store.ErrAbsent, nil, err)
	}
	return err
}
