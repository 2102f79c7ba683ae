package verify

import (
	"context"
	"crypto/sha256"
	"crypto/x509"
	"errors"
	"slices"
	"time"

	"github.com/vanthu/vanthu/signing/revocation"
)

// Revocation is what is known of a certificate's revocation at the time that
// counts: the proven time of signing, else the time of the check.
type Revocation string

// The states. OnHold and Revoked say that it was so at that time.
const (
	RevocationNotChecked  Revocation = "not_checked" // there is no evidence
	RevocationGood        Revocation = "good"
	RevocationRevoked     Revocation = "revoked"
	RevocationOnHold      Revocation = "on_hold"
	RevocationUnknown     Revocation = "unknown"     // what evidence there is proves nothing
	RevocationUnreachable Revocation = "unreachable" // asked, and nobody answered
)

// Origin is where evidence came from.
type Origin string

// The origins.
const (
	FromFile   Origin = "file"   // it stands in the signed file
	FromGiven  Origin = "given"  // it was at hand: Options.Evidence
	FromServer Origin = "server" // Options.Online asked for it
)

// StatusEvidence is what decided on a certificate's revocation.
type StatusEvidence struct {
	Source     revocation.Source `json:"source"` // ocsp or crl
	From       Origin            `json:"from"`
	Signer     string            `json:"signer"`
	ThisUpdate time.Time         `json:"this_update"`
	NextUpdate time.Time         `json:"next_update,omitzero"`
	// RevokedAt is set for a revocation at any time, a later one too.
	RevokedAt time.Time         `json:"revoked_at,omitzero"`
	Reason    revocation.Reason `json:"reason,omitempty"` // CRLReason
	Server    string            `json:"server,omitempty"`
}

// status is the answer about one certificate.
type status struct {
	revocation.Result
	from Origin
	// forged: the file holds evidence that neither the issuer nor anybody whom it
	// appointed has signed.
	forged bool
}

func (s status) state() Revocation {
	switch s.Status {
	case revocation.Good:
		return RevocationGood
	case revocation.Revoked:
		if s.Reason == revocation.OnHold {
			return RevocationOnHold
		}
		return RevocationRevoked
	case revocation.Unreachable:
		return RevocationUnreachable
	}
	if len(s.Causes) == 0 {
		return RevocationNotChecked
	}
	return RevocationUnknown
}

// evidence describes what decided; nil where nothing did.
func (s status) evidence() *StatusEvidence {
	if !s.Proves() {
		return nil
	}
	return &StatusEvidence{
		Source: s.Source, From: s.from, Signer: nameOf(s.Signer.Subject), ThisUpdate: s.ThisUpdate, NextUpdate: s.NextUpdate,
		RevokedAt: s.RevokedAt, Reason: s.Reason, Server: readable(s.Server),
	}
}

// statusOf asks the evidence in the file, then what else is at hand, then, where
// it may, the servers that the certificate names. Whatever shows a revocation
// counts.
func (f *file) statusOf(ctx context.Context, j *judging, cert, issuer *x509.Certificate, when revocation.When) (status, error) {
	own := f.inFile(j)
	s := status{Result: revocation.Check(cert, issuer, own, when), from: FromFile}
	s.forged = slices.ContainsFunc(s.Causes, func(cause error) bool {
		return errors.Is(cause, revocation.ErrStranger) || errors.Is(cause, revocation.ErrSignature)
	})
	if len(f.given.OCSPs)+len(f.given.CRLs) > 0 && s.Status != revocation.Revoked {
		if all := revocation.Check(cert, issuer, with(own, f.given), when); all.Status == revocation.Revoked || !s.Proves() && all.Proves() {
			s = status{Result: all, from: FromGiven, forged: s.forged}
		}
	}
	if s.Proves() || f.online == nil {
		return s, nil
	}
	r, err := f.online.Check(ctx, cert, issuer, when)
	return status{Result: r, from: FromServer, forged: s.forged}, err
}

// heldProof tells whether the file itself proves that a certificate had not been
// revoked when it was used, and by which object; 0 where the proof stands among
// the signature's attributes. For an authority whose time stamp nothing covers
// yet, that is the stamp's own time: a level is what a file holds, and does not
// fade with the date.
func (f *file) heldProof(j *judging, cert, issuer *x509.Certificate, used moment) (piece int, ok bool) {
	when := revocation.When{Used: used.at(used.claimed), Now: f.now}
	r := revocation.Check(cert, issuer, f.inFile(j), when)
	return f.store.objects[sha256.Sum256(r.Raw)], r.Status == revocation.Good
}
