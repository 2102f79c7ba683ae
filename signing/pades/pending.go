package pades

import (
	"context"
	"errors"

	"github.com/vanthu/vanthu/signing/cms"
	"github.com/vanthu/vanthu/signing/revocation"
)

// Pending is a file that waits for its key, with the level that it shall reach:
// SignTo in three steps, so that of many files only Sign comes one at a time.
// Exactly one of Finish and Discard ends it; Discard after Finish does nothing.
type Pending struct {
	prepared *Prepared
	req      Request
	to       ExtendRequest
	demanded bool  // the field's author wants what only servers can give
	unproven error // why the certificate's status is not known
	plain    []byte
}

// PrepareTo writes everything but the signature to a temporary file beside out.
// With a certificate that is known to be revoked nothing is prepared.
func PrepareTo(ctx context.Context, in, out string, req Request, to ExtendRequest) (*Pending, error) {
	if req.Key == nil {
		return nil, badRequest("no key")
	}
	p := &Pending{req: req, to: to}
	if to.Level == LevelB {
		var err error
		p.prepared, err = Prepare(ctx, in, out, req)
		return p.unless(err)
	}
	var err error
	if p.to, err = to.checked(); err != nil {
		return nil, err
	}
	if req.Room == 0 {
		req.Room = req.usualRoom() + stampRoom
	}
	p.unproven = p.to.proveSigner(ctx, req)
	if errors.Is(p.unproven, revocation.ErrRevoked) {
		return nil, p.unproven
	}
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	p.prepared, p.demanded, err = prepareTo(ctx, in, out, req, p.to.Level)
	return p.unless(err)
}

func (p *Pending) unless(err error) (*Pending, error) {
	if err != nil {
		return nil, err
	}
	return p, nil
}

// Sign asks the key once. After an error it may be called again.
func (p *Pending) Sign(ctx context.Context) (err error) {
	p.plain, err = cms.Sign(ctx, p.req.Key, p.prepared.CMS())
	return err
}

// Finish makes the signed file appear, as far raised as servers allow.
func (p *Pending) Finish(ctx context.Context) (Result, Reached, error) {
	defer p.Discard()
	if p.to.Level == LevelB {
		result, err := p.prepared.Finish(p.plain)
		return result, Reached{}, err
	}
	result, reached, err := p.prepared.finishTo(ctx, p.plain, p.to, p.demanded)
	if p.unproven != nil && reached.Missing == nil {
		reached.Missing = p.unproven
	}
	return result, reached, err
}

// Discard removes the temporary file.
func (p *Pending) Discard() { p.prepared.Discard() }
