package inbox

import (
	"context"
	"database/sql"
	"time"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/office"
)

// Agencies lists the directory of agencies by code.
func (s *Store) Agencies(ctx context.Context) (all []office.Agency, err error) {
	err = s.read(ctx, func(v view) error {
		all, err = list(v, scanAgency, `SELECT code, name, parent FROM agencies ORDER BY code`)
		return err
	})
	return all, err
}

func scanAgency(row *sql.Rows) (a office.Agency, err error) {
	err = row.Scan(&a.Code, &a.Name, &a.Parent)
	return a, err
}

// AgenciesAt is when the directory was last read from the server; zero for never.
func (s *Store) AgenciesAt(ctx context.Context) (at time.Time, err error) {
	err = s.read(ctx, func(v view) error {
		var ns int64
		if err := v.db.QueryRowContext(ctx, `SELECT agencies_at FROM home`).Scan(&ns); err != nil || ns == 0 {
			return err
		}
		at = time.Unix(0, ns)
		return nil
	})
	return at, err
}

// PutAgencies replaces the directory.
func (s *Store) PutAgencies(ctx context.Context, all []office.Agency) error {
	return s.write(ctx, func(c *change) error {
		if err := c.exec(`DELETE FROM agencies`); err != nil {
			return err
		}
		for _, a := range all {
			err := c.exec(`INSERT OR REPLACE INTO agencies (code, name, parent) VALUES (?, ?, ?)`, a.Code, a.Name, a.Parent)
			if err != nil {
				return err
			}
		}
		return c.exec(`UPDATE home SET agencies_at = ?`, c.now.UnixNano())
	})
}

// knownAgencies refuses a recipient that the directory does not list. A home
// that has never seen the directory leaves the answer to the server.
func (v view) knownAgencies(codes []office.AgencyCode) error {
	var size int
	if err := v.db.QueryRowContext(v.ctx, `SELECT count(*) FROM agencies`).Scan(&size); err != nil || size == 0 {
		return err
	}
	for _, code := range codes {
		name, err := v.agencyName(code)
		if err != nil {
			return err
		}
		if name == "" {
			return fault.New(office.ErrAgencyUnknown, fault.Args{"value": string(code)}, nil)
		}
	}
	return nil
}
