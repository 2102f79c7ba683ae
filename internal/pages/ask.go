package pages

import (
	"context"
	"errors"

	"github.com/vanthu/vanthu/internal/fault"
)

// ask waits for its turn and answers a question about a file. When the context
// ends the caller gets away at once, while the engine has a short time to finish
// what it does: killing it would cost the next one more.
func ask[T any](ctx context.Context, r *Reader, path string, question func(context.Context, *document) (T, error)) (T, error) {
	type answer struct {
		value T
		err   error
	}
	var none T
	select {
	case r.turn <- struct{}{}:
	case <-ctx.Done():
		return none, ctx.Err()
	}
	done := make(chan answer, 1)
	go func() {
		defer func() { <-r.turn }()
		var a answer
		a.err = r.work(ctx, path, func(d *document) (err error) {
			a.value, err = question(ctx, d)
			return err
		})
		done <- a
	}()
	select {
	case a := <-done:
		return a.value, a.err
	case <-ctx.Done():
		return none, ctx.Err()
	}
}

// work runs do on an open document, by whoever has the turn.
func (r *Reader) work(ctx context.Context, path string, do func(*document) error) error {
	if r.closed {
		return ErrEngine
	}
	r.idle.Reset(r.config.Idle)
	if err := ctx.Err(); err != nil {
		return err
	}
	id, err := identify(path)
	if err != nil {
		return err
	}
	if err := r.engine.start(); err != nil {
		return err
	}
	doubt := false
	err = r.engine.bounded(ctx, r.config.PageTime, func() error {
		d, err := r.open.take(&r.engine, id)
		if err != nil {
			return err
		}
		defer d.source.release()
		defer func() { doubt = d.doubt }()
		return do(d)
	})
	if doubt {
		r.restart()
	}
	return r.after(id, err)
}

// restart makes the next question begin with a new instance.
func (r *Reader) restart() {
	r.open.clear()
	r.engine.drop()
}

// after forgets an engine that an answer leaves in doubt: killed, trapped, or out
// of memory. Only what PDFium says of a file in its own words leaves it sound.
func (r *Reader) after(id identity, err error) error {
	if _, _, known := fault.Of(err); err == nil || (known && !errors.Is(err, ErrTooSlow)) {
		return err
	}
	r.restart()
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) || errors.Is(err, ErrTooSlow) {
		return err
	}
	return fault.New(ErrUnreadable, fault.Args{"file": id.path}, err)
}
