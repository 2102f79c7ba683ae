package revocation_test

import (
	"crypto/x509"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/internal/pkitest"
	"github.com/vanthu/vanthu/signing/revocation"
)

func TestGood(t *testing.T) {
	b := newBench(t)
	for name, responder := range map[string]*pkitest.OCSPResponder{
		"delegate": b.ocsp, "issuer": {Register: b.register}, "issuer by key": {Register: b.register, ByKey: true},
		"delegate by key": {Register: b.register, ByKey: true, Responder: b.ocsp.Responder},
	} {
		r := b.check(pieces(responder.Status(b.signer.Certificate)), nil, revocation.At(now))
		require.Equal(t, revocation.Good, r.Status, "%s %v", name, r.Causes)
		assert.Equal(t, revocation.OCSP, r.Source)
		assert.Equal(t, now.Add(-time.Minute), r.ThisUpdate)
		assert.NotNil(t, r.Signer)
		assert.NoError(t, r.Err(b.signer.Certificate))
	}
	r := b.check(nil, pieces(b.crl.List()), revocation.At(now))
	require.Equal(t, revocation.Good, r.Status, "%v", r.Causes)
	assert.Equal(t, revocation.CRL, r.Source)
	assert.Equal(t, b.issuer.Certificate, r.Signer)
	assert.Equal(t, revocation.Unknown, b.check(nil, nil, revocation.At(now)).Status)
}

// Revoked an hour ago: what was signed before stays good where that is proven.
func TestRevoked(t *testing.T) {
	b := newBench(t)
	hourAgo := now.Add(-time.Hour)
	b.register.Revoke(b.signer.Certificate, hourAgo, int(revocation.KeyCompromise))
	for name, evidence := range map[string][2][][]byte{
		"ocsp": {pieces(b.ocsp.Status(b.signer.Certificate)), nil},
		"crl":  {nil, pieces(b.crl.List())},
	} {
		r := b.check(evidence[0], evidence[1], revocation.At(now))
		require.Equal(t, revocation.Revoked, r.Status, name)
		assert.Equal(t, hourAgo, r.RevokedAt)
		assert.Equal(t, revocation.KeyCompromise, r.Reason)
		require.ErrorIs(t, r.Err(b.signer.Certificate), revocation.ErrRevoked)

		r = b.check(evidence[0], evidence[1], revocation.When{Used: hourAgo.Add(-time.Second), Now: now})
		require.Equal(t, revocation.Good, r.Status, name)
		assert.Equal(t, hourAgo, r.RevokedAt)
		r = b.check(evidence[0], evidence[1], revocation.When{Used: hourAgo, Now: now})
		require.Equal(t, revocation.Revoked, r.Status, name)
	}
}

// What counts for nothing, and why.
func TestRefusedEvidence(t *testing.T) {
	b := newBench(t)
	for order, want := range map[pkitest.Fault]fault.Code{
		pkitest.Refusal: revocation.ErrUnreachable, pkitest.OtherSubject: revocation.ErrOtherCertificate, pkitest.Stranger: revocation.ErrStranger,
		pkitest.Forged: revocation.ErrSignature, pkitest.Stale: revocation.ErrStale, pkitest.FromFuture: revocation.ErrFuture,
		pkitest.Unknown: revocation.ErrNotKnown, pkitest.Bare: revocation.ErrStranger,
	} {
		b.ocsp.Order(order)
		requireRefused(t, b.check(pieces(b.ocsp.Status(b.signer.Certificate)), nil, revocation.At(now)), want, order)
	}
	for order, want := range map[pkitest.Fault]fault.Code{
		pkitest.OtherSubject: revocation.ErrOtherCertificate, pkitest.Stranger: revocation.ErrSignature, pkitest.Forged: revocation.ErrSignature,
		pkitest.Stale: revocation.ErrStale, pkitest.FromFuture: revocation.ErrFuture, pkitest.Partial: revocation.ErrPartial,
		pkitest.Indirect: revocation.ErrPartial, pkitest.Delta: revocation.ErrPartial,
	} {
		b.crl.Order(order)
		requireRefused(t, b.check(nil, pieces(b.crl.List()), revocation.At(now)), want, order)
	}
	requireRefused(t, b.check(pieces([]byte("x"), nil, make([]byte, 2<<20)), pieces([]byte{0x30, 0x00}), revocation.At(now)), revocation.ErrMalformed, "noise")
	requireRefused(t, b.check(pieces(make([]byte, 2<<20)), nil, revocation.At(now)), revocation.ErrTooLarge, "size")
	requireRefused(t, b.check(nil, pieces(make([]byte, 65<<20)), revocation.At(now)), revocation.ErrTooLarge, "size")
}

