package timestamp_test

import (
	"crypto"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/clock"
	"github.com/vanthu/vanthu/internal/pkitest"
	"github.com/vanthu/vanthu/signing/online"
	"github.com/vanthu/vanthu/signing/timestamp"
)

var now = time.Date(2026, 11, 24, 8, 0, 0, 0, time.UTC)

var demo = sync.OnceValues(func() (*pkitest.Demo, error) { return pkitest.NewDemo(rand.Reader, now) })

func pki(t testing.TB) *pkitest.Demo {
	t.Helper()
	d, err := demo()
	require.NoError(t, err)
	return d
}

// newTSA is an authority of the demo's issuer, whose clock stands at now.
func newTSA(t testing.TB, kind pkitest.KeyKind) *pkitest.TSA {
	t.Helper()
	tsa, err := pki(t).Issuer.NewTSA("TSA thử", kind, pkitest.Around(now, 2), clock.At(now))
	require.NoError(t, err)
	return tsa
}

// chain trusts one root.
func chain(root *x509.Certificate) timestamp.Chain {
	return func(cert *x509.Certificate, bundle []*x509.Certificate, at time.Time) ([]*x509.Certificate, error) {
		roots, between := x509.NewCertPool(), x509.NewCertPool()
		roots.AddCert(root)
		for _, c := range bundle {
			between.AddCert(c)
		}
		chains, err := cert.Verify(x509.VerifyOptions{
			Roots: roots, Intermediates: between, CurrentTime: at, KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageTimeStamping},
		})
		if err != nil {
			return nil, err
		}
		return chains[0], nil
	}
}

// client asks a handler over HTTP as the program does.
func client(t testing.TB, h http.Handler, s online.Settings) *timestamp.Client {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	return clientOf(t, server.URL, s)
}

func clientOf(t testing.TB, url string, s online.Settings) *timestamp.Client {
	t.Helper()
	transport, err := online.New(s)
	require.NoError(t, err)
	t.Cleanup(transport.Close)
	return &timestamp.Client{Server: url, Transport: transport, Random: rand.Reader, Chain: chain(pki(t).Root.Certificate)}
}

var content = []byte("nội dung của văn bản")

func digest(hash crypto.Hash) []byte {
	h := hash.New()
	h.Write(content)
	return h.Sum(nil)
}

// token makes one without HTTP and without checks.
func token(t testing.TB, tsa *pkitest.TSA) *timestamp.Token {
	t.Helper()
	sum := sha256.Sum256(content)
	req, err := timestamp.NewRequest(sum[:], crypto.SHA256, rand.Reader)
	require.NoError(t, err)
	der, err := req.DER()
	require.NoError(t, err)
	answer, ok := tsa.Answer(der)
	require.True(t, ok)
	parsed, err := timestamp.ParseResponse(answer, req)
	require.NoError(t, err)
	return parsed
}
