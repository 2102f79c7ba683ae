package verify_test

import (
	"bytes"
	"crypto"
	"crypto/rand"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/internal/pdftest"
	"github.com/vanthu/vanthu/internal/pkitest"
	"github.com/vanthu/vanthu/signing/cms"
	"github.com/vanthu/vanthu/signing/pades"
	"github.com/vanthu/vanthu/signing/revocation"
	"github.com/vanthu/vanthu/signing/timestamp"
	"github.com/vanthu/vanthu/signing/verify"
)

var plain = pdftest.Build(pdftest.Options{})

func TestLevels(t *testing.T) {
	s := serve(t)
	signed := s.sign(t, plain)
	own := s.stamped(t, plain, now.Add(-time.Minute))
	later := now.AddDate(4, 0, 0) // the leader's certificate has expired, the authority's has not
	files := map[string]struct {
		file  []byte
		level verify.Level
		later verify.SubIndication // four years later; empty where it passes
	}{
		"signed":                        {signed, verify.LevelB, verify.OutOfBoundsNoPOE},
		"stamped":                       {own, verify.LevelT, verify.TryLater},
		"document stamped":              {s.raise(t, signed, pades.LevelT), verify.LevelT, verify.TryLater},
		"proven":                        {s.raise(t, signed, pades.LevelLT), verify.LevelLT, ""},
		"stamped and proven":            {s.raise(t, own, pades.LevelLT), verify.LevelLT, ""},
		"sealed":                        {s.raise(t, signed, pades.LevelLTA), verify.LevelLTA, ""},
		"stamped and sealed":            {s.raise(t, own, pades.LevelLTA), verify.LevelLTA, ""},
		"signed with the older format":  {called(t, bytes.Clone(signed), "/adbe.pkcs7.detached"), verify.NoLevel, "-"},
		"sealed, then signed once more": {s.sign(t, s.raise(t, signed, pades.LevelLTA)), verify.LevelLTA, "-"},
	}
	s.Close()
	for name, c := range files {
		first := leaders(t, s.judge(t, c.file, now.Add(time.Hour)))
		assert.Equal(t, c.level, first.Level, "%s %+v", name, first)
		if c.later == "-" {
			continue
		}
		assert.Equal(t, verify.TotalPassed, first.Result, "%s %+v", name, first.Reasons)
		assert.Equal(t, c.level != verify.LevelB, first.Proof != nil, name)
		assert.Equal(t, c.level == verify.LevelLT || c.level == verify.LevelLTA, first.Revocation == verify.RevocationGood, name)
		old := leaders(t, s.judge(t, c.file, later))
		assert.Equal(t, c.later, old.SubIndication, "%s %+v", name, old.Reasons)
		assert.Equal(t, c.level, old.Level, "%s: what a file holds does not fade", name)
		assert.Equal(t, c.later == "", old.Result == verify.TotalPassed, name)
	}
}

// What was signed after a document time stamp is not proven by it.
func TestStampProvesOnlyWhatItCovers(t *testing.T) {
	s := serve(t)
	file := s.sign(t, s.raise(t, s.sign(t, plain), pades.LevelT), func(r *pades.Request) { r.Chain, r.Key = s.Agency.Chain, s.Agency.Key })
	report := s.judge(t, file, now.Add(time.Hour))
	require.Len(t, report.Signatures, 3)
	assert.NotNil(t, report.Signatures[0].Proof)
	assert.Nil(t, report.Signatures[1].Proof, "nothing stamps the time stamp itself")
	assert.Nil(t, report.Signatures[2].Proof)
	assert.Equal(t, verify.LevelB, report.Signatures[2].Level)
}

