package sqlite

import (
	"database/sql"
	"time"

	"github.com/vanthu/vanthu/central/store"
	"github.com/vanthu/vanthu/office"
)

const deviceColumns = `id, user, name, token, created_at, revoked_at, last_seq`

func scanDevice(row scanner) (d store.Device, err error) {
	var token []byte
	var created int64
	var revoked sql.NullInt64
	err = row.Scan(&d.ID, &d.User, &d.Name, &token, &created, &revoked, &d.LastSeq)
	copy(d.Token[:], token)
	d.CreatedAt = fromMicros(created)
	if revoked.Valid {
		at := fromMicros(revoked.Int64)
		d.RevokedAt = &at
	}
	return d, named(err)
}

// Device reads one.
func (v view) Device(id office.DeviceID) (store.Device, error) {
	return scanDevice(v.db.QueryRowContext(v.ctx, `SELECT `+deviceColumns+` FROM device WHERE id = ?`, id))
}

// DeviceByToken reads the one a token was given to.
func (v view) DeviceByToken(token store.TokenHash) (store.Device, error) {
	return scanDevice(v.db.QueryRowContext(v.ctx, `SELECT `+deviceColumns+` FROM device WHERE token = ?`, token[:]))
}

// Devices lists a user's, or all.
func (v view) Devices(user string) ([]store.Device, error) {
	return list(v, scanDevice,
		`SELECT `+deviceColumns+` FROM device WHERE ?1 = '' OR user = ?1 ORDER BY created_at DESC, id DESC`, user)
}

// AddDevice adds one.
func (t tx) AddDevice(d store.Device) error {
	return t.exec(`INSERT INTO device (id, user, name, token, created_at) VALUES (?, ?, ?, ?, ?)`,
		d.ID, d.User, d.Name, d.Token[:], micros(d.CreatedAt))
}

// RevokeDevice ends one.
func (t tx) RevokeDevice(id office.DeviceID, at time.Time) error {
	return t.changed(`UPDATE device SET revoked_at = coalesce(revoked_at, ?) WHERE id = ?`, micros(at), id)
}

// RevokeDevicesOf ends all of a user's.
func (t tx) RevokeDevicesOf(user string, at time.Time) error {
	return t.exec(`UPDATE device SET revoked_at = coalesce(revoked_at, ?) WHERE user = ?`, micros(at), user)
}
