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
	cms      *cms.Pending
	value    []byte // the key's signature, not checked yet
}

// PrepareTo writes everything but the signature to a temporary file beside out.
// With a certificate that is known to be revoked nothing is prepared.
func PrepareTo(ctx context.Context, in, out string, req Request, to ExtendRequest) (*Pending, error) {
	if req.Key == nil {
		return nil, badRequest("no key")
	}
	p := &Pending{req: req, to: to}
	var err error
	if to.Level == LevelB {
		p.prepared, err = Prepare(ctx, in, out, req)
	} else {
		err = p.prepareTo(ctx, in, out)
	}
	if err != nil {
		return nil, err
	}
	if p.cms, err = cms.Prepare(p.prepared.CMS()); err != nil {
		p.Discard()
		return nil, err
	}
	return p, nil
}

func (p *Pending) prepareTo(ctx context.Context, in, out string) (err error) {
	req := p.req
	if p.to, err = p.to.checked(); err != nil {
		return err
	}
	if req.Room == 0 {
		req.Room = req.usualRoom() + stampRoom
	}
	p.unproven = p.to.proveSigner(ctx, req)
	if errors.Is(p.unproven, revocation.ErrRevoked) {
		return p.unproven
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	p.prepared, p.demanded, err = prepareTo(ctx, in, out, req, p.to.Level)
	return err
}

// SourceSHA256 is that of Prepared.
func (p *Pending) SourceSHA256() []byte { return p.prepared.SourceSHA256() }

// Sign asks the key once. After an error it may be called again.
func (p *Pending) Sign(ctx context.Context) (err error) {
	p.value, err = p.cms.Ask(ctx, p.req.Key)
	return err
}

// SignAll asks the key of the first for as many of them as it signs at once, and
// tells how many that were, at least one; an error is that of the first.
func SignAll(ctx context.Context, all []*Pending) (signed int, err error) {
	waiting := make([]*cms.Pending, len(all))
	for i, p := range all {
		waiting[i] = p.cms
	}
	values, err := cms.AskAll(ctx, all[0].req.Key, waiting)
	if err != nil {
		return 0, err
	}
	for i, value := range values {
		all[i].value = value
	}
	return len(values), nil
}

// Finish checks the signature and makes the signed file appear, as far raised as
// servers allow. What another key made is cms.ErrWrongKey.
func (p *Pending) Finish(ctx context.Context) (Result, Reached, error) {
	defer p.Discard()
	plain, err := p.cms.Finish(p.value)
	if err != nil {
		return Result{}, Reached{}, err
	}
	if p.to.Level == LevelB {
		result, err := p.prepared.Finish(plain)
		return result, Reached{}, err
	}
	result, reached, err := p.prepared.finishTo(ctx, plain, p.to, p.demanded)
	if p.unproven != nil && reached.Missing == nil {
		reached.Missing = p.unproven
	}
	return result, reached, err
}

// Discard removes the temporary file.
func (p *Pending) Discard() { p.prepared.Discard() }