func TestProofIsReported(t *testing.T) {
	s := serve(t)
	file := s.raise(t, s.stamped(t, plain, now.Add(-time.Minute)), pades.LevelLT)
	report := s.judge(t, file, now.Add(time.Hour))
	first := leaders(t, report)
	require.NotNil(t, first.Proof)
	assert.Equal(t, now, first.Proof.Time)
	assert.Equal(t, "TSA Demo Văn Thư", first.Proof.Authority)
	assert.Empty(t, first.Proof.Field, "its own time stamp is the earliest")
	require.Len(t, first.TimeStamps, 1)
	assert.True(t, first.TimeStamps[0].Good)
	assert.NotContains(t, codes(first.Warnings), verify.TimeOnlyClaimed)
	assert.NotContains(t, codes(first.Warnings), verify.RevocationUnchecked)
	require.NotNil(t, first.RevocationEvidence)
	assert.Equal(t, revocation.OCSP, first.RevocationEvidence.Source)
	assert.Equal(t, verify.FromFile, first.RevocationEvidence.From)
	assert.Equal(t, "OCSP Demo Văn Thư", first.RevocationEvidence.Signer)
}

// A time stamp that is none proves no time; the signature is none the worse.
func TestUselessTimeStamps(t *testing.T) {
	s := serve(t)
	other, err := pkitest.NewRoot(rand.Reader, "CA khác", pkitest.RSA2048, pkitest.Around(now, 9))
	require.NoError(t, err)
	stranger, err := other.NewTSA("TSA lạ", pkitest.RSA2048, pkitest.Around(now, 5), s)
	require.NoError(t, err)
	person, err := s.Served.Issue(pkitest.Leaf{CommonName: "Không phải TSA", Kind: pkitest.RSA2048, Validity: pkitest.Around(now, 5)})
	require.NoError(t, err)
	swap := func(id *pkitest.Identity) func(*testing.T) []byte {
		return func(t *testing.T) []byte {
			return s.withCMS(t, plain, now.Add(-time.Minute), func(der []byte) []byte { return addToken(t, s, der, id) })
		}
	}
	for name, c := range map[string]struct {
		file func(*testing.T) []byte
		code fault.Code
	}{
		"of another document":     {func(t *testing.T) []byte { return s.otherDocument(t) }, timestamp.ErrOtherContent},
		"by somebody else's root": {swap(stranger.Identity), verify.Untrusted},
		"by a person":             {swap(person), timestamp.ErrUsage},
	} {
		first := leaders(t, s.judge(t, c.file(t), now.Add(time.Hour)))
		assert.Equal(t, verify.TotalPassed, first.Result, "%s %+v", name, first.Reasons)
		assert.Nil(t, first.Proof, name)
		assert.Equal(t, verify.LevelB, first.Level, name)
		require.Len(t, first.TimeStamps, 1, name)
		assert.False(t, first.TimeStamps[0].Good)
		require.NotNil(t, first.TimeStamps[0].Reason)
		assert.Equal(t, c.code, first.TimeStamps[0].Reason.Code, name)
		assert.Contains(t, codes(first.Warnings), verify.TimeStampUseless, name)
		assert.Contains(t, codes(first.Warnings), verify.TimeOnlyClaimed, name)
	}
}

// addToken stamps without asking whether the authority is a good one.
func addToken(t *testing.T, s *services, der []byte, id *pkitest.Identity) []byte {
	t.Helper()
	tsa := s.Issuer.TSAOf(id, s)
	signed, err := cms.Parse(der)
	require.NoError(t, err)
	h := crypto.SHA256.New()
	h.Write(signed.Signers[0].Signature)
	req, err := timestamp.NewRequest(h.Sum(nil), crypto.SHA256, rand.Reader)
	require.NoError(t, err)
	question, err := req.DER()
	require.NoError(t, err)
	answer, ok := tsa.Answer(question)
	require.True(t, ok)
	token, err := timestamp.ParseResponse(answer, req)
	require.NoError(t, err)
	out, err := cms.AddTimestamp(der, token.DER)
	require.NoError(t, err)
	return out
}