func requireRefused(t *testing.T, r revocation.Result, want fault.Code, order pkitest.Fault) {
	t.Helper()
	require.Equal(t, revocation.Unknown, r.Status, order)
	require.NotEmpty(t, r.Causes, order)
	require.ErrorIs(t, r.Causes[0], want, order)
	assert.Nil(t, r.Raw)
	assert.Error(t, r.Err(&x509.Certificate{}))
}

// A responder's certificate may be at hand when the answer holds none.
func TestResponderFromElsewhere(t *testing.T) {
	b := newBench(t)
	b.ocsp.Order(pkitest.Bare)
	evidence := revocation.Evidence{OCSPs: pieces(b.ocsp.Status(b.signer.Certificate)), Certificates: []*x509.Certificate{b.ocsp.Responder.Certificate}}
	r := revocation.Check(b.signer.Certificate, b.issuer.Certificate, evidence, revocation.At(now))
	assert.Equal(t, revocation.Good, r.Status, "%v", r.Causes)
}

// Who may answer for the issuer.
func TestAppointment(t *testing.T) {
	b := newBench(t)
	for name, leaf := range map[string]pkitest.Leaf{
		"a person":  {Validity: pkitest.Around(now, 1)},
		"a TSA":     {Validity: pkitest.Around(now, 1), ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageTimeStamping}},
		"expired":   {Validity: pkitest.Expired(now), ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageOCSPSigning}},
		"not begun": {Validity: pkitest.NotYet(now), ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageOCSPSigning}},
	} {
		leaf.CommonName, leaf.Kind = "OCSP", pkitest.ECDSAP256
		id, err := b.issuer.Issue(leaf)
		require.NoError(t, err)
		responder := &pkitest.OCSPResponder{Register: b.register, Responder: id}
		requireRefused(t, b.check(pieces(responder.Status(b.signer.Certificate)), nil, revocation.At(now)), revocation.ErrStranger, pkitest.Fault(name))
	}
	// The root may not answer for what its intermediate issued.
	id, err := b.root.Issue(pkitest.Leaf{CommonName: "OCSP", Kind: pkitest.ECDSAP256, Validity: pkitest.Around(now, 1), ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageOCSPSigning}})
	require.NoError(t, err)
	responder := &pkitest.OCSPResponder{Register: b.register, Responder: id}
	requireRefused(t, b.check(pieces(responder.Status(b.signer.Certificate)), nil, revocation.At(now)), revocation.ErrStranger, "root's")
	// An answer about a namesake of another issuer.
	r := revocation.Check(b.signer.Certificate, b.root.Certificate, revocation.Evidence{OCSPs: pieces(b.ocsp.Status(b.signer.Certificate))}, revocation.At(now))
	requireRefused(t, r, revocation.ErrOtherCertificate, "other issuer")
}

// Name and key of the issuer must both fit, and the answer is refused before
// anybody looks who signed it.
func TestIssuerIsNamedTwice(t *testing.T) {
	b := newBench(t)
	evidence := revocation.Evidence{OCSPs: pieces(b.ocsp.Status(b.signer.Certificate))}
	renamed, rekeyed := *b.issuer.Certificate, *b.issuer.Certificate
	renamed.RawSubject = b.root.Certificate.RawSubject
	rekeyed.RawSubjectPublicKeyInfo = b.root.Certificate.RawSubjectPublicKeyInfo
	for _, issuer := range []*x509.Certificate{&renamed, &rekeyed} {
		requireRefused(t, revocation.Check(b.signer.Certificate, issuer, evidence, revocation.At(now)), revocation.ErrOtherCertificate, "issuer")
	}
}

