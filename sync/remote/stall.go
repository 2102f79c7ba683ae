package remote

import (
	"context"
	"errors"
	"io"
	"time"
)

var errStalled = errors.New("the transfer stands still")

// watched ends its context when no byte passes for a while. Files take as long
// as they take; only a transfer that stands still is given up.
type watched struct {
	timer *time.Timer
	after time.Duration
}

// watch gives a context that ends errStalled after the time without a byte.
func watch(ctx context.Context, after time.Duration) (context.Context, *watched, func()) {
	ctx, cancel := context.WithCancelCause(ctx)
	w := &watched{after: after}
	w.timer = time.AfterFunc(after, func() { cancel(errStalled) })
	return ctx, w, func() {
		w.timer.Stop()
		cancel(nil)
	}
}

// reader counts bytes read from in as movement.
func (w *watched) reader(in io.Reader) io.Reader { return &moving{in, w} }

type moving struct {
	io.Reader
	watched *watched
}

func (m *moving) Read(p []byte) (int, error) {
	n, err := m.Reader.Read(p)
	if n > 0 {
		m.watched.timer.Reset(m.watched.after)
	}
	return n, err
}
