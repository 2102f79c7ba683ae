package pades_test

import (
	"bytes"
	"crypto"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/pdftest"
	"github.com/vanthu/vanthu/internal/pkitest"
	"github.com/vanthu/vanthu/signing/cms"
	"github.com/vanthu/vanthu/signing/pades"
	"github.com/vanthu/vanthu/signing/revocation"
	"github.com/vanthu/vanthu/signing/timestamp"
)

// extend makes a new file and holds it to what must always be: earlier bytes
// stay, the source is untouched, qpdf and mutool find no fault.
func extend(t testing.TB, in string, req pades.ExtendRequest) (out string, e pades.Extension) {
	t.Helper()
	before, err := os.ReadFile(in)
	require.NoError(t, err)
	out = filepath.Join(t.TempDir(), "out.pdf")
	e, err = pades.Extend(t.Context(), in, out, req)
	require.NoError(t, err)
	after, err := os.ReadFile(out)
	require.NoError(t, err)
	require.True(t, bytes.HasPrefix(after, before))
	require.Equal(t, int64(len(after)), e.Size)
	require.Equal(t, len(after) > len(before), e.Changed)
	pdftest.RequireSound(t, out)
	requireNothingIn(t, filepath.Dir(out), "out.pdf")
	return out, e
}

func TestExtendFromB(t *testing.T) {
	s := newServices(t)
	for _, kind := range pdftest.Kinds {
		signed, _ := sign(t, save(t, pdftest.Build(pdftest.Options{Kind: kind, Form: true})), request(s.Leader))

		stamped, e := extend(t, signed, s.to(t, pades.LevelT))
		assert.Equal(t, pades.Extension{Level: pades.LevelT, Changed: true, Size: e.Size, Timestamps: 1}, e)
		requireValid(t, stamped, pkitest.DemoLeader)
		s.requireStamps(t, stamped, 1)

		proven, e := extend(t, stamped, s.to(t, pades.LevelLT))
		// leader, TSA, OCSP responder, issuer, root: the first is of the signature.
		assert.Equal(t, pades.Extension{Level: pades.LevelLT, Changed: true, Size: e.Size, Certificates: 5, OCSPs: 2, CRLs: 1}, e)
		requireValid(t, proven, pkitest.DemoLeader)
		s.requireStore(t, proven)

		sealed, e := extend(t, proven, s.to(t, pades.LevelLTA))
		assert.Equal(t, pades.Extension{Level: pades.LevelLTA, Changed: true, Size: e.Size, Timestamps: 1}, e)
		requireValid(t, sealed, pkitest.DemoLeader)
		s.requireStamps(t, sealed, 2)
		s.requireStore(t, sealed)

		atOnce, e := extend(t, signed, s.to(t, pades.LevelLTA))
		assert.Equal(t, 2, e.Timestamps)
		s.requireStamps(t, atOnce, 2)
		s.requireStore(t, atOnce)
	}
}

// signStamped is what a signer with a network does: B-T at once.
func (s *services) signStamped(t *testing.T, in string, id *pkitest.Identity) string {
	t.Helper()
	out := filepath.Join(t.TempDir(), "signed.pdf")
	p, err := pades.Prepare(t.Context(), in, out, request(id))
	require.NoError(t, err)
	defer p.Discard()
	der, err := cms.Sign(t.Context(), id.Key, p.CMS())
	require.NoError(t, err)
	stamped, err := pades.Timestamped(t.Context(), der, s.to(t, pades.LevelT).Timestamper, crypto.SHA256)
	require.NoError(t, err)
	_, err = p.Finish(stamped)
	require.NoError(t, err)
	parsed, err := cms.Parse(stamped)
	require.NoError(t, err)
	signer := parsed.Signers[0]
	require.Len(t, signer.TimeStampTokens(), 1)
	s.requireOpenSSL(t, signer.TimeStampTokens()[0], signer.Signature)
	return out
}

func TestSignatureTimeStamp(t *testing.T) {
	s := newServices(t)
	signed := s.signStamped(t, save(t, pdftest.Build(pdftest.Options{})), s.Leader)
	requireValid(t, signed, pkitest.DemoLeader)
	_, e := extend(t, signed, s.to(t, pades.LevelT))
	assert.False(t, e.Changed, "the time is proven already")
	proven, e := extend(t, signed, s.to(t, pades.LevelLT))
	assert.Zero(t, e.Timestamps)
	requireValid(t, proven, pkitest.DemoLeader)
	s.requireStore(t, proven)
	_, e = extend(t, proven, s.to(t, pades.LevelLT))
	assert.False(t, e.Changed)
}

