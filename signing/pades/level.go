package pades

import (
	"context"
	"crypto"
	"crypto/x509"
	"time"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/cms"
	"github.com/vanthu/vanthu/signing/revocation"
	"github.com/vanthu/vanthu/signing/timestamp"
)

// Level is a PAdES baseline level, EN 319 142-1 §6.
type Level int

// The levels: a signature; one that is proven to have been there at a time; one
// whose certificates are proven by what the file holds; one whose proofs are
// under a time stamp too, for the time after their makers' end.
const (
	LevelB Level = iota
	LevelT
	LevelLT
	LevelLTA
)

// String is the level's name in the standard.
func (l Level) String() string {
	switch l {
	case LevelB:
		return "B-B"
	case LevelT:
		return "B-T"
	case LevelLT:
		return "B-LT"
	case LevelLTA:
		return "B-LTA"
	}
	return "?"
}

// Timestamper gets time stamps: *timestamp.Client is one.
type Timestamper interface {
	Stamp(ctx context.Context, digest []byte, hash crypto.Hash) (*timestamp.Token, error)
}

// Evidence proves certificates: *revocation.Collector is one.
type Evidence interface {
	Collect(ctx context.Context, cert *x509.Certificate, bundle []*x509.Certificate, used time.Time, have revocation.Evidence) (revocation.Proof, error)
}

// What can stand in the way of a higher level; packages timestamp and
// revocation have the codes for what servers do.
var (
	// ErrNothingSigned: the document bears no signature whose level could rise.
	ErrNothingSigned = fault.Define("pades.nothing_signed")
	// ErrBroken: a signature is not intact, so that nothing can be proven of it;
	// argument "field".
	ErrBroken = fault.Define("pades.signature_broken")
)

// Timestamped adds a signature time stamp to a CMS signature, which makes it
// B-T: between cms.Sign and Prepared.Finish. The time stamp is over the
// signature's value (EN 319 122-1 §5.3). Where the authority cannot be reached
// the signature is still good as it is, and Extend can raise it later.
func Timestamped(ctx context.Context, signature []byte, by Timestamper, hash crypto.Hash) ([]byte, error) {
	signed, err := cms.Parse(signature)
	if err != nil {
		return nil, err
	}
	if len(signed.Signers) != 1 {
		return nil, badRequest("not one signer")
	}
	h := hash.New()
	h.Write(signed.Signers[0].Signature)
	token, err := by.Stamp(ctx, h.Sum(nil), hash)
	if err != nil {
		return nil, err
	}
	return cms.AddTimestamp(signature, token.DER)
}
