package workplace

import (
	"context"
	"sync"

	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/sync/engine"
)

// deskSyncer is desk.Syncer: one engine that runs in the background as long as
// the machine has an account, and whoever listens to it.
type deskSyncer struct {
	w *Workplace

	mu        sync.Mutex
	engine    *engine.Engine
	stop      func() // ends the background run
	last      desk.SyncEvent
	listeners map[int]func(desk.SyncEvent)
	next      int
}

// restart begins to sync with the present account, if there is one.
func (d *deskSyncer) restart() {
	d.end()
	ctx, cancel := context.WithCancel(context.Background())
	e, closeConnections, err := d.w.Engine(d.tell)
	if err != nil {
		cancel()
		d.publish(desk.SyncEvent{Phase: desk.SyncFailed, Err: err})
		return
	}
	finished := make(chan struct{})
	d.mu.Lock()
	d.engine = e
	d.stop = func() { cancel(); <-finished; closeConnections() }
	d.mu.Unlock()
	go func() {
		defer close(finished)
		_ = e.Run(ctx) // its end is told by a Failed event, or was asked for
	}()
}

// end stops the background run and waits for it.
func (d *deskSyncer) end() {
	d.mu.Lock()
	stop := d.stop
	d.engine, d.stop = nil, nil
	d.mu.Unlock()
	if stop != nil {
		stop()
	}
}

// Sync runs one exchange now, or waits for the one that runs.
func (d *deskSyncer) Sync(ctx context.Context) error {
	d.mu.Lock()
	e := d.engine
	d.mu.Unlock()
	if e == nil {
		return desk.ErrNotConnected
	}
	_, err := e.Sync(ctx)
	return err
}

// Events calls on with the present state and each change, until stop.
func (d *deskSyncer) Events(on func(desk.SyncEvent)) (stop func()) {
	d.mu.Lock()
	key := d.next
	d.next++
	d.listeners[key] = on
	last := d.last
	d.mu.Unlock()
	on(last)
	return func() {
		d.mu.Lock()
		defer d.mu.Unlock()
		delete(d.listeners, key)
	}
}

func (d *deskSyncer) publish(event desk.SyncEvent) {
	d.mu.Lock()
	if event.At.IsZero() {
		event.At = d.last.At
	}
	d.last = event
	d.last.Changed = false
	listeners := make([]func(desk.SyncEvent), 0, len(d.listeners))
	for _, on := range d.listeners {
		listeners = append(listeners, on)
	}
	d.mu.Unlock()
	for _, on := range listeners {
		on(event)
	}
}

// tell turns the engine's closed set of events into the desk's.
func (d *deskSyncer) tell(event engine.Event) {
	switch e := event.(type) {
	case engine.Started:
		d.publish(desk.SyncEvent{Phase: desk.SyncRunning})
	case engine.Progress:
		d.publish(desk.SyncEvent{Phase: desk.SyncRunning, Done: int(e.Done), Total: int(e.Total)})
	case engine.Finished:
		s := e.Summary
		d.publish(desk.SyncEvent{
			Phase: desk.SyncIdle, At: d.w.Clock.Now(),
			Changed: s.Sent+s.Refused+s.Received+s.Files > 0 || s.Resynced,
		})
	case engine.Failed:
		phase := desk.SyncFailed
		if e.Offline {
			phase = desk.SyncOffline
		}
		d.publish(desk.SyncEvent{Phase: phase, Err: e.Err})
	}
}
