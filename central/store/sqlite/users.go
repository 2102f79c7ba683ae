package sqlite

import "github.com/vanthu/vanthu/central/store"

const userColumns = `name, full_name, agency, role, password, created_at`

func scanUser(row scanner) (u store.User, err error) {
	var created int64
	err = row.Scan(&u.Name, &u.FullName, &u.Agency, &u.Role, &u.Password, &created)
	u.CreatedAt = fromMicros(created)
	return u, named(err)
}

// User reads one.
func (v view) User(name string) (store.User, error) {
	return scanUser(v.db.QueryRowContext(v.ctx, `SELECT `+userColumns+` FROM user WHERE name = ?`, name))
}

// Users reads all.
func (v view) Users() ([]store.User, error) {
	return list(v, scanUser, `SELECT `+userColumns+` FROM user ORDER BY name`)
}

// AddUser adds one.
func (t tx) AddUser(u store.User) error {
	return t.exec(`INSERT INTO user (`+userColumns+`) VALUES (?, ?, ?, ?, ?, ?)`,
		u.Name, u.FullName, u.Agency, u.Role, u.Password, micros(u.CreatedAt))
}

// SetPassword changes the hash.
func (t tx) SetPassword(name, encoded string) error {
	return t.changed(`UPDATE user SET password = ? WHERE name = ?`, encoded, name)
}
