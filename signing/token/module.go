package token

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/token/apart"
	"github.com/vanthu/vanthu/signing/token/cryptoki"
)

// Module is a driver, in a child process of its own that is started when it is
// first needed, and again after it hung or crashed.
type Module struct {
	driver   Driver
	resolved string // the library's file, links followed
	limits   apart.Limits
	rest     time.Duration
	turn     chan struct{} // holds one value: calls into the library come one at a time

	// Guarded by turn.
	process  *apart.Process           // nil until it is needed
	life     int                      // counts the processes: a session belongs to one
	failures int                      // processes lost since a call went well
	resting  error                    // what the driver does while it is left alone
	loggedIn map[cryptoki.SlotID]bool // slots where a Session of ours is logged in
}

// restAfter is how long a driver is left alone that failed twice in a row: one
// that always hangs must not cost its time limit at every look for tokens.
const restAfter = 30 * time.Second

// opened are the drivers in use, by resolved path and parameters: most of them
// allow one login on a token a process.
var (
	openedMu sync.Mutex
	opened   = map[[2]string]*Module{}
)

// Open loads a driver, or gives the one that the same file with the same
// parameters gave before. The file is inspected first, so that no foreign file is
// loaded by mistake. Errors: ErrModuleMissing, ErrModuleUnusable, ErrUnsupported,
// ErrDriverHung, ErrDriverCrashed. A driver that failed may be tried again.
func Open(driver Driver) (*Module, error) {
	resolved, err := Inspect(driver.Path)
	if err != nil {
		return nil, err
	}
	m := moduleOf(driver, resolved)
	err = m.with(context.Background(), func(context.Context, cryptoki.Library) error { return nil })
	if err != nil {
		return nil, err
	}
	return m, nil
}

func moduleOf(driver Driver, resolved string) *Module {
	openedMu.Lock()
	defer openedMu.Unlock()
	name := [2]string{resolved, driver.Parameters}
	if opened[name] == nil {
		opened[name] = newModule(driver, resolved)
	}
	return opened[name]
}

func newModule(driver Driver, resolved string) *Module {
	m := &Module{
		driver: driver, resolved: resolved, limits: apart.Patient, rest: restAfter,
		turn: make(chan struct{}, 1), loggedIn: map[cryptoki.SlotID]bool{},
	}
	m.turn <- struct{}{}
	return m
}

// Driver is what was opened, as it was first named.
func (m *Module) Driver() Driver { return m.driver }

// with makes calls into the library while nobody else does. A context that ends
// before its turn comes is ErrUserCancelled, or ErrBusy at its deadline; once
// begun, calls are not broken off by the caller, for that would cost the other
// sessions of this driver: calls get a context that only the limits end.
func (m *Module) with(ctx context.Context, calls func(context.Context, cryptoki.Library) error) error {
	if ctx.Err() != nil {
		return m.gaveUp(ctx)
	}
	select {
	case <-m.turn:
		defer func() { m.turn <- struct{}{} }()
		return m.call(context.WithoutCancel(ctx), calls)
	case <-ctx.Done():
		return m.gaveUp(ctx)
	}
}

func (m *Module) gaveUp(ctx context.Context) error {
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return fault.New(ErrBusy, fault.Args{"path": m.driver.String()}, ctx.Err())
	}
	return fault.New(ErrUserCancelled, fault.Args{"path": m.driver.String()}, ctx.Err())
}

// explain gives a driver's error its code; label names the token, if one is
// concerned.
func (m *Module) explain(err error, label string) error {
	if err == nil {
		return nil
	}
	return explain(err, fault.Args{"path": m.driver.String(), "label": label, "reason": err.Error()})
}
