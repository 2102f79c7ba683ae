package verify_test

import (
	"bytes"
	"context"
	"crypto"
	"crypto/rand"
	"crypto/x509"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/clock"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/internal/pdftest"
	"github.com/vanthu/vanthu/internal/pkitest"
	"github.com/vanthu/vanthu/signing/cms"
	"github.com/vanthu/vanthu/signing/online"
	"github.com/vanthu/vanthu/signing/pades"
	"github.com/vanthu/vanthu/signing/revocation"
	"github.com/vanthu/vanthu/signing/timestamp"
	"github.com/vanthu/vanthu/signing/verify"
)

// services are a PKI that answers over HTTP until it is closed, and its clock.
type services struct {
	*pkitest.Served
	mu     sync.Mutex
	now    time.Time
	server *httptest.Server
}

func (s *services) Now() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now
}

func (s *services) turn(to time.Time) *services {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.now = to
	return s
}

func serve(t *testing.T) *services {
	t.Helper()
	s := &services{now: now}
	s.server = httptest.NewUnstartedServer(nil)
	var err error
	// RSA: values of one key are as long as each other.
	s.Served, err = pkitest.NewServed(rand.Reader, pkitest.RSA2048, "http://"+s.server.Listener.Addr().String(), s)
	require.NoError(t, err)
	s.server.Config.Handler = s.Handler()
	s.server.Start()
	t.Cleanup(s.server.Close)
	return s
}

func (s *services) chain(cert *x509.Certificate, bundle []*x509.Certificate, at time.Time) ([]*x509.Certificate, error) {
	roots, between := x509.NewCertPool(), x509.NewCertPool()
	roots.AddCert(s.Root.Certificate)
	for _, c := range append(bundle[:len(bundle):len(bundle)], s.Issuer.Certificate) {
		between.AddCert(c)
	}
	chains, err := cert.Verify(x509.VerifyOptions{Roots: roots, Intermediates: between, CurrentTime: at, KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageAny}})
	if err != nil {
		return nil, err
	}
	return chains[0], nil
}

func (s *services) client(t *testing.T) *revocation.Client {
	transport, err := online.New(online.Settings{Timeout: 2 * time.Second})
	require.NoError(t, err)
	t.Cleanup(transport.Close)
	return &revocation.Client{Transport: transport, Random: rand.Reader}
}

func (s *services) stamper(t *testing.T) *timestamp.Client {
	transport, err := online.New(online.Settings{})
	require.NoError(t, err)
	t.Cleanup(transport.Close)
	return &timestamp.Client{Server: s.server.URL + "/tsa", Transport: transport, Random: rand.Reader, Chain: s.chain}
}

// sign signs as the leader, a minute before the present.
func (s *services) sign(t *testing.T, file []byte, alter ...func(*pades.Request)) []byte {
	return sign(t, file, s.Leader, append([]func(*pades.Request){func(r *pades.Request) { r.Time = s.Now().Add(-time.Minute) }}, alter...)...)
}

// stamped signs and lets a signature time stamp be put into the CMS.
func (s *services) stamped(t *testing.T, file []byte, claimed time.Time) []byte {
	t.Helper()
	return s.withCMS(t, file, claimed, func(der []byte) []byte {
		der, err := pades.Timestamped(t.Context(), der, s.stamper(t), crypto.SHA256)
		require.NoError(t, err)
		return der
	})
}

// withCMS signs and alters the CMS before it goes into the file.
func (s *services) withCMS(t *testing.T, file []byte, claimed time.Time, alter func([]byte) []byte) []byte {
	t.Helper()
	dir := t.TempDir()
	in, out := filepath.Join(dir, "in.pdf"), filepath.Join(dir, "out.pdf")
	require.NoError(t, os.WriteFile(in, file, 0o600))
	p, err := pades.Prepare(t.Context(), in, out, pades.Request{Chain: s.Leader.Chain, Time: claimed, TimeStamped: true})
	require.NoError(t, err)
	defer p.Discard()
	der, err := cms.Sign(t.Context(), s.Leader.Key, p.CMS())
	require.NoError(t, err)
	_, err = p.Finish(alter(der))
	require.NoError(t, err)
	signed, err := os.ReadFile(out)
	require.NoError(t, err)
	return signed
}

// raise raises the level of a file's signatures.
func (s *services) raise(t *testing.T, file []byte, level pades.Level, alter ...func(*pades.ExtendRequest)) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "f.pdf")
	require.NoError(t, os.WriteFile(path, file, 0o600))
	req := pades.ExtendRequest{
		Level: level, Timestamper: s.stamper(t),
		Evidence: &revocation.Collector{Client: s.client(t), Chain: s.chain, Clock: s},
	}
	for _, a := range alter {
		a(&req)
	}
	_, err := pades.Extend(t.Context(), path, path, req)
	require.NoError(t, err)
	raised, err := os.ReadFile(path)
	require.NoError(t, err)
	return raised
}

func (s *services) trust() *verify.TrustStore {
	store := &verify.TrustStore{}
	store.AddRoot(s.Root.Certificate)
	return store
}

// judge verifies at a time, by default without asking anybody.
func (s *services) judge(t *testing.T, file []byte, at time.Time, alter ...func(*verify.Options)) *verify.Report {
	t.Helper()
	opts := verify.Options{Trust: s.trust(), Clock: clock.At(at)}
	for _, a := range alter {
		a(&opts)
	}
	return checkWith(t, file, opts)
}

// leaders is the leader's signature, whatever else the file has.
func leaders(t *testing.T, r *verify.Report) verify.Signature {
	t.Helper()
	i := slices.IndexFunc(r.Signatures, func(s verify.Signature) bool { return s.Signer.Name == pkitest.DemoLeader })
	require.GreaterOrEqual(t, i, 0)
	return r.Signatures[i]
}

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
	s.server.Close()
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
			s.turn(now.Add(24 * time.Hour))
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

	s.server.Close()
	first = leaders(t, s.judge(t, file, now, ask))
	assert.Equal(t, verify.RevocationUnreachable, first.Revocation)
	assert.Equal(t, verify.TotalPassed, first.Result)
	assert.Contains(t, codes(first.Warnings), verify.RevocationUnchecked)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := verify.Verify(ctx, bytes.NewReader(file), int64(len(file)), verify.Options{Trust: s.trust(), Clock: s, Online: s.client(t)})
	assert.ErrorIs(t, err, context.Canceled)
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
	s.turn(now.AddDate(4, 0, 0))
	next, err := s.Served.NewTSA("TSA kế tiếp", pkitest.RSA2048, pkitest.Around(s.now, 5))
	require.NoError(t, err)
	s.TSA.Identity = next.Identity
	renewed := s.raise(t, sealed, pades.LevelLTA, func(r *pades.ExtendRequest) { r.Renew = true })
	s.server.Close()

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
	s.turn(now.Add(24 * time.Hour))
	lists := func(o *verify.Options) {
		o.Evidence = revocation.Evidence{CRLs: [][]byte{s.Lists.List(), s.RootLists.List()}}
	}
	report := s.judge(t, file, now.Add(48*time.Hour), lists)
	assert.Nil(t, leaders(t, report).Proof)
	stamp := report.Signatures[1]
	assert.True(t, stamp.DocumentTimeStamp)
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
