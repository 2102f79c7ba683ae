package workplace

import (
	"encoding/binary"
	"errors"
	"path/filepath"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/internal/lockfile"
	"github.com/vanthu/vanthu/sync/engine"
	"github.com/vanthu/vanthu/sync/inbox"
	"github.com/vanthu/vanthu/sync/remote"
)

// Engine fits a sync engine to this machine's account; inbox.ErrNoSession
// before Connect has succeeded. end closes its connections.
func (w *Workplace) Engine(tell func(engine.Event)) (e *engine.Engine, end func(), err error) {
	account, err := inbox.ReadAccount(w.Home)
	if err != nil {
		return nil, nil, err
	}
	client, err := remote.New(remote.Config{
		URL: account.URL, CAFile: account.CAFile, Proxy: account.Proxy, Token: account.Token, UserAgent: userAgent,
	})
	if err != nil {
		return nil, nil, err
	}
	e = engine.New(newRaiser(w).into(engine.Config{
		Local: w.Store, Server: client, Clock: w.Clock, Random: w.fraction, Tell: tell, Alone: w.syncAlone,
	}))
	return e, client.Close, nil
}

// ErrSyncing: another program of this machine syncs the home just now.
var ErrSyncing = fault.Define("workplace.syncing")

// syncAlone keeps two programs from syncing one home at once: they would send and
// fetch the same things.
func (w *Workplace) syncAlone() (end func(), err error) {
	end, err = lockfile.Hold(filepath.Join(w.Home, "sync.lock"))
	switch {
	case errors.Is(err, lockfile.ErrHeld):
		return nil, fault.New(ErrSyncing, nil, err)
	case err != nil:
		return nil, fault.New(inbox.ErrHome, fault.Args{"dir": w.Home}, err)
	}
	return end, nil
}

// fraction is a random number in [0,1), to spread what many machines do at once.
func (w *Workplace) fraction() float64 {
	var b [8]byte
	if _, err := w.Random.Read(b[:]); err != nil {
		return 0.5
	}
	return float64(binary.BigEndian.Uint64(b[:])>>11) / (1 << 53)
}
