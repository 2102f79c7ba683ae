package workplace

import (
	"context"
	"crypto"
	"crypto/rand"
	"crypto/x509"
	"errors"
	"io"
	"sync"
	"time"

	"github.com/vanthu/vanthu/internal/clock"
	"github.com/vanthu/vanthu/signing/cms"
	"github.com/vanthu/vanthu/signing/token"
)

// Key is a key that may sign until it is closed. One on a token can be renewed
// after that was pulled; what was prepared for the key before is good after it.
type Key struct {
	Chain []*x509.Certificate // the signer's first

	thumbprint string                                    // of the signer's certificate, as the token gives it
	ask        func(context.Context) (*token.PIN, error) // as in KeyChoice
	mu         sync.Mutex                                // guards what Renew replaces
	signer     crypto.Signer
	session    *token.Session // nil for a key from a file
}

var _ crypto.Signer = (*Key)(nil)

// Public is the certificate's public key.
func (k *Key) Public() crypto.PublicKey { return k.Chain[0].PublicKey }

// Sign asks the token, or signs with the key of a file.
func (k *Key) Sign(random io.Reader, digest []byte, opts crypto.SignerOpts) ([]byte, error) {
	k.mu.Lock()
	signer := k.signer
	k.mu.Unlock()
	return signer.Sign(random, digest, opts)
}

// SignAll asks the token for several signatures at once; see cms.AllSigner.
func (k *Key) SignAll(ctx context.Context, digests [][]byte, opts crypto.SignerOpts) ([][]byte, error) {
	k.mu.Lock()
	signer := k.signer
	k.mu.Unlock()
	if all, ok := signer.(cms.AllSigner); ok {
		return all.SignAll(ctx, digests, opts)
	}
	signature, err := signer.Sign(rand.Reader, digests[0], opts)
	if err != nil {
		return nil, err
	}
	return [][]byte{signature}, nil
}

// Close ends the token's session and wipes what is held of the PIN.
func (k *Key) Close() error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.session == nil {
		return nil
	}
	return k.session.Close()
}

// Token is where the key is, as it was listed; not for a key from a file.
func (k *Key) Token() token.Token { return k.session.Token() }

// Gone tells whether a signature failed because the token is away, or what the
// key had of it: after Renew the same may succeed. A driver may say nothing
// particular of a token that was out for a moment only.
func (k *Key) Gone(err error) bool {
	return k.session != nil && (gone(err) || errors.Is(err, token.ErrGeneral))
}

func gone(err error) bool {
	for _, code := range []error{token.ErrRemoved, token.ErrNotRecognized, token.ErrSessionLost, token.ErrPINNeeded} {
		if errors.Is(err, code) {
			return true
		}
	}
	return false
}

// lookAgain is how often a token that was pulled is looked for.
const lookAgain = time.Second

// PINFor gives a PIN for a token that is there; Renew wipes it. nil is for one
// that takes the PIN itself.
type PINFor func(context.Context, token.Token) (*token.PIN, error)

// Renew waits until the token is plugged in again, and logs in with the PIN that
// ask gives. A PIN is sent once for each answer of ask, and never at the last
// try. Another token, or this one with another certificate, does not count.
func (k *Key) Renew(ctx context.Context, clock clock.Clock, ask PINFor) error {
	ticker := time.NewTicker(lookAgain)
	defer ticker.Stop()
	for {
		if err := k.renew(ctx, clock, ask); !errors.Is(err, errAway) {
			return err
		}
		select {
		case <-ticker.C:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// errAway: the token is not there, or not ready yet.
var errAway = errors.New("the token is away")

// renew logs in if the token is there.
func (k *Key) renew(ctx context.Context, clock clock.Clock, ask PINFor) error {
	chosen, err := k.reopen(ctx, clock.Now())
	switch {
	case gone(err) || errors.Is(err, token.ErrGeneral): // no PIN was sent
		return errAway
	case err != nil:
		return err
	}
	pin, err := ask(ctx, chosen.Token())
	if err != nil {
		_ = chosen.Close()
		return err
	}
	again, err := chosen.Unlock(ctx, pin, clock.Now())
	switch {
	case gone(err) && !errors.Is(err, token.ErrPINNeeded):
		return errAway
	case err != nil:
		return err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.signer, k.session = again.signer, again.session
	return nil
}

// reopen chooses the very certificate at the token as it is plugged in now.
func (k *Key) reopen(ctx context.Context, now time.Time) (*ChosenKey, error) {
	_ = k.Close() // nothing is left of it that could be lost
	at, err := k.session.Token().Again(ctx)
	if err != nil {
		return nil, err
	}
	return ChooseKey(ctx, at, KeyChoice{Certificate: k.thumbprint, Ask: k.ask}, now)
}
