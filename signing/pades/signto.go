package pades

import (
	"context"
	"errors"
	"time"

	"github.com/vanthu/vanthu/signing/revocation"
)

// Reached tells how far a new signature came.
type Reached struct {
	Level   Level
	Missing error // why it is not the level asked for; nil where it is
}

// SignTo is SignFile with a level to reach. The key signs once, whatever the
// servers do: where they refuse or do not answer, the signature has the level
// that was reached, the reason stands in Reached, and Extend can raise it later.
// A time stamp that finds no room beside the signature goes into the file as a
// document time stamp. Only with a certificate that is known to be revoked
// nothing is signed, and a field whose author demands a time stamp or evidence
// of revocation is not signed without it.
func SignTo(ctx context.Context, in, out string, req Request, to ExtendRequest) (Result, Reached, error) {
	p, err := PrepareTo(ctx, in, out, req, to)
	if err != nil {
		return Result{}, Reached{}, err
	}
	if err := p.Sign(ctx); err != nil {
		p.Discard()
		return Result{}, Reached{}, err
	}
	return p.Finish(ctx)
}

// proveSigner asks for the status of the signer's certificate before the key is
// used, where the level wants it: nobody signs with one that was taken back.
// What cannot be had now would not be had a moment later, and is not asked for
// again: the level to reach is lowered.
func (r *ExtendRequest) proveSigner(ctx context.Context, req Request) error {
	if r.Level < LevelLT || len(req.Chain) == 0 {
		return nil
	}
	_, err := r.Evidence.Collect(ctx, req.Chain[0], req.Chain[1:], time.Time{}, revocation.Evidence{})
	if err != nil {
		r.Level = LevelT
	}
	return err
}

// prepareTo tells whether the field demands what only servers can give.
func prepareTo(ctx context.Context, in, out string, req Request, level Level) (p *Prepared, demanded bool, err error) {
	p, err = Prepare(ctx, in, out, req)
	if !errors.Is(err, ErrSeedTimeStamp) && !errors.Is(err, ErrSeedValue) {
		return p, false, err
	}
	req.TimeStamped, req.RevocationStored = true, level >= LevelLT
	p, err = Prepare(ctx, in, out, req)
	return p, true, err
}

// finishTo puts the best signature in place that can be had, then raises the
// file further.
func (p *Prepared) finishTo(ctx context.Context, plain []byte, to ExtendRequest, demanded bool) (Result, Reached, error) {
	stamped, missing := Timestamped(ctx, plain, to.Timestamper, to.Hash)
	if ctx.Err() != nil {
		return Result{}, Reached{}, ctx.Err()
	}
	if demanded && missing != nil {
		return Result{}, Reached{}, missing
	}
	best, level := stamped, LevelT
	if missing != nil || !demanded && len(stamped) > p.rev.req.Room {
		best, level = plain, LevelB
	}
	result, err := p.Finish(best)
	if err != nil || missing != nil || level == to.Level {
		return result, Reached{level, missing}, err
	}
	to.Partly = true
	e, err := Extend(ctx, p.out, p.out, to)
	if err != nil {
		return result, Reached{level, err}, nil
	}
	result.Size = e.Size
	return result, Reached{e.Level, e.Missing}, nil
}
