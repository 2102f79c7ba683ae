package sqlite

import (
	"errors"

	"github.com/vanthu/vanthu/central/store"
	"github.com/vanthu/vanthu/office"
)

// Missing lists what the agency does not hold.
func (v view) Missing(agency office.AgencyCode, hashes []string) ([]string, error) {
	missing := []string{}
	for _, hash := range hashes {
		var one int
		err := v.get([]any{&one}, `SELECT 1 FROM blob_holder WHERE agency = ? AND sha256 = ?`, agency, hash)
		switch {
		case errors.Is(err, store.ErrAbsent):
			missing = append(missing, hash)
		case err != nil:
			return nil, err
		}
	}
	return missing, nil
}

// MayRead tells whether a record of the agency names the file.
func (v view) MayRead(agency office.AgencyCode, hash string) (may bool, err error) {
	return may, v.get([]any{&may},
		`SELECT EXISTS (SELECT 1 FROM blob_holder WHERE agency = ? AND sha256 = ? AND named = 1)`, agency, hash)
}

// Held tells whether any agency has the file.
func (v view) Held(hash string) (held bool, err error) {
	return held, v.get([]any{&held}, `SELECT EXISTS (SELECT 1 FROM blob_holder WHERE sha256 = ?)`, hash)
}

// ForgetBlobs drops uploads that no record names.
func (t tx) ForgetBlobs(agency office.AgencyCode, hashes []string) error {
	for _, hash := range hashes {
		if err := t.exec(`DELETE FROM blob_holder WHERE agency = ? AND sha256 = ? AND named = 0`, agency, hash); err != nil {
			return err
		}
	}
	return nil
}

// AddBlob notes an upload.
func (t tx) AddBlob(agency office.AgencyCode, hash string, size int64) error {
	return t.exec(`INSERT INTO blob_holder (agency, sha256, size, named) VALUES (?, ?, ?, 0) ON CONFLICT DO NOTHING`,
		agency, hash, size)
}

// NameBlobs notes that a record names files.
func (t tx) NameBlobs(agency office.AgencyCode, files []office.File) error {
	for _, f := range files {
		if err := t.exec(`
			INSERT INTO blob_holder (agency, sha256, size, named) VALUES (?, ?, ?, 1)
			ON CONFLICT DO UPDATE SET named = 1 WHERE named = 0`, agency, f.SHA256, f.Size); err != nil {
			return err
		}
	}
	return nil
}
