package token

import (
	"context"
	"errors"
	"time"

	"github.com/vanthu/vanthu/signing/token/apart"
	"github.com/vanthu/vanthu/signing/token/cryptoki"
)

// call makes calls within a turn, in a process that is started if there is none,
// and notices when they cost the process.
func (m *Module) call(ctx context.Context, calls func(context.Context, cryptoki.Library) error) error {
	if m.resting != nil {
		return m.resting
	}
	if err := m.start(); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, m.longest())
	defer cancel()
	err := calls(ctx, m.process)
	switch {
	case m.process.Ended():
		return m.lose(m.explain(err, ""))
	case err == nil:
		m.failures = 0
	}
	return err
}

// look makes calls of which a driver might want very many, and none that uses a
// key, within a time of their own.
func (m *Module) look(calls func(context.Context, cryptoki.Library) error) func(context.Context, cryptoki.Library) error {
	return func(ctx context.Context, d cryptoki.Library) error {
		ctx, cancel := context.WithTimeout(ctx, m.limits.Look)
		defer cancel()
		return calls(ctx, d)
	}
}

// longest bounds one turn as a whole, in which a driver may be asked for much
// and answer each time just within the limit.
func (m *Module) longest() time.Duration { return m.limits.Key + m.limits.Person }

func (m *Module) start() error {
	if m.process != nil {
		return nil
	}
	process, err := apart.Start(m.resolved, m.driver.reserved(), m.limits)
	switch {
	case errors.Is(err, cryptoki.ErrUnsupported):
		return ErrUnsupported
	case err != nil:
		return m.lose(m.unusable(err))
	}
	m.process, m.life = process, m.life+1
	return nil
}

// unusable explains why a driver did not start.
func (m *Module) unusable(err error) error {
	if explained := m.explain(err, ""); errors.Is(explained, ErrDriverHung) || errors.Is(explained, ErrDriverCrashed) {
		return explained
	}
	return unusable(m.driver.String(), describe(err), err)
}

// lose ends the process, and with it the logins of its sessions. After a second
// time in a row the driver rests, and answers everybody with the same error.
func (m *Module) lose(err error) error {
	if m.process != nil {
		m.process.End()
	}
	m.process = nil
	clear(m.loggedIn)
	m.failures++
	if m.failures > 1 && (errors.Is(err, ErrDriverHung) || errors.Is(err, ErrDriverCrashed) || errors.Is(err, ErrModuleUnusable)) {
		m.resting = err
		time.AfterFunc(m.rest, m.wake)
	}
	return err
}

func (m *Module) wake() {
	<-m.turn
	m.resting = nil
	m.turn <- struct{}{}
}
