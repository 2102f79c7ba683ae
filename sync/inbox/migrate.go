package inbox

import (
	"context"
	"database/sql"
	"embed"
	"io/fs"

	"github.com/pressly/goose/v3"

	"github.com/vanthu/vanthu/internal/fault"
)

//go:embed schema/*.sql
var schema embed.FS

// migrate brings the database to the program's schema, or refuses one that is
// ahead of it: an older program would drop what it does not know.
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
		return named(err)
	}
	if have > want {
		return fault.New(ErrNewer, fault.Args{"have": have, "want": want}, nil)
	}
	if _, err := steps.Up(ctx); err != nil {
		return finishedElsewhere(ctx, steps, want, err)
	}
	return nil
}

// finishedElsewhere forgives a step that failed because another process, opened
// at the same moment, has just made it.
func finishedElsewhere(ctx context.Context, steps *goose.Provider, want int64, cause error) error {
	have, err := steps.GetDBVersion(ctx)
	if err == nil && have == want {
		return nil
	}
	return named(cause)
}
