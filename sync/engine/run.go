package engine

import (
	"context"
	"errors"
	"time"

	"github.com/vanthu/vanthu/sync/api"
	"github.com/vanthu/vanthu/sync/remote"
)

// quietFor is how long Run only listens before it goes through all stages again.
const quietFor = 15 * time.Minute

// Run syncs until the context ends or only a person can help (NeedsPerson; log
// in, then call Run again). Between syncs it listens: the server answers at once
// when something has changed. Failures are tried again, later and later.
func (e *Engine) Run(ctx context.Context) error {
	for failures := 0; ; {
		sum, err := e.once(ctx)
		if err == nil {
			failures = 0
			err = e.listen(ctx)
		} else if sum.moved() {
			failures = 0
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err == nil {
			continue
		}
		failures++
		if err := e.pause(ctx, err, failures); err != nil {
			return err
		}
	}
}

// pause waits after a failure, less when somebody does something.
func (e *Engine) pause(ctx context.Context, cause error, failures int) error {
	failed := Failed{Err: cause, Offline: Offline(cause)}
	if NeedsPerson(cause) {
		e.Tell(failed)
		return cause
	}
	wait := planRetry(failures, e.Random(), remote.RetryAfter(cause))
	failed.Retry = e.Clock.Now().Add(wait)
	e.Tell(failed)
	_, err := e.wait(ctx, wait)
	return err
}

// listen returns when there is something to sync.
func (e *Engine) listen(ctx context.Context) error {
	for began := e.Clock.Now(); e.Clock.Now().Sub(began) < quietFor; {
		asked := e.Clock.Now()
		news, err := e.poll(ctx)
		if err != nil || news {
			return err
		}
		if e.Clock.Now().Sub(asked) >= time.Second {
			continue
		}
		// The server does not hold polls; do not run in circles.
		if poked, err := e.wait(ctx, planPoll(e.Random())); err != nil || poked {
			return err
		}
	}
	return nil
}

// wait sleeps and tells whether a poke cut it short.
func (e *Engine) wait(ctx context.Context, d time.Duration) (poked bool, err error) {
	sleeping, release := e.untilPoked(ctx)
	err = e.Sleep(sleeping, d)
	if poked = release(); poked {
		err = nil
	}
	return poked, err
}

// poll asks the feed for news with a long wait. What comes is applied at once;
// files and checks are the next sync's.
func (e *Engine) poll(ctx context.Context) (news bool, err error) {
	at, err := e.Local.Position(ctx)
	if err != nil {
		return false, err
	}
	polling, release := e.untilPoked(ctx)
	page, err := e.Server.Feed(polling, at.Cursor, api.MaxFeedLimit, api.MaxWaitSeconds*time.Second)
	poked := release()
	switch {
	case poked || errors.Is(err, api.ErrResync):
		return true, nil
	case err != nil || len(page.Changes) == 0:
		return false, err
	}
	_, err = e.Local.ApplyFeed(ctx, at, page)
	return true, err
}
