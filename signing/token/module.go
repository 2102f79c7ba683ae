package token

import (
	"context"
	"errors"
	"sync"

	"github.com/vanthu/vanthu/internal/fault"
)

// Module is an open driver. It stays open as long as the process lives.
type Module struct {
	path   string
	driver driver
	turn   chan struct{} // holds one value: calls into the library come one at a time

	files    *filesLock
	loggedIn map[slotID]bool // slots where a Session of ours is logged in; guarded by turn
}

// opened are the drivers of this process, by resolved path. PKCS#11 allows one
// C_Initialize a process (P11 §5.4), so this is the process's own state.
var (
	openedMu sync.Mutex
	opened   = map[string]*Module{}
)

// Open loads a driver, or gives the one that the same file gave before. The
// file is inspected first, so that no foreign file is loaded by mistake. Errors:
// ErrModuleMissing, ErrModuleUnusable, ErrUnsupported. A driver that failed may
// be tried again.
func Open(path string) (*Module, error) {
	resolved, err := Inspect(path)
	if err != nil {
		return nil, err
	}
	openedMu.Lock()
	defer openedMu.Unlock()
	if m := opened[resolved]; m != nil {
		return m, nil
	}
	files := filesLockFor(resolved)
	var d driver
	err = files.shared(func() (err error) { d, err = load(resolved); return err })
	if errors.Is(err, ErrUnsupported) {
		return nil, err
	}
	if err != nil {
		return nil, unusable(path, err.Error(), err)
	}
	m := newModule(path, d)
	m.files = files
	opened[resolved] = m
	return m, nil
}

func newModule(path string, d driver) *Module {
	m := &Module{path: path, driver: d, turn: make(chan struct{}, 1), loggedIn: map[slotID]bool{}}
	m.turn <- struct{}{}
	return m
}

// Path is the file as it was first opened.
func (m *Module) Path() string { return m.path }

// with makes calls into the library while nobody else does. A context that ends
// before its turn comes is ErrUserCancelled, or ErrBusy at its deadline; once
// begun, calls are not broken off.
func (m *Module) with(ctx context.Context, calls func(driver) error) error {
	if ctx.Err() != nil {
		return m.gaveUp(ctx)
	}
	select {
	case <-m.turn:
		defer func() { m.turn <- struct{}{} }()
		return m.files.shared(func() error { return calls(m.driver) })
	case <-ctx.Done():
		return m.gaveUp(ctx)
	}
}

func (m *Module) gaveUp(ctx context.Context) error {
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return fault.New(ErrBusy, fault.Args{"path": m.path}, ctx.Err())
	}
	return fault.New(ErrUserCancelled, fault.Args{"path": m.path}, ctx.Err())
}

// explain gives a driver's error its code; label names the token, if one is
// concerned.
func (m *Module) explain(err error, label string) error {
	if err == nil {
		return nil
	}
	return explain(err, fault.Args{"path": m.path, "label": label, "reason": err.Error()})
}
