package feed

import (
	"sync"

	"github.com/vanthu/vanthu/office"
)

// Bell wakes those who wait for an agency's next change. Missing a ring costs
// time, never data: who wakes looks at the store. The zero value is ready; safe
// for many goroutines.
type Bell struct {
	mu      sync.Mutex
	waiting map[office.AgencyCode]chan struct{}
	stopped bool
}

// Stop sends everyone home: nobody waits from now on. The server shuts down.
func (b *Bell) Stop() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.stopped = true
	for agency, ring := range b.waiting {
		close(ring)
		delete(b.waiting, agency)
	}
}

// Stopped tells whether waiting is over for good.
func (b *Bell) Stopped() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.stopped
}

// Next gives a channel that closes at the agency's next change. Take it before
// looking at the store, so that a change between the two is not slept through.
func (b *Bell) Next(agency office.AgencyCode) <-chan struct{} {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.waiting == nil {
		b.waiting = map[office.AgencyCode]chan struct{}{}
	}
	ring, ok := b.waiting[agency]
	if !ok {
		ring = make(chan struct{})
		if b.stopped {
			close(ring)
			return ring
		}
		b.waiting[agency] = ring
	}
	return ring
}

// Ring says that records of the agencies have changed, after the commit.
func (b *Bell) Ring(agencies ...office.AgencyCode) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, agency := range agencies {
		if ring, ok := b.waiting[agency]; ok {
			close(ring)
			delete(b.waiting, agency)
		}
	}
}
