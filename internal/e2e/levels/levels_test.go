package levels

import (
	"crypto/rand"
	"crypto/x509"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/clock"
	"github.com/vanthu/vanthu/internal/pdftest"
	"github.com/vanthu/vanthu/internal/pkitest"
	"github.com/vanthu/vanthu/signing/pades"
	"github.com/vanthu/vanthu/signing/verify"
)

var now = time.Date(2026, 11, 24, 8, 0, 0, 0, time.UTC)

type office struct {
	*pkitest.Served
	server *httptest.Server
}

func open(t *testing.T) office {
	t.Helper()
	server := httptest.NewUnstartedServer(nil)
	pki, err := pkitest.NewServed(rand.Reader, pkitest.ECDSAP256, "http://"+server.Listener.Addr().String(), clock.At(now))
	require.NoError(t, err)
	server.Config.Handler = pki.Handler()
	server.Start()
	t.Cleanup(server.Close)
	return office{pki, server}
}

func (o office) chain(cert *x509.Certificate, bundle []*x509.Certificate, at time.Time) ([]*x509.Certificate, error) {
	roots, between := x509.NewCertPool(), x509.NewCertPool()
	roots.AddCert(o.Root.Certificate)
	for _, c := range append(bundle[:len(bundle):len(bundle)], o.Issuer.Certificate) {
		between.AddCert(c)
	}
	chains, err := cert.Verify(x509.VerifyOptions{Roots: roots, Intermediates: between, CurrentTime: at, KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageAny}})
	if err != nil {
		return nil, err
	}
	return chains[0], nil
}

// raised signs a file and raises its level.
func (o office) raised(t *testing.T, file []byte, level pades.Level, certify pades.Permission) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "f.pdf")
	require.NoError(t, os.WriteFile(path, file, 0o600))
	_, err := pades.SignFile(t.Context(), path, path, pades.Request{
		Chain: o.Leader.Chain, Key: o.Leader.Key, Time: now.Add(-time.Minute), Certify: certify,
	})
	require.NoError(t, err)
	_, err = pades.Extend(t.Context(), path, path, o.to(t, level))
	require.NoError(t, err)
	return path
}

func (o office) judge(t *testing.T, path string, at time.Time) *verify.Report {
	t.Helper()
	file, err := os.Open(path)
	require.NoError(t, err)
	defer file.Close()
	info, err := file.Stat()
	require.NoError(t, err)
	trust := &verify.TrustStore{}
	trust.AddRoot(o.Root.Certificate)
	report, err := verify.Verify(t.Context(), file, info.Size(), verify.Options{Trust: trust, Clock: clock.At(at)})
	require.NoError(t, err)
	return report
}

// What raises a level is no change to what was signed, for our own verifier
// either; not even under a certification that allows none (ISO 32000-2 table
// 257), nor in an encrypted file.
func TestRaisingChangesNothing(t *testing.T) {
	o := open(t)
	files := map[string][]byte{}
	for _, kind := range pdftest.Kinds {
		files[string(kind)] = pdftest.Build(pdftest.Options{Kind: kind, Form: true})
	}
	for name, args := range pdftest.Encryptions {
		files[name] = pdftest.Encrypt(t, pdftest.Build(pdftest.Options{Form: true}), args...)
	}
	for name, file := range files {
		for _, certify := range []pades.Permission{pades.Approval, pades.NoChanges, pades.FillAndSign} {
			for level, count := range map[pades.Level]int{pades.LevelT: 2, pades.LevelLT: 2, pades.LevelLTA: 3} {
				report := o.judge(t, o.raised(t, file, level, certify), now)
				require.Len(t, report.Signatures, count, name)
				for _, s := range report.Signatures {
					assert.Equal(t, verify.Intact, s.Integrity, "%s %v %s", name, level, s.Field)
					assert.NotEqual(t, verify.OtherChanges, s.LaterChanges, "%s %v %s %v", name, level, s.Field, s.Reasons)
					assert.Equal(t, verify.TotalPassed, s.Result, "%s %v %s %v", name, level, s.Field, s.Reasons)
				}
			}
		}
	}
}