// otherDocument moves the time stamp of one signature to another: values of one
// RSA key have one length.
func (s *services) otherDocument(t *testing.T) []byte {
	var first, stamped []byte
	s.withCMS(t, plain, now, func(der []byte) []byte {
		first, stamped = der, addToken(t, s, der, s.TSA.Identity)
		return der
	})
	return s.withCMS(t, pdftest.Build(pdftest.Options{Pages: 3}), now.Add(-time.Minute), func(second []byte) []byte {
		require.Len(t, second, len(first))
		for i := 0; i < len(first); i++ {
			if first[i] == second[i] {
				continue
			}
			end := i + 1
			for end < len(first) && (first[end] != second[end] || end-i < 8) {
				end++
			}
			stamped = bytes.Replace(stamped, first[i:end], second[i:end], 1)
			i = end
		}
		return stamped
	})
}

// Each time stamp is judged at the time that the next one proves.
func TestRenewal(t *testing.T) {
	s := serve(t)
	sealed := s.raise(t, s.sign(t, plain), pades.LevelLTA)
	s.Turn(now.AddDate(4, 0, 0))
	next, err := s.Served.NewTSA("TSA kế tiếp", pkitest.RSA2048, pkitest.Around(s.Now(), 5))
	require.NoError(t, err)
	s.TSA.Identity = next.Identity
	renewed := s.raise(t, sealed, pades.LevelLTA, func(r *pades.ExtendRequest) { r.Renew = true })
	s.Close()

	then := now.AddDate(6, 0, 0) // the first authority's certificates have ended
	report := s.judge(t, sealed, then)
	assert.Equal(t, verify.OutOfBoundsNoPOE, leaders(t, report).SubIndication, "nobody renewed it")
	report = s.judge(t, renewed, then)
	assert.Equal(t, verify.TotalPassed, report.Result, "%+v", report.Signatures)
	first := leaders(t, report)
	assert.Equal(t, verify.LevelLTA, first.Level)
	assert.Equal(t, now, first.Proof.Time, "proven since the first of them")
}

// An authority that was revoked proves nothing of what came after, and what it
// stamped before only where something else shows that it was before.
func TestRevokedAuthority(t *testing.T) {
	s := serve(t)
	file := s.raise(t, s.sign(t, plain), pades.LevelT)
	s.Register.Revoke(s.TSA.Identity.Certificate, now.Add(2*time.Hour), 1)
	s.Turn(now.Add(24 * time.Hour))
	lists := func(o *verify.Options) {
		o.Evidence = revocation.Evidence{CRLs: [][]byte{s.Lists.List(), s.RootLists.List()}}
	}
	report := s.judge(t, file, now.Add(48*time.Hour), lists)
	assert.Nil(t, leaders(t, report).Proof)
	stamp := report.Signatures[1]
	assert.True(t, stamp.DocumentTimeStamp)
	assert.Equal(t, verify.StampingSigner, stamp.Signer.Kind)
	assert.Equal(t, verify.RevokedNoPOE, stamp.SubIndication)
}

func TestBrokenDocumentTimeStamp(t *testing.T) {
	s := serve(t)
	file := s.raise(t, s.sign(t, plain), pades.LevelT)
	for name, broken := range map[string][]byte{
		"content": bytes.Replace(file, []byte("Page 1"), []byte("Page 7"), 1),
	} {
		report := s.judge(t, broken, now.Add(time.Hour))
		for _, one := range report.Signatures {
			assert.Equal(t, verify.HashFailure, one.SubIndication, name)
			assert.Nil(t, one.Proof, name)
		}
	}
}

func TestClaimAfterTheTimeStamp(t *testing.T) {
	s := serve(t)
	first := leaders(t, s.judge(t, s.stamped(t, plain, now.Add(7*time.Hour)), now.Add(8*time.Hour)))
	assert.Equal(t, verify.TotalPassed, first.Result)
	assert.Contains(t, codes(first.Warnings), verify.ClaimedAfterProof)
}
