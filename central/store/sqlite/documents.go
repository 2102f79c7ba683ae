package sqlite

import (
	"encoding/json"
	"errors"

	"github.com/vanthu/vanthu/central/store"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/internal/fold"
	"github.com/vanthu/vanthu/office"
)

// Document reads one.
func (v view) Document(agency office.AgencyCode, id office.DocumentID) (d store.Document, err error) {
	var body string
	err = v.get([]any{&body, &d.Version, &d.Stamp.Device, &d.Foreign},
		`SELECT body, version, device, foreign_version FROM document WHERE agency = ? AND id = ?`, agency, id)
	if err != nil {
		return d, err
	}
	return d, json.Unmarshal([]byte(body), &d.Document)
}

// CodeHolder finds who has a code.
func (v view) CodeHolder(agency office.AgencyCode, year int, c office.DocumentCode) (id office.DocumentID, err error) {
	return id, v.get([]any{&id}, `
		SELECT id FROM document
		WHERE agency = ? AND year = ? AND number = ? AND suffix = ? AND notation = ? AND number > 0`,
		agency, year, c.Number, c.Suffix, c.Notation)
}

// NumberUsed tells whether the bare number is in use, in any notation.
func (v view) NumberUsed(agency office.AgencyCode, year, number int) (used bool, err error) {
	return used, v.get([]any{&used}, `
		SELECT EXISTS (SELECT 1 FROM document WHERE agency = ? AND year = ? AND number = ? AND number > 0 AND suffix = '')`,
		agency, year, number)
}

// PutDocument adds or replaces one.
func (t tx) PutDocument(d office.Document, by office.DeviceID) (int64, error) {
	stamp, err := t.restamp(documentTable, d.Agency, string(d.ID), by)
	if err != nil {
		return 0, err
	}
	body, err := json.Marshal(d)
	if err != nil {
		return 0, err
	}
	code := d.Info.Code
	err = t.exec(`
		INSERT INTO document (agency, id, version, device, foreign_version, stage, year, number, suffix, notation,
			created_at, folded, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (agency, id) DO UPDATE SET version = excluded.version, device = excluded.device,
			foreign_version = excluded.foreign_version, stage = excluded.stage, year = excluded.year,
			number = excluded.number, suffix = excluded.suffix, notation = excluded.notation,
			folded = excluded.folded, body = excluded.body`,
		d.Agency, d.ID, stamp.Version, stamp.Device, stamp.Foreign, d.Stage, d.Info.Date.Year, code.Number, code.Suffix,
		code.Notation, micros(d.CreatedAt), folded(d.Info, ""), string(body))
	if errors.Is(err, store.ErrTaken) {
		return 0, fault.New(store.ErrTaken, fault.Args{"value": code.String()}, err)
	}
	return stamp.Version, err
}

// folded is what a search looks through.
func folded(i office.Info, sender string) string {
	return fold.Text(i.Code.String() + " " + i.Subject + " " + i.IssuerName + " " + string(i.Issuer) + " " + sender)
}
