package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"io/fs"

	"github.com/pressly/goose/v3"

	"github.com/vanthu/vanthu/central/store"
	"github.com/vanthu/vanthu/internal/fault"
)

//go:embed schema/*.sql
var schema embed.FS

// migrate brings the database to the program's schema, or refuses one that is
// ahead of it: an older program would lose what it does not know.
func migrate(ctx context.Context, db *sql.DB) error {
	folder, err := fs.Sub(schema, "schema")
	if err != nil {
		return err
	}
	steps, err := goose.NewProvider(goose.DialectSQLite3, db, folder)
	if err != nil {
		return err
	}
	have, want, err := steps.GetVersions(ctx)
	if err != nil {
		return err
	}
	if have > want {
		return fault.New(store.ErrNewer, fault.Args{"have": have, "want": want}, nil)
	}
	_, failed := steps.Up(ctx)
	if failed == nil {
		return nil
	}
	// Another process, started at the same moment, may just have done it.
	if have, err := steps.GetDBVersion(ctx); err == nil && have == want {
		return nil
	}
	return failed
}