// The office's way: leader, agency, copy; the second was offline.
func TestThreeSignaturesToLTA(t *testing.T) {
	s := newServices(t)
	for _, kind := range pdftest.Kinds {
		one := s.signStamped(t, save(t, pdftest.Build(pdftest.Options{Kind: kind, Form: true, Indirect: true})), s.Leader)
		two, _ := sign(t, one, visible(request(s.Agency), pades.Visible{Page: 1, X: 80, Y: 195, Width: 30, Height: 30}))
		three := s.signStamped(t, two, s.Agency)
		sealed, e := extend(t, three, s.to(t, pades.LevelLTA))
		assert.Equal(t, 2, e.Timestamps)
		requireValid(t, sealed, pkitest.DemoLeader, pkitest.DemoAgency, pkitest.DemoAgency)
		s.requireStamps(t, sealed, 2)

		s.Turn(s.Now().AddDate(0, 1, 0)) // what proves the last authority now is not asked for
		again, e := extend(t, sealed, s.to(t, pades.LevelLTA))
		assert.Equal(t, pades.Extension{Level: pades.LevelLTA, Size: e.Size}, e, "nothing is missing")
		renew := s.to(t, pades.LevelLTA)
		renew.Renew = true
		renewed, e := extend(t, again, renew)
		assert.Equal(t, 1, e.Timestamps)
		requireValid(t, renewed, pkitest.DemoLeader, pkitest.DemoAgency, pkitest.DemoAgency)
		s.requireStamps(t, renewed, 3)
	}
}

// Years later: the signer's and the first authority's certificates are over,
// their servers silent about them; what the file holds is enough to renew it.
func TestRenewAfterExpiry(t *testing.T) {
	s := newServices(t)
	start := s.Now()
	in := s.signStamped(t, save(t, pdftest.Build(pdftest.Options{})), s.Leader)
	sealed, _ := extend(t, in, s.to(t, pades.LevelLTA))

	s.Turn(start.AddDate(4, 6, 0)) // the leader's certificate is over, the TSA's not
	s.Register.Revoke(s.Leader.Certificate, start.AddDate(1, 0, 0), 1)
	s.OCSP.Order(pkitest.Down) // its responder's certificate is over as well
	tsa := s.TSA.Identity
	fresh, err := s.NewTSA("TSA mới", pkitest.ECDSAP256, pkitest.Validity{NotBefore: start.AddDate(4, 0, 0), NotAfter: start.AddDate(9, 0, 0)})
	require.NoError(t, err)
	s.TSA.Identity = fresh.Identity
	renew := s.to(t, pades.LevelLTA)
	renew.Renew = true
	renewed, e := extend(t, sealed, renew)
	assert.Equal(t, 1, e.Timestamps)
	requireValid(t, renewed, pkitest.DemoLeader)
	assert.NotEqual(t, tsa.Certificate, fresh.Identity.Certificate)
}

func TestRevokedSigners(t *testing.T) {
	s := newServices(t)
	signed := s.signStamped(t, save(t, pdftest.Build(pdftest.Options{})), s.Leader)
	s.Register.Revoke(s.Leader.Certificate, s.Now().Add(time.Hour), int(revocation.Superseded))
	s.Turn(s.Now().Add(2 * time.Hour))
	_, e := extend(t, signed, s.to(t, pades.LevelLTA))
	assert.Equal(t, pades.LevelLTA, e.Level, "it was signed before, and the time stamp proves it")

	late := s.signStamped(t, save(t, pdftest.Build(pdftest.Options{})), s.Leader)
	requireRefused(t, late, s.to(t, pades.LevelLT), revocation.ErrRevoked)
}

// Of several proofs of time the earliest counts.
func TestEarliestProofCounts(t *testing.T) {
	s := newServices(t)
	start := s.Now()
	one := s.signStamped(t, save(t, pdftest.Build(pdftest.Options{})), s.Leader)
	s.Register.Revoke(s.Leader.Certificate, start.Add(time.Hour), int(revocation.Superseded))
	s.Turn(start.Add(2 * time.Hour))
	two, _ := sign(t, one, request(s.Agency))
	stamped, e := extend(t, two, s.to(t, pades.LevelT))
	require.Equal(t, 1, e.Timestamps)
	proven, _ := extend(t, stamped, s.to(t, pades.LevelLT))
	requireValid(t, proven, pkitest.DemoLeader, pkitest.DemoAgency)
}

// A time stamp does not prove its own authority: that must be good now, or
// under a later time stamp.
func TestStampsDoNotProveThemselves(t *testing.T) {
	s := newServices(t)
	tsa, err := s.NewTSA("TSA ngắn hạn", pkitest.ECDSAP256, pkitest.Validity{NotBefore: s.Now().AddDate(0, -1, 0), NotAfter: s.Now().AddDate(0, 1, 0)})
	require.NoError(t, err)
	s.TSA.Identity = tsa.Identity
	signed, _ := sign(t, save(t, pdftest.Build(pdftest.Options{})), request(s.Leader))
	stamped, _ := extend(t, signed, s.to(t, pades.LevelT))
	proven, _ := extend(t, stamped, s.to(t, pades.LevelLT))
	requireValid(t, proven, pkitest.DemoLeader)
	s.Turn(s.Now().AddDate(0, 2, 0))
	requireRefused(t, stamped, s.to(t, pades.LevelLT), revocation.ErrUntrusted)
}

