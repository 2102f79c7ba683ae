package verify_test

import (
	"bytes"
	"crypto"
	"crypto/x509"
	"encoding/pem"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/clock"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/internal/pkitest"
	"github.com/vanthu/vanthu/signing/verify"
	"github.com/vanthu/vanthu/testdata/attacks/forge"
)

// called gives the file another /SubFilter.
func called(t *testing.T, file []byte, name string) []byte {
	t.Helper()
	file, err := forge.Called(file, name)
	require.NoError(t, err)
	return file
}

// embed puts another value into the file's first signature.
func embed(t *testing.T, file, der []byte) []byte {
	t.Helper()
	file, err := forge.Embed(file, der)
	require.NoError(t, err)
	return file
}

// openssl runs the program in a folder with the identity's key, certificate and
// issuer, and the data, and gives the file "out".
func openssl(t *testing.T, id *pkitest.Identity, data []byte, args ...string) []byte {
	t.Helper()
	dir := t.TempDir()
	agency := pki(t).Agency
	for name, content := range map[string][]byte{
		"key": pemKey(t, id), "cert": pkitest.PEM(id.Certificate), "chain": pkitest.PEM(id.Chain[1:]...),
		"key2": pemKey(t, agency), "cert2": pkitest.PEM(agency.Certificate), "data": data, "tsa.cnf": []byte(tsaConfig),
	} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), content, 0o600))
	}
	cmd := exec.Command("openssl", args...)
	cmd.Dir = dir
	said, err := cmd.CombinedOutput()
	require.NoError(t, err, string(said))
	out, err := os.ReadFile(filepath.Join(dir, "out"))
	require.NoError(t, err)
	return out
}

func pemKey(t *testing.T, id *pkitest.Identity) []byte {
	key, err := x509.MarshalPKCS8PrivateKey(id.Key)
	require.NoError(t, err)
	return pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: key})
}

func cmsArgs(extra ...string) []string {
	return append([]string{
		"cms", "-sign", "-binary", "-in", "data", "-outform", "DER", "-out", "out",
		"-signer", "cert", "-inkey", "key", "-certfile", "chain",
	}, extra...)
}

// What others sign with openssl: the older PKCS #7 formats, weak hashes and
// short keys.
func TestOtherFormats(t *testing.T) {
	short, err := pki(t).Person("Trần Văn Nghĩa", "", "", pkitest.RSA1024, pkitest.Around(now, 1))
	require.NoError(t, err)
	leader := pki(t).Leader
	for name, c := range map[string]struct {
		filter string
		id     *pkitest.Identity
		extra  []string
		result verify.Result
		codes  []fault.Code
	}{
		"pkcs7":       {"/adbe.pkcs7.detached", leader, nil, verify.TotalPassed, nil},
		"cades":       {"/ETSI.CAdES.detached", leader, []string{"-cades"}, verify.TotalPassed, nil},
		"sha-512":     {"/adbe.pkcs7.detached", leader, []string{"-md", "sha512"}, verify.TotalPassed, nil},
		"sha-1":       {"/adbe.pkcs7.detached", leader, []string{"-md", "sha1"}, verify.Indeterminate, []fault.Code{verify.WeakHash}},
		"short key":   {"/adbe.pkcs7.detached", short, nil, verify.Indeterminate, []fault.Code{verify.ShortKey}},
		"unknown":     {"/adbe.x509.rsa_sha1", leader, nil, verify.Indeterminate, []fault.Code{verify.UnknownFormat}},
		"no issuer":   {"/adbe.pkcs7.detached", leader, []string{"-nocerts"}, verify.Indeterminate, []fault.Code{verify.NoSignerCertificate}},
		"two signers": {"/adbe.pkcs7.detached", leader, []string{"-signer", "cert2", "-inkey", "key2"}, verify.TotalFailed, []fault.Code{verify.ContentsWrong}},
	} {
		file := called(t, genuine(t), c.filter)
		file = embed(t, file, openssl(t, c.id, forge.SignedBytes(file), cmsArgs(c.extra...)...))
		s := only(t, check(t, file))
		assert.Equal(t, c.result, s.Result, "%s %+v", name, s.Reasons)
		assert.Equal(t, c.codes, codes(s.Reasons), name)
		if s.Integrity == verify.Intact {
			assert.Equal(t, name != "cades", contains(s.Warnings, verify.NotBound), name)
		}
	}
}

func contains(findings []verify.Finding, code fault.Code) bool {
	for _, f := range findings {
		if f.Code == code {
			return true
		}
	}
	return false
}

