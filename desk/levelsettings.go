package desk

import "context"

// Levels are how far signatures made on this machine rise (EN 319 142-1), and whom
// it asks for that.
type Levels interface {
	Levels(ctx context.Context) (LevelSettings, error)
	SetLevels(ctx context.Context, to LevelSettings) error
}

// LevelSettings are what a person may set.
type LevelSettings struct {
	Level        string // B, T, LT or LTA
	Server       string // of time stamps
	User         string // its own login, where it wants one
	PasswordFile string
	Proxy        string
}
