package pkitest

import (
	"crypto/x509"
	"io"
	"math/big"
	"sync"
	"time"

	"github.com/vanthu/vanthu/internal/clock"
)

// Register is what an authority knows of the certificates that it took back. An
// OCSPResponder and a CRLPublisher tell it to the world. Safe for many
// goroutines.
type Register struct {
	authority *Authority
	clock     clock.Clock
	random    io.Reader

	mu      sync.Mutex
	entries map[string]revoked
	number  int64
}

type revoked struct {
	serial *big.Int
	at     time.Time
	reason int
}

// NewRegister begins an empty register.
func (a *Authority) NewRegister(c clock.Clock) *Register {
	return &Register{authority: a, clock: c, random: a.random, entries: map[string]revoked{}}
}

// Revoke takes a certificate back as of a moment. The reasons are those of
// RFC 5280 §5.3.1: 0 unspecified, 1 key compromise, 6 on hold.
func (r *Register) Revoke(cert *x509.Certificate, at time.Time, reason int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.entries[cert.SerialNumber.String()] = revoked{cert.SerialNumber, at, reason}
}

// Release ends a hold.
func (r *Register) Release(cert *x509.Certificate) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.entries, cert.SerialNumber.String())
}

func (r *Register) find(serial *big.Int) (revoked, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	entry, ok := r.entries[serial.String()]
	return entry, ok
}

func (r *Register) all() []revoked {
	r.mu.Lock()
	defer r.mu.Unlock()
	var out []revoked
	for _, e := range r.entries {
		out = append(out, e)
	}
	return out
}

func (r *Register) nextNumber() *big.Int {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.number++
	return big.NewInt(r.number)
}

// dates are those of an answer: true since a minute, for a week.
func (r *Register) dates(f Fault) (this, next time.Time) {
	this = r.clock.Now().Add(-time.Minute)
	switch f {
	case Stale:
		this = this.AddDate(0, -1, 0)
	case FromFuture:
		this = this.AddDate(0, 0, 1)
	}
	return this, this.AddDate(0, 0, 7)
}

// impostor is an authority of the same name with another key.
func (r *Register) impostor() *Authority {
	cert := r.authority.Certificate
	a, err := NewRoot(r.random, cert.Subject.CommonName, ECDSAP256, Validity{cert.NotBefore, cert.NotAfter})
	if err != nil {
		panic(err)
	}
	return a
}
