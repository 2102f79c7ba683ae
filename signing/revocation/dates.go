package revocation

import (
	"crypto/x509"
	"time"

	"github.com/vanthu/vanthu/internal/fault"
)

// period is what evidence says of its own time.
type period struct {
	source     Source
	this, next time.Time // next is zero where no update is promised
	// retained: certificates that ended at this time or later are still spoken
	// of; zero where evidence does not say. OCSP has it as archive cutoff
	// (RFC 6960 §4.4.4), lists as expiredCertsOnCRL (X.509 §9.5.2.8).
	retained time.Time
}

// check tells whether evidence speaks about the time of use. It may have been
// made later than that, which only makes it know more, but not after the
// certificate's end: from then on an authority need not list it any more
// (RFC 5280 §3.3). Evidence that promises no next update speaks about the time
// up to when it was made.
func (p period) check(cert *x509.Certificate, when When) error {
	until := p.next
	if until.IsZero() {
		until = p.this
	}
	switch {
	case p.this.After(when.Now.Add(skew)):
		return fault.New(ErrFuture, fault.Args{"source": p.source, "from": shown(p.this)}, nil)
	case until.Before(when.Used.Add(-skew)):
		return fault.New(ErrStale, fault.Args{"source": p.source, "until": shown(until)}, nil)
	case p.this.After(cert.NotAfter.Add(skew)) && (p.retained.IsZero() || cert.NotAfter.Before(p.retained)):
		return refused(ErrAfterExpiry, p.source)
	}
	return nil
}

// shown writes a moment with its zone, for people and logs.
func shown(t time.Time) string { return t.UTC().Format("2006-01-02 15:04 UTC") }
