package engine

import "context"

// untilPoked gives a context that also ends with a poke. release must be called
// once; it tells whether a poke was taken: then the caller must see to it that a
// push follows.
func (e *Engine) untilPoked(ctx context.Context) (context.Context, func() bool) {
	ctx, cancel := context.WithCancel(ctx)
	taken := make(chan bool, 1)
	go func() {
		select {
		case <-e.poke:
			cancel()
			taken <- true
		case <-ctx.Done():
			taken <- false
		}
	}()
	return ctx, func() bool {
		cancel()
		return <-taken
	}
}
