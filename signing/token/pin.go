package token

import (
	"fmt"
	"log/slog"
	"sync"
)

// PIN holds a PIN until it is wiped. It never prints, formats, logs or marshals
// as anything but "PIN". Safe for use by several goroutines.
type PIN struct {
	mu    sync.Mutex
	bytes []byte
}

// NewPIN takes the bytes over: Wipe writes zeros into the caller's own slice, so
// no second copy is made.
func NewPIN(pin []byte) *PIN { return &PIN{bytes: pin} }

// Wipe overwrites the PIN; the holder is empty after it. Wiping twice, or a nil
// PIN, is allowed.
func (p *PIN) Wipe() {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	clear(p.bytes)
	p.bytes = nil
}

// use lends the bytes to one call; they are nil when there are none or they
// were wiped.
func (p *PIN) use(call func(pin []byte) error) error {
	if p == nil {
		return call(nil)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	return call(p.bytes)
}

// length is the number of bytes held.
func (p *PIN) length() (n int) {
	_ = p.use(func(pin []byte) error { n = len(pin); return nil })
	return n
}

// String hides the PIN.
func (p *PIN) String() string { return "PIN" }

// Format hides the PIN from every verb of fmt.
func (p *PIN) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte("PIN")) }

// LogValue hides the PIN from log/slog.
func (p *PIN) LogValue() slog.Value { return slog.StringValue("PIN") }

// MarshalText hides the PIN from encoders.
func (p *PIN) MarshalText() ([]byte, error) { return []byte("PIN"), nil }
