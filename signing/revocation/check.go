package revocation

import (
	"crypto/x509"
	"errors"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/internal/oneline"
)

// maxPieces bounds how much evidence of a kind is looked at for one certificate.
const maxPieces = 256

// Check tells from the evidence at hand whether a certificate was revoked when
// it was used. It asks nobody. The status is Good, Revoked or Unknown. That
// issuer issued the certificate is the caller's to know.
//
// Every piece is looked at: a revocation for good that any of them shows counts;
// else the newest speaks. A revocation after When.Used leaves the status Good
// and stands in RevokedAt.
func Check(cert, issuer *x509.Certificate, evidence Evidence, when When) Result {
	v := verdict{when: when}
	for i, der := range evidence.OCSPs {
		if i == maxPieces {
			v.refuse(refused(ErrTooLarge, OCSP))
			break
		}
		v.hear(checkOCSP(der, cert, issuer, evidence.Certificates, when))
	}
	for i, der := range evidence.CRLs {
		if i == maxPieces {
			v.refuse(refused(ErrTooLarge, CRL))
			break
		}
		v.hear(checkCRL(der, cert, issuer, when))
	}
	return v.result()
}

// verdict folds pieces of evidence into one answer.
type verdict struct {
	when   When
	best   *Result
	causes []error
}

func (v *verdict) refuse(err error) { v.causes = append(v.causes, err) }

// hear takes what one piece says, or why it counts for nothing.
func (v *verdict) hear(r Result, err error) {
	switch {
	case err != nil:
		v.refuse(err)
	case v.best == nil || r.weighsMoreThan(*v.best):
		v.best = &r
	}
}

// weighsMoreThan: what is for good beats what may change, then the newer the
// older.
func (r Result) weighsMoreThan(other Result) bool {
	if r.final() != other.final() {
		return r.final()
	}
	return r.ThisUpdate.After(other.ThisUpdate)
}

func (r Result) final() bool { return r.Status == Revoked && r.Reason != OnHold }

// inTime lets a result count when its evidence speaks about the time of use. A
// revocation for good does so at any time.
func (r Result) inTime(p period, cert *x509.Certificate, when When) (Result, error) {
	if r.final() {
		return r, nil
	}
	return r, p.check(cert, when)
}

// result judges the time: what was revoked later was good then.
func (v *verdict) result() Result {
	if v.best == nil {
		return Result{Status: Unknown, Causes: v.causes}
	}
	r := *v.best
	r.Causes = v.causes
	if r.Status == Revoked && r.RevokedAt.After(v.when.Used) {
		r.Status = Good
	}
	return r
}

// Proves tells that a piece of evidence was decisive: the status is Good or
// Revoked.
func (r Result) Proves() bool { return r.Status == Good || r.Status == Revoked }

// Err gives ErrRevoked, ErrUnreachable or ErrUnknown, naming the certificate;
// nil for Good.
func (r Result) Err(cert *x509.Certificate) error {
	args := fault.Args{"name": oneline.Clean(cert.Subject.CommonName)}
	switch r.Status {
	case Good:
		return nil
	case Revoked:
		args["at"] = shown(r.RevokedAt)
		return fault.New(ErrRevoked, args, nil)
	case Unreachable:
		for _, cause := range r.Causes {
			if errors.Is(cause, ErrUnreachable) {
				return cause
			}
		}
	}
	return fault.New(ErrUnknown, args, errors.Join(r.Causes...))
}
