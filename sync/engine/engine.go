package engine

import (
	"context"
	"time"

	"github.com/vanthu/vanthu/internal/clock"
	"github.com/vanthu/vanthu/sync/api"
)

// Config is what an engine works with. Local, Server, Clock and Random must be
// set.
type Config struct {
	Local  Local
	Server Server
	Clock  clock.Clock
	Random func() float64                             // in [0,1)
	Sleep  func(context.Context, time.Duration) error // nil: a timer
	Tell   func(Event)                                // nil: nobody listens; called on the syncing goroutine
	Policy Policy                                     // which files to fetch
	Alone  func() (end func(), err error)             // nil: no other process syncs the home; else asked at each sync
	// Ready is called before anything is sent: the last moment to change what
	// waits. Settled is called when both sides are the same, and tells whether
	// there is something to send now. Either may be nil; what they cannot do keeps
	// nothing from being sent.
	Ready   func(context.Context)
	Settled func(context.Context) (more bool)
}

// Engine syncs one home with one server. Sync, Run and Poke may be called from
// any goroutine.
type Engine struct {
	Config
	turn    chan struct{}        // held by the sync that runs
	poke    chan struct{}        // somebody did something
	later   map[string]time.Time // files not to be tried before; held with turn
	checked string               // cursor at which both sides were found the same
	batch   pace                 // operations a request
	page    pace                 // changes a page
}

// New makes an engine.
func New(c Config) *Engine {
	if c.Sleep == nil {
		c.Sleep = sleep
	}
	if c.Alone == nil {
		c.Alone = func() (func(), error) { return func() {}, nil }
	}
	if c.Tell == nil {
		c.Tell = func(Event) {}
	}
	if c.Ready == nil {
		c.Ready = func(context.Context) {}
	}
	if c.Settled == nil {
		c.Settled = func(context.Context) bool { return false }
	}
	return &Engine{
		Config: c, turn: make(chan struct{}, 1), poke: make(chan struct{}, 1), later: map[string]time.Time{},
		batch: pace{api.MaxOps, api.MaxOps}, page: pace{api.MaxFeedLimit, api.MaxFeedLimit},
	}
}

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

// Poke says that there is something to send: Run syncs at once. It never waits.
func (e *Engine) Poke() {
	select {
	case e.poke <- struct{}{}:
	default:
	}
}

// Sync brings both sides to the same state, once, waiting for its turn when a
// sync is running. What it did before an error counts: the next one goes on.
func (e *Engine) Sync(ctx context.Context) (Summary, error) {
	sum, err := e.once(ctx)
	if err != nil {
		e.Tell(Failed{Err: err, Offline: Offline(err)})
	}
	return sum, err
}

func (e *Engine) once(ctx context.Context) (Summary, error) {
	select {
	case e.turn <- struct{}{}:
		defer func() { <-e.turn }()
	case <-ctx.Done():
		return Summary{}, ctx.Err()
	}
	end, err := e.Alone()
	if err != nil {
		return Summary{}, err
	}
	defer end()
	e.Tell(Started{})
	s := &syncing{Engine: e}
	err = s.through(ctx)
	if err == nil && e.Settled(ctx) {
		err = s.through(ctx)
	}
	if err != nil {
		return s.sum, err
	}
	e.Tell(Finished{s.sum})
	return s.sum, nil
}

// syncing is one sync under way.
type syncing struct {
	*Engine
	sum    Summary
	pulled time.Time // when the last pull ended
}

// through goes from stage to stage. Operations that cannot be sent for another
// reason than the network keep nobody from receiving: their error comes last.
func (s *syncing) through(ctx context.Context) error {
	var unsent error
	for r := (round{stage: Push}); r.stage != Done; {
		found, err := s.do(ctx, r)
		switch {
		case err == nil:
		case r.stage == Push && ctx.Err() == nil && !Offline(err):
			unsent = err
		default:
			return err
		}
		r = planNext(r, found)
	}
	return unsent
}

func (s *syncing) do(ctx context.Context, r round) (outcome, error) {
	switch r.stage {
	case Push:
		return plain, s.push(ctx)
	case Pull:
		return s.pull(ctx, r.renew)
	case Files:
		return s.files(ctx)
	default:
		return s.check(ctx)
	}
}
