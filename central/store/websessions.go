package store

import "time"

// WebSession is a user signed in with a browser.
type WebSession struct {
	Token     TokenHash
	User      string
	CreatedAt time.Time
	ExpiresAt time.Time
}

// WebSessionView reads sessions, expired ones too.
type WebSessionView interface {
	WebSession(TokenHash) (WebSession, error) // ErrAbsent
}

// WebSessionTx changes them.
type WebSessionTx interface {
	AddWebSession(WebSession) error
	EndWebSession(TokenHash) error // nothing to end is no error
	EndWebSessionsOf(user string) error
	SweepWebSessions(before time.Time) error // drops those expired before
}
