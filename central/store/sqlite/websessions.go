package sqlite

import (
	"time"

	"github.com/vanthu/vanthu/central/store"
)

// WebSession reads one.
func (v view) WebSession(token store.TokenHash) (s store.WebSession, err error) {
	var created, expires int64
	err = v.get([]any{&s.User, &created, &expires},
		`SELECT user, created_at, expires_at FROM web_session WHERE token = ?`, token[:])
	s.Token, s.CreatedAt, s.ExpiresAt = token, fromMicros(created), fromMicros(expires)
	return s, err
}

// AddWebSession adds one.
func (t tx) AddWebSession(s store.WebSession) error {
	return t.exec(`INSERT INTO web_session (token, user, created_at, expires_at) VALUES (?, ?, ?, ?)`,
		s.Token[:], s.User, micros(s.CreatedAt), micros(s.ExpiresAt))
}

// EndWebSession ends one.
func (t tx) EndWebSession(token store.TokenHash) error {
	return t.exec(`DELETE FROM web_session WHERE token = ?`, token[:])
}

// EndWebSessionsOf ends all of a user's.
func (t tx) EndWebSessionsOf(user string) error {
	return t.exec(`DELETE FROM web_session WHERE user = ?`, user)
}

// SweepWebSessions drops those long expired.
func (t tx) SweepWebSessions(before time.Time) error {
	return t.exec(`DELETE FROM web_session WHERE expires_at < ?`, micros(before))
}
