// Package workplace is one person's machine as the programs see it: the local
// inbox, the tokens, the trusted roots and the way to the server, opened and
// fitted together. cmd/vanthu and cmd/vanthuctl both work at it; rules live in
// desk and office, machinery in signing and sync.
package workplace

import (
	"context"
	"io"
	"path/filepath"

	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/internal/clock"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/inbox"
)

// ErrNoHome: the system names no folder for programs' data, and none was chosen.
var ErrNoHome = fault.Define("workplace.no_home")

// HomeDir is the folder of this machine's data: the chosen one, else the usual
// one in the folder that the system has for programs' data.
func HomeDir(chosen string, system func() (string, error)) (string, error) {
	if chosen != "" {
		dir, err := filepath.Abs(chosen) // what is kept there names files of the home
		if err != nil {
			return "", fault.New(ErrNoHome, nil, err)
		}
		return dir, nil
	}
	dir, err := system()
	if err != nil {
		return "", fault.New(ErrNoHome, nil, err)
	}
	return filepath.Join(dir, "vanthu"), nil
}

// Config says where the machine's data is and what it takes from outside.
type Config struct {
	Home   string // folder of the inbox, made when it is not there
	Trust  string // folder of the roots; empty: the home's own
	Clock  clock.Clock
	Random io.Reader
	Reader desk.Reader // of the text on pages; the caller closes it after the workplace
}

// Workplace is open until Close. It may be used by many goroutines.
type Workplace struct {
	Store  *inbox.Store
	Checks *desk.Checks // of kept files, by this machine's roots
	Config
}

// Open opens the home. Errors are those of inbox.Open.
func Open(ctx context.Context, c Config) (*Workplace, error) {
	store, err := inbox.Open(ctx, c.Home, office.IDSource{Clock: c.Clock, Random: c.Random})
	if err != nil {
		return nil, err
	}
	c.sweep()
	w := &Workplace{Store: store, Config: c}
	w.Checks = desk.NewChecks(desk.Ports{Files: deskFiles{store, w}, Verifier: deskVerifier{w}, Reader: c.Reader})
	return w, nil
}

// Close ends the work.
func (w *Workplace) Close() error { return w.Store.Close() }

// TrustDir is where this machine keeps the roots it trusts.
func (c Config) TrustDir() string { return filepath.Join(c.Home, "trust") }
