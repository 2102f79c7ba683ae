package verify

import (
	"context"
	"crypto/x509"
	"errors"
	"slices"
	"time"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/revocation"
)

// evaluation is the judgement of a certificate at a time: the building block
// "X.509 certificate validation" (EN 319 102-1 §5.2.6) of a signer or of a time
// stamping authority.
type evaluation struct {
	chain    []*x509.Certificate // itself first, the root last; nil where there is none
	findings []graded
	state    Revocation
	evidence *StatusEvidence
	inFile   bool  // what proves that no link was revoked stands in the file
	pieces   []int // the objects that prove it
}

// graded is a finding that has not been put into a report yet.
type graded struct {
	result Result // TotalPassed for a warning
	sub    SubIndication
	Finding
}

func (e *evaluation) fail(sub SubIndication, code fault.Code, args fault.Args) {
	e.findings = append(e.findings, graded{TotalFailed, sub, Finding{code, args}})
}

func (e *evaluation) doubt(sub SubIndication, code fault.Code, args fault.Args) {
	e.findings = append(e.findings, graded{Indeterminate, sub, Finding{code, args}})
}

func (e *evaluation) warn(code fault.Code, args fault.Args) {
	e.findings = append(e.findings, graded{TotalPassed, "", Finding{code, args}})
}

// good tells that nothing stands against the certificate.
func (e *evaluation) good() bool {
	return e != nil && e.chain != nil && !slices.ContainsFunc(e.findings, func(g graded) bool { return g.result != TotalPassed })
}

// put enters the findings into a report.
func (e *evaluation) put(s *Signature) {
	for _, g := range e.findings {
		switch g.result {
		case TotalFailed:
			s.fail(g.sub, g.Code, g.Args)
		case Indeterminate:
			s.doubt(g.sub, g.Code, g.Args)
		default:
			s.warn(g.Code, g.Args)
		}
	}
	s.Revocation, s.RevocationEvidence = e.state, e.evidence
	if e.chain != nil {
		s.Chain = names(e.chain[1:])
	}
}

// moment is when a certificate was used: proven, or only claimed.
type moment struct{ proven, claimed time.Time }

// at is the time that validity and revocation are judged at.
func (m moment) at(now time.Time) time.Time {
	if m.proven.IsZero() {
		return now
	}
	return m.proven
}

// evaluate judges a certificate. bundle holds links that came along. Errors are
// the context's.
func (f *file) evaluate(ctx context.Context, j *judging, cert *x509.Certificate, bundle []*x509.Certificate, used moment) (*evaluation, error) {
	e := &evaluation{state: RevocationNotChecked}
	if f.trust.empty() {
		e.doubt(NoCertificateChain, NoAnchors, fault.Args{"issuer": nameOf(cert.Issuer)})
		e.warn(RevocationUnchecked, nil)
		return e, nil
	}
	at := used.at(f.now)
	bundle = append(slices.Clone(bundle), f.store.Certificates...)
	chain, err := f.trust.chain(cert, bundle, at)
	if err != nil {
		chain = f.explainChain(e, cert, bundle, used, err)
	}
	if chain == nil {
		e.warn(RevocationUnchecked, nil)
		return e, nil
	}
	e.chain = chain
	return e, f.checkRevocation(ctx, j, e, used)
}

// explainChain says why there is no way to a root at the time that counts.
// Where there was one when the certificate was valid, it is only age that
// stands against it, and that way is given back.
func (f *file) explainChain(e *evaluation, cert *x509.Certificate, bundle []*x509.Certificate, used moment, err error) []*x509.Certificate {
	if chain, err := f.trust.chain(cert, bundle, within(used.claimed, cert)); err == nil {
		e.doubt(OutOfBoundsNoPOE, ExpiredSince, fault.Args{"expired": shown(earliestEnd(chain))})
		return chain
	}
	var unknown x509.UnknownAuthorityError
	var invalid x509.CertificateInvalidError
	switch {
	case weakLink(cert, append(slices.Clone(bundle), f.trust.all()...)):
		e.doubt(CryptoConstraints, WeakHash, fault.Args{"hash": "SHA-1"})
	case errors.As(err, &unknown):
		e.doubt(NoCertificateChain, Untrusted, fault.Args{"issuer": nameOf(cert.Issuer)})
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired && !invalid.Cert.Equal(cert):
		e.doubt(ChainConstraints, IssuerNotValid, fault.Args{"issuer": nameOf(invalid.Cert.Subject), "from": shown(invalid.Cert.NotBefore), "to": shown(invalid.Cert.NotAfter)})
	default:
		e.doubt(ChainConstraints, ChainInvalid, fault.Args{"detail": err.Error()})
	}
	return nil
}

// checkRevocation asks about every link below the root.
func (f *file) checkRevocation(ctx context.Context, j *judging, e *evaluation, used moment) error {
	when := revocation.When{Used: used.at(f.now), Now: f.now}
	e.inFile = true
	for i, link := range e.chain[:len(e.chain)-1] {
		s, err := f.statusOf(ctx, j, link, e.chain[i+1], when)
		if err != nil {
			return err
		}
		piece, held := f.heldProof(j, link, e.chain[i+1], used)
		e.inFile = e.inFile && held
		if piece != 0 {
			e.pieces = append(e.pieces, piece)
		}
		if i == 0 {
			e.state, e.evidence = s.state(), s.evidence()
			f.weighStatus(e, s, used)
		} else {
			weighIssuer(e, s, link)
		}
	}
	return nil
}

// weighStatus: EN 319 102-1 §5.2.6.4, §5.3.4 and §5.5.4. That a certificate was
// revoked counts for a signature that is not proven to be older. One that says
// itself that it was made afterwards is worth nothing.
func (f *file) weighStatus(e *evaluation, s status, used moment) {
	args := fault.Args{"at": shown(s.RevokedAt)}
	switch s.state() {
	case RevocationGood:
		if !s.RevokedAt.IsZero() {
			e.warn(RevokedLater, args)
		}
	case RevocationRevoked:
		if claimed := used.claimed; !claimed.IsZero() && claimed.Add(-shift).After(s.RevokedAt) {
			e.fail(RevokedSub, SignedAfterRevocation, args)
			return
		}
		e.doubt(RevokedNoPOE, CertificateRevoked, args)
	case RevocationOnHold:
		e.doubt(TryLater, CertificateOnHold, args)
	default:
		f.weighNoStatus(e, s)
	}
}

// weighNoStatus: while a certificate is valid its authority can still be asked;
// afterwards nobody can prove any more that it was good.
func (f *file) weighNoStatus(e *evaluation, s status) {
	switch {
	case f.now.After(e.chain[0].NotAfter):
		e.doubt(TryLater, RevocationUnprovable, nil)
	case s.forged:
		e.doubt(TryLater, EvidenceForged, nil)
	default:
		e.warn(RevocationUnchecked, nil)
	}
	if len(s.Causes) > 0 {
		if code, args, ok := fault.Of(s.Causes[len(s.Causes)-1]); ok {
			e.warn(code, args)
		}
	}
}

func weighIssuer(e *evaluation, s status, issuer *x509.Certificate) {
	args := fault.Args{"issuer": nameOf(issuer.Subject)}
	switch s.state() {
	case RevocationGood:
	case RevocationRevoked, RevocationOnHold:
		args["at"] = shown(s.RevokedAt)
		e.doubt(RevokedCANoPOE, IssuerRevoked, args)
	default:
		if e.state == RevocationGood { // else a warning has been given
			e.warn(IssuerUnchecked, args)
		}
	}
}
