package workplace

import (
	"context"
	"crypto"
	"crypto/x509"
	"errors"
	"sync"
	"time"

	"github.com/vanthu/vanthu/internal/clock"
	"github.com/vanthu/vanthu/signing/pades"
	"github.com/vanthu/vanthu/signing/revocation"
	"github.com/vanthu/vanthu/signing/timestamp"
)

// restFor is how long a server that did not answer is left alone: hundreds of
// files in a row must not wait for it each.
const restFor = time.Minute

// rest remembers that nobody answered.
type rest struct {
	clock clock.Clock
	mu    sync.Mutex
	until time.Time
	why   error
}

// asked gives the last failure while it is fresh.
func (r *rest) asked() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.clock.Now().Before(r.until) {
		return r.why
	}
	return nil
}

func (r *rest) heard(err error) error {
	if errors.Is(err, timestamp.ErrUnreachable) || errors.Is(err, revocation.ErrUnreachable) {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.until, r.why = r.clock.Now().Add(restFor), err
	}
	return err
}

type restingStamps struct {
	rest
	by pades.Timestamper
}

// Stamp asks unless the server was silent a moment ago.
func (r *restingStamps) Stamp(ctx context.Context, digest []byte, hash crypto.Hash) (*timestamp.Token, error) {
	if err := r.asked(); err != nil {
		return nil, err
	}
	token, err := r.by.Stamp(ctx, digest, hash)
	return token, r.heard(err)
}

type restingEvidence struct {
	rest
	by pades.Evidence
}

// Collect asks unless the servers were silent a moment ago.
func (r *restingEvidence) Collect(ctx context.Context, cert *x509.Certificate, bundle []*x509.Certificate, used time.Time, have revocation.Evidence) (revocation.Proof, error) {
	if err := r.asked(); err != nil {
		return revocation.Proof{}, err
	}
	proof, err := r.by.Collect(ctx, cert, bundle, used, have)
	return proof, r.heard(err)
}
