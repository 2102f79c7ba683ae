// Package clock is where the time comes from: nobody below cmd/ calls time.Now.
package clock

import "time"

// Clock tells the time. Implementations are safe for use by many goroutines.
type Clock interface {
	Now() time.Time
}

// System is the machine's own clock.
type System struct{}

// Now is the machine's time.
func (System) Now() time.Time { return time.Now() }

// Func makes a clock of a function, for tests.
type Func func() time.Time

// Now calls the function.
func (f Func) Now() time.Time { return f() }

// At is a clock that stands still, for tests.
func At(t time.Time) Clock { return Func(func() time.Time { return t }) }
