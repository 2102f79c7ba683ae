package cms_test

import (
	"context"
	"crypto"
	"crypto/rand"
	"crypto/x509"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/pkitest"
	"github.com/vanthu/vanthu/signing/cms"
)

var (
	now     = time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)
	content = []byte("Kế hoạch số 153/KH-UBND")
)

// demo makes one authority for all tests of the package: RSA keys are slow.
var demo = sync.OnceValues(func() (*pkitest.Demo, error) {
	return pkitest.NewDemo(rand.Reader, now)
})

func identity(t testing.TB, kind pkitest.KeyKind) *pkitest.Identity {
	t.Helper()
	d, err := demo()
	require.NoError(t, err)
	if kind == pkitest.RSA2048 {
		return d.Leader
	}
	id, err := d.Person("Trần Văn Nghĩa", pkitest.DemoAgency, "Chánh Văn phòng", kind, pkitest.Around(now, 1))
	require.NoError(t, err)
	return id
}

func hashed(hash crypto.Hash, data []byte) []byte {
	h := hash.New()
	h.Write(data)
	return h.Sum(nil)
}

func request(id *pkitest.Identity, hash crypto.Hash) cms.Request {
	return cms.Request{Digest: hashed(hash, content), Hash: hash, Chain: id.Chain}
}

var profiles = []struct {
	name string
	kind pkitest.KeyKind
	hash crypto.Hash
	pss  bool
}{
	{"rsa pkcs1 sha256", pkitest.RSA2048, crypto.SHA256, false},
	{"rsa pkcs1 sha384", pkitest.RSA2048, crypto.SHA384, false},
	{"rsa pkcs1 sha512", pkitest.RSA2048, crypto.SHA512, false},
	{"rsa pss sha256", pkitest.RSA2048, crypto.SHA256, true},
	{"rsa pss sha384", pkitest.RSA2048, crypto.SHA384, true},
	{"rsa pss sha512", pkitest.RSA2048, crypto.SHA512, true},
	{"ecdsa p256 sha256", pkitest.ECDSAP256, crypto.SHA256, false},
	{"ecdsa p384 sha384", pkitest.ECDSAP384, crypto.SHA384, false},
	{"ecdsa p521 sha512", pkitest.ECDSAP521, crypto.SHA512, false},
}

func TestOpenSSLAcceptsEveryProfile(t *testing.T) {
	for _, p := range profiles {
		t.Run(p.name, func(t *testing.T) {
			id := identity(t, p.kind)
			req := request(id, p.hash)
			req.PSS = p.pss
			der, err := cms.Sign(context.Background(), id.Key, req)
			require.NoError(t, err)
			out, err := opensslVerify(t, der, content)
			assert.NoError(t, err, out)
			out, err = opensslVerify(t, der, []byte("something else"))
			assert.Error(t, err, out)
		})
	}
}

// opensslVerify asks the openssl program, with the demo root as its anchor and
// the signing certificate attribute checked (-cades).
func opensslVerify(t *testing.T, der, data []byte) (string, error) {
	t.Helper()
	d, err := demo()
	require.NoError(t, err)
	dir := t.TempDir()
	write := func(name string, data []byte) string {
		path := filepath.Join(dir, name)
		require.NoError(t, os.WriteFile(path, data, 0o600))
		return path
	}
	out, err := exec.Command("openssl", "cms", "-verify", "-binary", "-cades", "-inform", "DER",
		"-in", write("sig.der", der), "-content", write("data", data),
		"-CAfile", write("root.pem", pkitest.PEM(d.Root.Certificate)),
		"-purpose", "any", "-attime", "1795420800", "-out", os.DevNull).CombinedOutput()
	return string(out), err
}

func TestFinishRefusesAnotherKeysSignature(t *testing.T) {
	id, other := identity(t, pkitest.ECDSAP256), identity(t, pkitest.ECDSAP256)
	pending, err := cms.Prepare(request(id, crypto.SHA256))
	require.NoError(t, err)
	signature, err := other.Key.Sign(rand.Reader, pending.Digest(), pending.SignerOpts())
	require.NoError(t, err)
	_, err = pending.Finish(signature)
	assert.ErrorIs(t, err, cms.ErrWrongKey)
}

func TestSignRefusesBeforeUsingTheKey(t *testing.T) {
	id := identity(t, pkitest.ECDSAP256)
	weak := identity(t, pkitest.RSA1024)
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	short := request(id, crypto.SHA256)
	short.Digest = short.Digest[:20]
	for name, c := range map[string]struct {
		ctx  context.Context
		req  cms.Request
		want error
	}{
		"cancelled":       {cancelled, request(id, crypto.SHA256), context.Canceled},
		"no certificate":  {context.Background(), cms.Request{Hash: crypto.SHA256}, cms.ErrRequest},
		"digest length":   {context.Background(), short, cms.ErrRequest},
		"sha-1":           {context.Background(), request(id, crypto.SHA1), cms.ErrUnsupported},
		"short rsa key":   {context.Background(), request(weak, crypto.SHA256), cms.ErrUnsupported},
		"another's chain": {context.Background(), request(identity(t, pkitest.ECDSAP256), crypto.SHA256), cms.ErrWrongKey},
	} {
		_, err := cms.Sign(c.ctx, failingKey{t, id.Key}, c.req)
		assert.ErrorIs(t, err, c.want, name)
	}
}

// failingKey fails the test when it is asked to sign.
type failingKey struct {
	t *testing.T
	crypto.Signer
}

func (k failingKey) Sign(_ io.Reader, _ []byte, _ crypto.SignerOpts) ([]byte, error) {
	k.t.Error("the key was used")
	return nil, context.Canceled
}

func TestSignatureIsDERWithTheChainOnce(t *testing.T) {
	id := identity(t, pkitest.RSA2048)
	req := request(id, crypto.SHA256)
	req.Chain = append(append([]*x509.Certificate{}, id.Chain...), id.Chain[1])
	der, err := cms.Sign(context.Background(), id.Key, req)
	require.NoError(t, err)
	path := filepath.Join(t.TempDir(), "sig.der")
	require.NoError(t, os.WriteFile(path, der, 0o600))
	out, err := exec.Command("openssl", "cms", "-cmsout", "-print", "-inform", "DER", "-in", path).CombinedOutput()
	require.NoError(t, err, string(out))
	assert.Contains(t, string(out), "signingCertificateV2")
	assert.NotContains(t, string(out), "signingTime")
	signed, err := cms.Parse(der)
	require.NoError(t, err)
	assert.Len(t, signed.Certificates, 2)
}
