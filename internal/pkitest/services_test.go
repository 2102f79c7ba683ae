package pkitest_test

import (
	"crypto/rand"
	"crypto/x509"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/crypto/ocsp"

	"github.com/vanthu/vanthu/internal/clock"
	"github.com/vanthu/vanthu/internal/pkitest"
)

// office is a PKI on paper: PEM files for openssl, the foreign judge.
type office struct {
	*pkitest.Demo
	dir, roots, issuer, leader string
}

func newOffice(t *testing.T) office {
	t.Helper()
	d, err := pkitest.NewDemo(rand.Reader, time.Now())
	require.NoError(t, err)
	o := office{Demo: d, dir: t.TempDir()}
	o.roots = o.save(t, "roots.pem", pkitest.PEM(d.Issuer.Certificate, d.Root.Certificate))
	o.issuer = o.save(t, "issuer.pem", pkitest.PEM(d.Issuer.Certificate))
	o.leader = o.save(t, "leader.pem", pkitest.PEM(d.Leader.Certificate))
	return o
}

func (o office) save(t *testing.T, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(o.dir, name)
	require.NoError(t, os.WriteFile(path, content, 0o600))
	return path
}

func openssl(t *testing.T, args ...string) (string, error) {
	t.Helper()
	out, err := exec.Command("openssl", args...).CombinedOutput()
	return string(out), err
}

func TestOpenSSLTrustsOurTimeStamps(t *testing.T) {
	o := newOffice(t)
	for _, kind := range []pkitest.KeyKind{pkitest.RSA2048, pkitest.ECDSAP256} {
		tsa, err := o.Issuer.NewTSA("TSA thử", kind, pkitest.Around(time.Now(), 1), clock.System{})
		require.NoError(t, err)
		data := o.save(t, "data", []byte("nội dung"))
		query := filepath.Join(o.dir, "q.tsq")
		said, err := openssl(t, "ts", "-query", "-data", data, "-sha256", "-cert", "-out", query)
		require.NoError(t, err, said)
		request, err := os.ReadFile(query)
		require.NoError(t, err)
		answer, ok := tsa.Answer(request)
		require.True(t, ok)
		response := o.save(t, "a.tsr", answer)
		said, err = openssl(t, "ts", "-verify", "-queryfile", query, "-in", response, "-CAfile", o.roots)
		require.NoError(t, err, said)

		for _, f := range []pkitest.Fault{
			pkitest.Refusal, pkitest.WrongNonce, pkitest.OtherSubject, pkitest.Stranger, pkitest.Forged,
			pkitest.Unbound, pkitest.BoundToOther, pkitest.Bare,
		} {
			tsa.Order(f)
			answer, ok = tsa.Answer(request)
			require.True(t, ok)
			_, err = openssl(t, "ts", "-verify", "-queryfile", query, "-in", o.save(t, "a.tsr", answer), "-CAfile", o.roots)
			assert.Error(t, err, f)
		}
	}
}

func TestOpenSSLTrustsOurOCSP(t *testing.T) {
	o := newOffice(t)
	register := o.Issuer.NewRegister(clock.System{})
	delegate, err := register.NewOCSPResponder("OCSP thử", pkitest.ECDSAP256, pkitest.Around(time.Now(), 1))
	require.NoError(t, err)
	for _, responder := range []*pkitest.OCSPResponder{{Register: register}, {Register: register, ByKey: true}, delegate} {
		register.Release(o.Leader.Certificate)
		server := httptest.NewServer(responder)
		ask := []string{"ocsp", "-issuer", o.issuer, "-cert", o.leader, "-url", server.URL, "-CAfile", o.roots, "-nonce"}
		said, err := openssl(t, ask...)
		require.NoError(t, err, said)
		assert.Contains(t, said, "Response verify OK")
		assert.Contains(t, said, "leader.pem: good")
		register.Revoke(o.Leader.Certificate, time.Now().Add(-time.Hour), ocsp.KeyCompromise)
		said, _ = openssl(t, ask...)
		assert.Contains(t, said, "leader.pem: revoked")
		assert.Contains(t, said, "Reason: keyCompromise")

		for f, words := range map[pkitest.Fault]string{
			pkitest.Stranger: "Response Verify Failure", pkitest.Forged: "Response Verify Failure", pkitest.WrongNonce: "Nonce Verify error",
			pkitest.Stale: "Status times invalid", pkitest.Unknown: "leader.pem: unknown", pkitest.Refusal: "trylater",
			pkitest.OtherSubject: "No Status found",
		} {
			responder.Order(f)
			said, _ = openssl(t, ask...)
			assert.Contains(t, said, words, f)
		}
		server.Close()
	}
	parsed, err := ocsp.ParseResponseForCert((&pkitest.OCSPResponder{Register: register}).Status(o.Leader.Certificate), o.Leader.Certificate, o.Issuer.Certificate)
	require.NoError(t, err)
	assert.Equal(t, ocsp.Revoked, parsed.Status)
}

func TestLists(t *testing.T) {
	o := newOffice(t)
	register := o.Issuer.NewRegister(clock.System{})
	register.Revoke(o.Leader.Certificate, time.Now().Add(-time.Hour), 1)
	publisher := &pkitest.CRLPublisher{Register: register}
	list, err := x509.ParseRevocationList(publisher.List())
	require.NoError(t, err)
	require.NoError(t, list.CheckSignatureFrom(o.Issuer.Certificate))
	require.Len(t, list.RevokedCertificateEntries, 1)
	for _, f := range []pkitest.Fault{pkitest.Stranger, pkitest.Forged, pkitest.OtherSubject} {
		publisher.Order(f)
		list, err = x509.ParseRevocationList(publisher.List())
		require.NoError(t, err)
		assert.Error(t, list.CheckSignatureFrom(o.Issuer.Certificate), f)
	}
}
