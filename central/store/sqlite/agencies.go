package sqlite

import (
	"database/sql"

	"github.com/vanthu/vanthu/office"
)

const agencyColumns = `code, name, parent`

func scanAgency(row scanner) (a office.Agency, err error) {
	var parent sql.NullString
	err = row.Scan(&a.Code, &a.Name, &parent)
	a.Parent = office.AgencyCode(parent.String)
	return a, named(err)
}

// Agency reads one.
func (v view) Agency(code office.AgencyCode) (office.Agency, error) {
	return scanAgency(v.db.QueryRowContext(v.ctx, `SELECT `+agencyColumns+` FROM agency WHERE code = ?`, code))
}

// Agencies reads all.
func (v view) Agencies() ([]office.Agency, error) {
	return list(v, scanAgency, `SELECT `+agencyColumns+` FROM agency ORDER BY code`)
}

// AddAgency adds one.
func (t tx) AddAgency(a office.Agency) error {
	parent := sql.NullString{String: string(a.Parent), Valid: a.Parent != ""}
	return t.exec(`INSERT INTO agency (`+agencyColumns+`) VALUES (?, ?, ?)`, a.Code, a.Name, parent)
}
