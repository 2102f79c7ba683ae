package revocation

import (
	"bytes"
	"context"
	"crypto/x509"
	"slices"
	"time"

	"github.com/vanthu/vanthu/internal/clock"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/internal/oneline"
)

// Chain finds the way from a certificate to a trusted root at a time: itself
// first, the root last. bundle holds links that came along; nothing of it is
// trusted.
type Chain func(cert *x509.Certificate, bundle []*x509.Certificate, at time.Time) ([]*x509.Certificate, error)

// Collector gathers what proves certificates, for keeping beside signatures.
type Collector struct {
	Client *Client
	Chain  Chain
	Clock  clock.Clock
}

// Proof is what shows that a certificate leads to a trusted root and that
// nothing on the way was revoked.
type Proof struct {
	// Certificates of the way, root included, and of responders.
	Certificates []*x509.Certificate
	// OCSPs and CRLs in DER.
	OCSPs, CRLs [][]byte
	// Results for each certificate of the way but the root.
	Results []Result
}

// Collect proves a certificate that was used at a time; a zero time means that
// nothing proves when, so it must be good now. What is at hand already is used
// before any server is asked. It fails with ErrUntrusted, ErrRevoked,
// ErrUnreachable or ErrUnknown, and with context.Canceled.
func (c *Collector) Collect(ctx context.Context, cert *x509.Certificate, bundle []*x509.Certificate, used time.Time, have Evidence) (Proof, error) {
	when := At(c.Clock.Now())
	if !used.IsZero() {
		when.Used = used
	}
	way, err := c.Chain(cert, bundle, when.Used)
	if err != nil || len(way) == 0 {
		return Proof{}, fault.New(ErrUntrusted, fault.Args{"name": oneline.Clean(cert.Subject.CommonName)}, err)
	}
	proof := Proof{Certificates: slices.Clone(way)}
	for i, link := range way[:len(way)-1] {
		r := Check(link, way[i+1], have, when)
		if !r.Proves() {
			if r, err = c.Client.Check(ctx, link, way[i+1], when); err != nil {
				return Proof{}, err
			}
		}
		if err := r.Err(link); err != nil {
			return Proof{}, err
		}
		proof.add(r)
	}
	return proof, nil
}

func (p *Proof) add(r Result) {
	p.Results = append(p.Results, r)
	if r.Source == OCSP {
		p.OCSPs = addPiece(p.OCSPs, r.Raw)
	} else {
		p.CRLs = addPiece(p.CRLs, r.Raw)
	}
	if !slices.ContainsFunc(p.Certificates, r.Signer.Equal) {
		p.Certificates = append(p.Certificates, r.Signer)
	}
}

func addPiece(pieces [][]byte, piece []byte) [][]byte {
	if slices.ContainsFunc(pieces, func(p []byte) bool { return bytes.Equal(p, piece) }) {
		return pieces
	}
	return append(pieces, piece)
}