// Evidence of then, judged years later; and the ends of validity.
func TestTimes(t *testing.T) {
	b := newBench(t)
	answer, list := pieces(b.ocsp.Status(b.signer.Certificate)), pieces(b.crl.List())
	later := now.AddDate(5, 0, 0)
	for name, c := range map[string]struct {
		when revocation.When
		want revocation.Status
	}{
		"proven use then":            {revocation.When{Used: now, Now: later}, revocation.Good},
		"use before the answer":      {revocation.When{Used: now.AddDate(0, -2, 0), Now: later}, revocation.Good},
		"use before the next update": {revocation.When{Used: now.AddDate(0, 0, 6), Now: later}, revocation.Good},
		"use after it":               {revocation.When{Used: now.AddDate(0, 0, 8), Now: later}, revocation.Unknown},
		"nothing proven":             {revocation.At(later), revocation.Unknown},
		"our clock is late":          {revocation.At(now.Add(-4 * time.Minute)), revocation.Good},
		"our clock is too late":      {revocation.At(now.Add(-time.Hour)), revocation.Unknown},
	} {
		assert.Equal(t, c.want, b.check(answer, nil, c.when).Status, name)
		assert.Equal(t, c.want, b.check(nil, list, c.when).Status, name)
	}
}

// After its end a certificate may be missing from lists: that proves nothing.
func TestEvidenceAfterExpiry(t *testing.T) {
	b := newBench(t)
	old, err := b.issuer.Issue(pkitest.Leaf{CommonName: "cũ", Kind: pkitest.ECDSAP256, Validity: pkitest.Expired(now)})
	require.NoError(t, err)
	b.signer = old
	when := revocation.When{Used: now.AddDate(0, -2, 0), Now: now}
	requireRefused(t, b.check(nil, pieces(b.crl.List()), when), revocation.ErrAfterExpiry, "list")
	requireRefused(t, b.check(pieces(b.ocsp.Status(old.Certificate)), nil, when), revocation.ErrAfterExpiry, "answer")
	b.register.Revoke(old.Certificate, now.AddDate(0, -3, 0), 0)
	assert.Equal(t, revocation.Revoked, b.check(nil, pieces(b.crl.List()), when).Status)
	assert.Equal(t, revocation.Revoked, b.check(pieces(b.ocsp.Status(old.Certificate)), nil, when).Status)
}

// Pieces that differ: what is for good counts, else the newest.
func TestPiecesThatDiffer(t *testing.T) {
	b := newBench(t)
	good := b.ocsp.Status(b.signer.Certificate)
	b.register.Revoke(b.signer.Certificate, now.Add(-time.Hour), int(revocation.OnHold))
	held := b.crl.List()
	b.register.Revoke(b.signer.Certificate, now.Add(-time.Hour), int(revocation.Superseded))
	revoked := b.crl.List()
	b.ocsp.Order(pkitest.Forged)
	b.register.Release(b.signer.Certificate)
	for name, c := range map[string]struct {
		ocsps, crls [][]byte
		want        revocation.Status
		reason      revocation.Reason
	}{
		"held":             {nil, pieces(held), revocation.Revoked, revocation.OnHold},
		"good and revoked": {pieces(good), pieces(revoked), revocation.Revoked, revocation.Superseded},
		"held and revoked": {nil, pieces(held, revoked), revocation.Revoked, revocation.Superseded},
		"revoked and held": {nil, pieces(revoked, held), revocation.Revoked, revocation.Superseded},
		"good and forged":  {pieces(b.ocsp.Status(b.signer.Certificate), good), nil, revocation.Good, 0},
	} {
		r := b.check(c.ocsps, c.crls, revocation.At(now))
		assert.Equal(t, c.want, r.Status, name)
		assert.Equal(t, c.reason, r.Reason, name)
	}
}

func TestTextsAreThere(t *testing.T) { assert.Empty(t, i18n.Gaps()) }
