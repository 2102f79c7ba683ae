package verify_test

import (
	"crypto"
	"crypto/rand"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/clock"
	"github.com/vanthu/vanthu/internal/pkitest"
	"github.com/vanthu/vanthu/signing/cms"
	"github.com/vanthu/vanthu/signing/online"
	"github.com/vanthu/vanthu/signing/pades"
	"github.com/vanthu/vanthu/signing/revocation"
	"github.com/vanthu/vanthu/signing/timestamp"
	"github.com/vanthu/vanthu/signing/verify"
)

// services are a PKI that answers over HTTP until it is closed, and its clock.
type services struct{ *pkitest.World }

func serve(t *testing.T) *services {
	t.Helper()
	world, err := pkitest.NewWorld(pkitest.RSA2048, now) // RSA: values of one key are as long as each other
	require.NoError(t, err)
	t.Cleanup(world.Close)
	return &services{world}
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
	return &timestamp.Client{Server: s.Address() + "/tsa", Transport: transport, Random: rand.Reader, Chain: s.Chain}
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
		Evidence: &revocation.Collector{Client: s.client(t), Chain: s.Chain, Clock: s},
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
