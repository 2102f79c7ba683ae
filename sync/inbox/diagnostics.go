package inbox

import (
	"context"
	"database/sql"
	"time"

	"github.com/vanthu/vanthu/internal/fault"
)

// Diagnostic is one thing that went otherwise than it should.
type Diagnostic struct {
	At     time.Time
	Code   fault.Code
	Detail string // for the help desk, not translated
}

const maxDiagnostics = 1000

// Diagnose keeps an error for the help desk.
func (s *Store) Diagnose(ctx context.Context, cause error) error {
	return s.write(ctx, func(c *change) error { return c.diagnose(cause) })
}

func (c *change) diagnose(cause error) error {
	code, _, _ := fault.Of(cause)
	err := c.exec(`INSERT INTO diagnostics (at, code, detail) VALUES (?, ?, ?)`, c.now.UnixNano(), code, cause.Error())
	if err != nil {
		return err
	}
	return c.exec(`DELETE FROM diagnostics WHERE row <= (SELECT max(row) FROM diagnostics) - ?`, maxDiagnostics)
}

// Diagnostics lists what was kept, newest first.
func (s *Store) Diagnostics(ctx context.Context) (all []Diagnostic, err error) {
	err = s.read(ctx, func(v view) error {
		all, err = list(v, scanDiagnostic, `SELECT at, code, detail FROM diagnostics ORDER BY row DESC`)
		return err
	})
	return all, err
}

func scanDiagnostic(row *sql.Rows) (d Diagnostic, err error) {
	var at int64
	if err := row.Scan(&at, &d.Code, &d.Detail); err != nil {
		return d, err
	}
	d.At = time.Unix(0, at)
	return d, nil
}