// In adbe.pkcs7.sha1 the signed content is the SHA-1 of the ranges.
func TestPKCS7SHA1(t *testing.T) {
	file := called(t, genuine(t), "/adbe.pkcs7.sha1")
	h := crypto.SHA1.New()
	h.Write(forge.SignedBytes(file))
	file = embed(t, file, openssl(t, pki(t).Leader, h.Sum(nil), cmsArgs("-nodetach")...))
	s := only(t, check(t, file))
	assert.Equal(t, verify.Intact, s.Integrity, "%+v", s.Reasons)
	assert.Equal(t, []fault.Code{verify.WeakHash}, codes(s.Reasons))
	s = only(t, check(t, bytes.Replace(file, []byte("Page 1"), []byte("Page 7"), 1)))
	assert.Equal(t, verify.HashFailure, s.SubIndication)
}

const tsaConfig = `
[tsa]
default_tsa = t
[t]
serial = serial
default_policy = 1.2.3.4.1
digests = sha256
signer_digest = sha256
`

func TestDocumentTimeStamp(t *testing.T) {
	tsa, err := pki(t).Issuer.Issue(pkitest.Leaf{
		CommonName: "TSA Demo", Kind: pkitest.RSA2048,
		Validity: pkitest.Around(now, 9), KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageTimeStamping},
	})
	require.NoError(t, err)
	stamp := func(id *pkitest.Identity) []byte {
		file := called(t, genuine(t), "/ETSI.RFC3161")
		query := openssl(t, id, forge.SignedBytes(file), "ts", "-query", "-data", "data", "-sha256", "-cert", "-out", "out")
		token := openssl(t, id, query, "ts", "-reply", "-config", "tsa.cnf", "-queryfile", "data", "-inkey", "key",
			"-signer", "cert", "-chain", "chain", "-token_out", "-out", "out")
		return embed(t, file, token)
	}
	file := stamp(tsa)
	// openssl stamps with the machine's clock, which may be before or behind
	// this test's: only the bytes and the authority are asked here.
	s := only(t, checkWith(t, file, verify.Options{Trust: trust(t), Clock: clock.System{}}))
	assert.True(t, s.DocumentTimeStamp)
	assert.Equal(t, verify.Intact, s.Integrity, "%+v", s.Reasons)
	assert.Equal(t, verify.StampedTime, s.TimeSource)
	assert.Equal(t, "TSA Demo", s.Signer.Name)
	s = only(t, check(t, bytes.Replace(file, []byte("Page 1"), []byte("Page 7"), 1)))
	assert.Equal(t, verify.HashFailure, s.SubIndication)
}

// mutool signs the empty field behind our signature: it writes a font, an
// appearance and a PKCS #7 of its own. That is signing, no more.
func TestMutoolSignsAfterUs(t *testing.T) {
	dir := t.TempDir()
	pfx := openssl(t, pki(t).Agency, nil, "pkcs12", "-export", "-inkey", "key", "-in", "cert", "-out", "out", "-passout", "pass:x")
	for name, content := range map[string][]byte{"key.pfx": pfx, "in.pdf": genuine(t)} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), content, 0o600))
	}
	cmd := exec.Command("mutool", "sign", "-s", "key.pfx", "-P", "x", "-o", "out.pdf", "in.pdf", "6")
	cmd.Dir = dir
	said, err := cmd.CombinedOutput()
	require.NoError(t, err, string(said))
	file, err := os.ReadFile(filepath.Join(dir, "out.pdf"))
	require.NoError(t, err)
	report := check(t, file)
	require.Len(t, report.Signatures, 2)
	leader, agency := report.Signatures[0], report.Signatures[1]
	assert.Equal(t, verify.TotalPassed, leader.Result, "%+v", leader.Reasons)
	assert.Equal(t, []verify.Change{{Kind: verify.ChangeSignature, Name: "Approval", Page: 1}}, leader.Changes)
	assert.Equal(t, "Approval", agency.Field)
	assert.Equal(t, verify.Intact, agency.Integrity)
	assert.Contains(t, codes(agency.Reasons), verify.WeakHash)
}

// A later revision whose cross-reference cannot be read: nobody can say what it
// changes.
func TestRevisionThatCannotBeCompared(t *testing.T) {
	file := append(genuine(t), "\n11 0 obj\n<</Length 4>>\nstream\nevil\nendstream\nendobj\nstartxref\n7\n%%EOF\n"...)
	s := only(t, check(t, file))
	assert.Equal(t, verify.Indeterminate, s.Result)
	assert.Equal(t, []fault.Code{verify.ChangesUncompared}, codes(s.Reasons))
	assert.Equal(t, verify.OtherChanges, s.LaterChanges)
}
