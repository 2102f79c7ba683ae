package accounts

import (
	"sync"
	"time"

	"github.com/vanthu/vanthu/internal/clock"
)

// Limits of failed sign-ins within window.
const (
	window        = 15 * time.Minute
	perUser       = 5  // of one user from one address
	perAddress    = 50 // of any users from one address: a whole office may share one
	mostRemember  = 100_000
	everyoneElses = "" // the key of an address without a user
)

// throttle counts failed sign-ins. It lives in memory: a restart forgives.
type throttle struct {
	clock clock.Clock
	mu    sync.Mutex
	seen  map[attempt]failures
}

type attempt struct{ user, address string }

type failures struct {
	count int
	since time.Time
}

// allow tells whether another try is permitted now.
func (t *throttle) allow(user, address string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.count(attempt{user, address}) < perUser && t.count(attempt{everyoneElses, address}) < perAddress
}

// failed counts a failure.
func (t *throttle) failed(user, address string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.seen == nil || len(t.seen) > mostRemember {
		t.seen = map[attempt]failures{}
	}
	now := t.clock.Now()
	for _, key := range []attempt{{user, address}, {everyoneElses, address}} {
		f := failures{count: t.count(key) + 1, since: now}
		if old, ok := t.seen[key]; ok && f.count > 1 {
			f.since = old.since
		}
		t.seen[key] = f
	}
}

// succeeded forgets the user's failures from the address.
func (t *throttle) succeeded(user, address string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.seen, attempt{user, address})
}

// count gives the failures of the running window.
func (t *throttle) count(key attempt) int {
	f, ok := t.seen[key]
	if !ok || t.clock.Now().Sub(f.since) >= window {
		return 0
	}
	return f.count
}
