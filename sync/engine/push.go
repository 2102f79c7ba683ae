package engine

import (
	"context"
	"errors"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/sync/api"
	"github.com/vanthu/vanthu/sync/inbox"
)

// maxTries bounds how often a batch is answered "send the files first", or the
// sequence is mended, before the push gives up.
const maxTries = 3

// push sends what waits, batch by batch.
func (s *syncing) push(ctx context.Context) error {
	s.Ready(ctx)
	tries := 0
	for {
		queue, err := s.Local.Queue(ctx, api.MaxOps)
		if err != nil || len(queue) == 0 {
			return err
		}
		taken, err := s.pushBatch(ctx, planBatch(queue, s.batch.now))
		if err != nil {
			return err
		}
		if tries++; taken > 0 {
			tries = 0
		}
		if tries >= maxTries {
			return protocol("the server keeps asking for the same")
		}
	}
}

// pushBatch sends one batch and tells how many operations it closed.
func (s *syncing) pushBatch(ctx context.Context, batch []api.Op) (int, error) {
	if err := s.upload(ctx, planUploads(batch)); err != nil {
		return s.unsendable(ctx, batch, err)
	}
	switch err := s.Local.MarkSent(ctx, batch); {
	case errors.Is(err, inbox.ErrMoved):
		return 0, nil // read again
	case err != nil:
		return 0, err
	}
	results, err := s.Server.Ops(ctx, batch)
	s.batch.after(err)
	switch {
	case errors.Is(err, api.ErrSequence):
		return 0, s.mend(ctx, batch, err)
	case errors.Is(err, api.ErrOpReused):
		return 1, s.setAside(ctx, inbox.Verdict{ID: batch[0].ID, Code: api.ErrOpReused})
	case err != nil:
		return 0, err
	}
	a, err := planAnswer(batch, results)
	if err != nil {
		return 0, err
	}
	if err := s.conclude(ctx, a.verdicts); err != nil {
		return 0, err
	}
	return len(a.verdicts), s.upload(ctx, a.missing)
}

// conclude takes the results in, together with the outbox and the view.
func (s *syncing) conclude(ctx context.Context, verdicts []inbox.Verdict) error {
	if len(verdicts) == 0 {
		return nil
	}
	if err := s.Local.Conclude(ctx, verdicts); err != nil {
		return err
	}
	for _, v := range verdicts {
		if v.Done {
			s.sum.Sent++
		} else {
			s.sum.Refused++
		}
	}
	s.Tell(Progress{Stage: Push, Done: int64(s.sum.Sent + s.sum.Refused)})
	return nil
}

// mend answers a server that counts this device otherwise.
func (s *syncing) mend(ctx context.Context, batch []api.Op, cause error) error {
	want := wanted(cause)
	if planGap(batch[0].Seq, want) == sendOld {
		whole, err := s.Local.Resend(ctx, want)
		if err != nil {
			return err
		}
		if whole {
			return nil
		}
	}
	return fault.New(ErrNewLogin, fault.Args{"want": want}, cause)
}

// unsendable puts operations whose file is gone into the tray: nothing this
// machine can do will make the server take them.
func (s *syncing) unsendable(ctx context.Context, batch []api.Op, cause error) (int, error) {
	if !errors.Is(cause, ErrFileLost) {
		return 0, cause
	}
	_, args, _ := fault.Of(cause)
	for _, op := range batch {
		for _, f := range filesOf(op) {
			if f.SHA256 == args["sha256"] {
				return 1, s.setAside(ctx, inbox.Verdict{ID: op.ID, Code: ErrFileLost, Args: args})
			}
		}
	}
	return 0, cause
}

// setAside lets a person see what became of an operation that this device cannot
// get an answer for, and the others pass.
func (s *syncing) setAside(ctx context.Context, v inbox.Verdict) error {
	s.sum.Refused++
	return s.Local.SetAside(ctx, v)
}
