package verify_test

import (
	"bytes"
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/internal/pkitest"
	"github.com/vanthu/vanthu/signing/revocation"
	"github.com/vanthu/vanthu/signing/verify"
)

// Revoked before and after the time that counts.
func TestRevoked(t *testing.T) {
	for name, c := range map[string]struct {
		stamp    bool
		claimed  time.Duration // after now
		revoked  time.Duration
		reason   int
		judgedAt time.Duration
		result   verify.Result
		sub      verify.SubIndication
		code     fault.Code
	}{
		"later, with a time stamp":            {true, -time.Minute, 5 * time.Hour, 1, 48 * time.Hour, verify.TotalPassed, "", verify.RevokedLater},
		"later, without one":                  {false, -time.Minute, 5 * time.Hour, 1, 48 * time.Hour, verify.Indeterminate, verify.RevokedNoPOE, verify.CertificateRevoked},
		"before, and stamped":                 {true, -time.Minute, -time.Hour, 1, 48 * time.Hour, verify.Indeterminate, verify.RevokedNoPOE, verify.CertificateRevoked},
		"long before what is claimed":         {false, -time.Minute, -24 * time.Hour, 1, 48 * time.Hour, verify.TotalFailed, verify.RevokedSub, verify.SignedAfterRevocation},
		"long before, and stamped":            {true, -time.Minute, -24 * time.Hour, 1, 48 * time.Hour, verify.TotalFailed, verify.RevokedSub, verify.SignedAfterRevocation},
		"on hold":                             {false, -time.Minute, -24 * time.Hour, 6, 48 * time.Hour, verify.Indeterminate, verify.TryLater, verify.CertificateOnHold},
		"on hold later, but stamped":          {true, -time.Minute, 5 * time.Hour, 6, 48 * time.Hour, verify.TotalPassed, "", verify.RevokedLater},
		"later, judged when it has ended too": {true, -time.Minute, 5 * time.Hour, 1, 4 * 365 * 24 * time.Hour, verify.TotalPassed, "", verify.RevokedLater},
	} {
		t.Run(name, func(t *testing.T) {
			s := serve(t)
			file := s.sign(t, plain)
			if c.stamp {
				file = s.stamped(t, plain, now.Add(c.claimed))
			}
			s.Register.Revoke(s.Leader.Certificate, now.Add(c.revoked), c.reason)
			s.Turn(now.Add(24 * time.Hour))
			evidence := revocation.Evidence{CRLs: [][]byte{s.Lists.List(), s.RootLists.List()}}
			given := func(o *verify.Options) { o.Evidence = evidence }
			first := leaders(t, s.judge(t, file, now.Add(c.judgedAt), given))
			assert.Equal(t, c.result, first.Result, "%+v", first.Reasons)
			assert.Equal(t, c.sub, first.SubIndication)
			assert.Contains(t, codes(append(first.Reasons, first.Warnings...)), c.code)
			require.NotNil(t, first.RevocationEvidence)
			assert.Equal(t, verify.FromGiven, first.RevocationEvidence.From)
			assert.Equal(t, now.Add(c.revoked), first.RevocationEvidence.RevokedAt)
		})
	}
}

// Evidence that counts for nothing.
func TestUselessEvidence(t *testing.T) {
	s := serve(t)
	file := s.sign(t, plain)
	for name, c := range map[string]struct {
		give func() revocation.Evidence
		code fault.Code
	}{
		"OCSP answer signed by a stranger": {func() revocation.Evidence {
			s.OCSP.Order(pkitest.Stranger)
			defer s.OCSP.Order(pkitest.Healthy)
			return revocation.Evidence{OCSPs: [][]byte{s.OCSP.Status(s.Leader.Certificate)}}
		}, revocation.ErrSignature},
		"OCSP answer about another": {func() revocation.Evidence {
			return revocation.Evidence{OCSPs: [][]byte{s.OCSP.Status(s.Agency.Certificate)}}
		}, revocation.ErrOtherCertificate},
		"list of another issuer": {func() revocation.Evidence {
			return revocation.Evidence{CRLs: [][]byte{s.RootLists.List()}}
		}, revocation.ErrOtherCertificate},
		"list of an impostor": {func() revocation.Evidence {
			s.Lists.Order(pkitest.Stranger)
			defer s.Lists.Order(pkitest.Healthy)
			return revocation.Evidence{CRLs: [][]byte{s.Lists.List()}}
		}, revocation.ErrSignature},
		"old list": {func() revocation.Evidence {
			s.Lists.Order(pkitest.Stale)
			defer s.Lists.Order(pkitest.Healthy)
			return revocation.Evidence{CRLs: [][]byte{s.Lists.List()}}
		}, revocation.ErrStale},
		"list of some reasons": {func() revocation.Evidence {
			s.Lists.Order(pkitest.Partial)
			defer s.Lists.Order(pkitest.Healthy)
			return revocation.Evidence{CRLs: [][]byte{s.Lists.List()}}
		}, revocation.ErrPartial},
		"noise": {func() revocation.Evidence { return revocation.Evidence{CRLs: [][]byte{{0x30, 0}}} }, revocation.ErrMalformed},
	} {
		evidence := c.give()
		first := leaders(t, s.judge(t, file, now, func(o *verify.Options) { o.Evidence = evidence }))
		assert.Equal(t, verify.TotalPassed, first.Result, name)
		assert.NotEqual(t, verify.RevocationGood, first.Revocation, name)
		assert.Nil(t, first.RevocationEvidence, name)
		assert.Contains(t, codes(first.Warnings), verify.RevocationUnchecked, name)
	}
}

func TestOnline(t *testing.T) {
	s := serve(t)
	file := s.sign(t, plain)
	ask := func(o *verify.Options) { o.Online = s.client(t) }
	first := leaders(t, s.judge(t, file, now, ask))
	assert.Equal(t, verify.RevocationGood, first.Revocation)
	assert.Equal(t, verify.FromServer, first.RevocationEvidence.From)
	assert.Equal(t, verify.LevelB, first.Level, "the file has proven nothing")

	s.Register.Revoke(s.Leader.Certificate, now.Add(-24*time.Hour), 1)
	assert.Equal(t, verify.RevokedSub, leaders(t, s.judge(t, file, now, ask)).SubIndication)

	asked := s.OCSP.Requests() + s.Lists.Requests()
	nobody := leaders(t, s.judge(t, file, now, ask, func(o *verify.Options) { o.Trust = trust(t) }))
	assert.Equal(t, verify.NoCertificateChain, nobody.SubIndication)
	assert.Equal(t, asked, s.OCSP.Requests()+s.Lists.Requests(), "strangers do not decide whom to ask")

	s.Close()
	first = leaders(t, s.judge(t, file, now, ask))
	assert.Equal(t, verify.RevocationUnreachable, first.Revocation)
	assert.Equal(t, verify.TotalPassed, first.Result)
	assert.Contains(t, codes(first.Warnings), verify.RevocationUnchecked)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := verify.Verify(ctx, bytes.NewReader(file), int64(len(file)), verify.Options{Trust: s.trust(), Clock: s, Online: s.client(t)})
	assert.ErrorIs(t, err, context.Canceled)
}
