package timestamp_test

import (
	"bytes"
	"crypto"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/clock"
	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/internal/pkitest"
	"github.com/vanthu/vanthu/signing/online"
	"github.com/vanthu/vanthu/signing/timestamp"
)

// A token of another make, over HTTP, checked without the server afterwards.
func TestOpenSSLAsTSA(t *testing.T) {
	issuer := pki(t).Issuer
	for kind, certHash := range map[pkitest.KeyKind]string{pkitest.RSA2048: "sha256", pkitest.ECDSAP384: "sha1"} {
		tsa, err := issuer.NewTSA("TSA của OpenSSL", kind, pkitest.Around(time.Now(), 2), clock.System{})
		require.NoError(t, err)
		foreign, err := pkitest.NewOpenSSLTSA(t.TempDir(), tsa.Identity)
		require.NoError(t, err)
		foreign.CertHash = certHash
		token, err := client(t, foreign, online.Settings{}).Stamp(t.Context(), digest(crypto.SHA384), crypto.SHA384)
		require.NoError(t, err)
		assert.Equal(t, 1500*time.Millisecond, token.Accuracy)
		assert.WithinDuration(t, time.Now(), token.Time, time.Minute)

		again, err := timestamp.Parse(append(bytes.Clone(token.DER), make([]byte, 500)...))
		require.NoError(t, err)
		assert.Equal(t, token.DER, again.DER)
		_, err = again.Verify(digest(crypto.SHA384), crypto.SHA384)
		require.NoError(t, err)
		_, err = again.Verify(make([]byte, 48), crypto.SHA384)
		require.ErrorIs(t, err, timestamp.ErrOtherContent)
		_, err = again.Verify(digest(crypto.SHA256), crypto.SHA256)
		require.ErrorIs(t, err, timestamp.ErrOtherContent)
		_, err = again.Verify(digest(crypto.SHA384), crypto.SHA3_384)
		require.ErrorIs(t, err, timestamp.ErrOtherContent, "the same digest by another hash")

		foreign.SignerHash = "sha1"
		_, err = client(t, foreign, online.Settings{}).Stamp(t.Context(), digest(crypto.SHA384), crypto.SHA384)
		require.ErrorIs(t, err, timestamp.ErrWeak)
	}
}

// openssl must accept what we accepted: a token over our request.
func TestOpenSSLAsJudge(t *testing.T) {
	dir := t.TempDir()
	d := pki(t)
	write := func(name string, content []byte) string {
		path := filepath.Join(dir, name)
		require.NoError(t, os.WriteFile(path, content, 0o600))
		return path
	}
	stamped := token(t, newTSA(t, pkitest.RSA2048))
	args := []string{
		"ts", "-verify", "-token_in", "-in", write("token", stamped.DER), "-data", write("data", content),
		"-CAfile", write("ca.pem", pkitest.PEM(d.Issuer.Certificate, d.Root.Certificate)),
	}
	out, err := exec.Command("openssl", args...).CombinedOutput()
	require.NoError(t, err, string(out))
	write("data", []byte("khác"))
	out, err = exec.Command("openssl", args...).CombinedOutput()
	require.Error(t, err, string(out))
}

// The certificate may come from elsewhere, as from a PDF's security store.
func TestCertificateFromElsewhere(t *testing.T) {
	tsa := newTSA(t, pkitest.ECDSAP256)
	tsa.Order(pkitest.Bare)
	bare := token(t, tsa)
	_, err := bare.Verify(digest(crypto.SHA256), crypto.SHA256)
	require.ErrorIs(t, err, timestamp.ErrNoCertificate)
	verified, err := bare.Verify(digest(crypto.SHA256), crypto.SHA256, pki(t).Leader.Certificate, tsa.Identity.Certificate)
	require.NoError(t, err)
	assert.Equal(t, tsa.Identity.Certificate, verified.Authority)
	_, err = bare.Verify(digest(crypto.SHA256), crypto.SHA256)
	require.ErrorIs(t, err, timestamp.ErrNoCertificate, "the token remembers nothing")
}

// Not one byte can be changed without an error, and nothing panics.
func TestEveryByteCounts(t *testing.T) {
	tsa := newTSA(t, pkitest.ECDSAP256)
	whole := token(t, tsa)
	unsigned := 0
	for i := range whole.DER {
		bad := bytes.Clone(whole.DER)
		bad[i] ^= 0x01
		parsed, err := timestamp.Parse(bad)
		if err == nil {
			_, err = parsed.Verify(digest(crypto.SHA256), crypto.SHA256)
		}
		if err == nil {
			unsigned++
		}
	}
	// CMS leaves versions, the bundle's other certificates and digestAlgorithms
	// unsigned; the authority's own certificate is bound.
	extra := 0
	for _, c := range whole.Certificates[1:] {
		extra += len(c.Raw)
	}
	assert.LessOrEqual(t, unsigned, extra+20)
	for n := range whole.DER {
		_, err := timestamp.Parse(whole.DER[:n])
		require.Error(t, err)
	}
}

func TestTextsAreThere(t *testing.T) { assert.Empty(t, i18n.Gaps()) }

func FuzzParse(f *testing.F) {
	tsa := newTSA(f, pkitest.ECDSAP256)
	tsa.Order(pkitest.Bare) // short seeds: long ones are minimised for minutes
	f.Add(token(f, tsa).DER)
	f.Add([]byte{0x30, 0x80})
	sum := digest(crypto.SHA256)
	f.Fuzz(func(t *testing.T, der []byte) {
		parsed, err := timestamp.ParseResponse(der, timestamp.Request{Digest: sum, Hash: crypto.SHA256})
		if err != nil {
			parsed, err = timestamp.Parse(der)
		}
		if err == nil {
			_, _ = parsed.Verify(sum, crypto.SHA256, tsa.Identity.Certificate)
		}
	})
}