func TestServersThatFail(t *testing.T) {
	s := newServices(t)
	signed, _ := sign(t, save(t, pdftest.Build(pdftest.Options{})), request(s.Leader))
	for _, f := range []pkitest.Fault{pkitest.Down, pkitest.CutOff, pkitest.Slow} {
		s.Order(f)
		requireRefused(t, signed, s.to(t, pades.LevelT), timestamp.ErrUnreachable)
		s.TSA.Order(pkitest.Healthy)
		requireRefused(t, signed, s.to(t, pades.LevelLT), revocation.ErrUnreachable)
	}
	s.Order(pkitest.Healthy)
	s.TSA.Order(pkitest.OtherSubject)
	requireRefused(t, signed, s.to(t, pades.LevelT), timestamp.ErrOtherContent)
	s.Order(pkitest.Stranger)
	s.TSA.Order(pkitest.Healthy)
	requireRefused(t, signed, s.to(t, pades.LevelLT), revocation.ErrUnknown)
	s.Order(pkitest.Healthy)
	stranger := s.to(t, pades.LevelLT)
	stranger.Evidence.(*revocation.Collector).Chain = newServices(t).Chain
	requireRefused(t, signed, stranger, revocation.ErrUntrusted)
}

// A place that is too small for the token is made larger, and the token asked
// for anew.
func TestTokensFindRoom(t *testing.T) {
	s := newServices(t)
	signed, _ := sign(t, save(t, pdftest.Build(pdftest.Options{})), request(s.Leader))
	tight := s.to(t, pades.LevelLTA)
	tight.Room = 100
	sealed, e := extend(t, signed, tight)
	assert.Equal(t, 2, e.Timestamps)
	assert.Equal(t, 3, s.TSA.Requests())
	requireValid(t, sealed, pkitest.DemoLeader)
	s.requireStamps(t, sealed, 2)
}

// With Partly, what was reached before a server failed is kept.
func TestExtendPartly(t *testing.T) {
	s := newServices(t)
	signed, _ := sign(t, save(t, pdftest.Build(pdftest.Options{})), request(s.Leader))
	s.OCSP.Order(pkitest.Down)
	s.Lists.Order(pkitest.Down)
	partly := s.to(t, pades.LevelLTA)
	partly.Partly = true
	stamped, e := extend(t, signed, partly)
	assert.Equal(t, pades.LevelT, e.Level)
	assert.ErrorIs(t, e.Missing, revocation.ErrUnreachable)
	requireValid(t, stamped, pkitest.DemoLeader)
	s.requireStamps(t, stamped, 1)

	requireRefused(t, stamped, partly, revocation.ErrUnreachable) // nothing new was reached
	e, err := pades.Extend(t.Context(), stamped, stamped, partly)
	require.Error(t, err)
	assert.Equal(t, pades.LevelT, e.Level, "what it had")
}

func TestNothingToExtend(t *testing.T) {
	s := newServices(t)
	plain := save(t, pdftest.Build(pdftest.Options{}))
	requireRefused(t, plain, s.to(t, pades.LevelT), pades.ErrNothingSigned)
	requireRefused(t, plain, pades.ExtendRequest{Level: pades.LevelT}, pades.ErrRequest)
	requireRefused(t, plain, s.to(t, pades.LevelB), pades.ErrRequest)
	requireRefused(t, plain+".no", s.to(t, pades.LevelT), pades.ErrSource)
	requireRefused(t, filepath.Dir(plain), s.to(t, pades.LevelT), pades.ErrSource)

	signed, result := sign(t, plain, request(s.Leader))
	content, err := os.ReadFile(signed)
	require.NoError(t, err)
	requireRefused(t, save(t, bytes.Replace(content, []byte("Page 1"), []byte("Page 2"), 1)), s.to(t, pades.LevelT), pades.ErrBroken)
	copy(content[result.ByteRange[1]+100:], "0000")
	requireRefused(t, save(t, content), s.to(t, pades.LevelT), pades.ErrBroken)
}

// In place, and nothing is written where nothing is missing.
func TestExtendInPlace(t *testing.T) {
	s := newServices(t)
	signed, _ := sign(t, save(t, pdftest.Build(pdftest.Options{})), request(s.Leader))
	_, err := pades.Extend(t.Context(), signed, signed, s.to(t, pades.LevelLTA))
	require.NoError(t, err)
	requireValid(t, signed, pkitest.DemoLeader)
	old := time.Now().Add(-time.Hour)
	require.NoError(t, os.Chtimes(signed, old, old))
	e, err := pades.Extend(t.Context(), signed, signed, s.to(t, pades.LevelLTA))
	require.NoError(t, err)
	assert.False(t, e.Changed)
	info, err := os.Stat(signed)
	require.NoError(t, err)
	assert.WithinDuration(t, old, info.ModTime(), time.Second)

	copied := filepath.Join(t.TempDir(), "copy.pdf")
	more := s.to(t, pades.LevelLTA)
	more.OnlyMore = true
	_, err = pades.Extend(t.Context(), signed, copied, more)
	require.NoError(t, err)
	assert.NoFileExists(t, copied)
}
