package cms

import (
	"context"
	"crypto"
	"crypto/rand"

	"github.com/vanthu/vanthu/internal/fault"
)

// Sign is Prepare, Ask and Finish in one, with a key that is at hand. The context
// is asked before the key is used; a token that is signing cannot be stopped.
// It fails with ErrWrongKey before the key is used when the key is not the
// certificate's.
func Sign(ctx context.Context, key crypto.Signer, req Request) ([]byte, error) {
	pending, err := Prepare(req)
	if err != nil {
		return nil, err
	}
	signature, err := pending.Ask(ctx, key)
	if err != nil {
		return nil, err
	}
	return pending.Finish(signature)
}

// Ask has the key sign, once. Only Finish checks what it gave: that can be done
// while the key signs something else.
func (p *Pending) Ask(ctx context.Context, key crypto.Signer) ([]byte, error) {
	if err := p.mayAsk(ctx, key); err != nil {
		return nil, err
	}
	return key.Sign(rand.Reader, p.Digest(), p.SignerOpts())
}

func (p *Pending) mayAsk(ctx context.Context, key crypto.Signer) error {
	public, ok := p.chain[0].PublicKey.(interface{ Equal(crypto.PublicKey) bool })
	if !ok || !public.Equal(key.Public()) {
		return fault.New(ErrWrongKey, nil, nil)
	}
	return ctx.Err()
}

// AllSigner is a key that signs digests one after the other without waiting for
// its caller in between. It may give fewer signatures than there are digests,
// those of the first; an error is that of the first digest.
type AllSigner interface {
	SignAll(ctx context.Context, digests [][]byte, opts crypto.SignerOpts) ([][]byte, error)
}

// AskAll is Ask for as many of the first as the key signs at once, at least one.
func AskAll(ctx context.Context, key crypto.Signer, pending []*Pending) ([][]byte, error) {
	all, ok := key.(AllSigner)
	if !ok {
		signature, err := pending[0].Ask(ctx, key)
		if err != nil {
			return nil, err
		}
		return [][]byte{signature}, nil
	}
	if err := pending[0].mayAsk(ctx, key); err != nil {
		return nil, err
	}
	var digests [][]byte
	for _, p := range pending {
		if p.algorithm != pending[0].algorithm || p.mayAsk(ctx, key) != nil {
			break // these come in their own turn
		}
		digests = append(digests, p.Digest())
	}
	if len(digests) == 0 {
		return nil, ctx.Err()
	}
	return all.SignAll(ctx, digests, pending[0].SignerOpts())
}
