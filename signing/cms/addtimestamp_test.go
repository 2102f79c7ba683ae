package cms_test

import (
	"bytes"
	"crypto"
	"crypto/rand"
	"crypto/sha256"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"

	"github.com/vanthu/vanthu/internal/clock"
	"github.com/vanthu/vanthu/internal/pkitest"
	"github.com/vanthu/vanthu/signing/cms"
)

// stampOver asks the test authority for a token over data, by SHA-256.
func stampOver(t *testing.T, tsa *pkitest.TSA, data []byte) []byte {
	t.Helper()
	sum := sha256.Sum256(data)
	algorithm, err := cms.HashIdentifier(crypto.SHA256)
	require.NoError(t, err)
	var b cryptobyte.Builder
	b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1Int64(1)
		b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
			b.AddBytes(algorithm)
			b.AddASN1OctetString(sum[:])
		})
		b.AddASN1Boolean(true)
	})
	answer, ok := tsa.Answer(b.BytesOrPanic())
	require.True(t, ok)
	in := cryptobyte.String(answer)
	var response, token cryptobyte.String
	require.True(t, in.ReadASN1(&response, cbasn1.SEQUENCE) && response.SkipASN1(cbasn1.SEQUENCE) && response.ReadASN1Element(&token, cbasn1.SEQUENCE))
	return token
}

func TestAddTimestamp(t *testing.T) {
	d, err := pkitest.NewDemo(rand.Reader, time.Now())
	require.NoError(t, err)
	tsa, err := d.Issuer.NewTSA("TSA thử", pkitest.ECDSAP256, pkitest.Around(time.Now(), 2), clock.System{})
	require.NoError(t, err)
	content := []byte("nội dung")
	sum := sha256.Sum256(content)
	plain, err := cms.Sign(t.Context(), d.Leader.Key, cms.Request{Digest: sum[:], Hash: crypto.SHA256, Chain: d.Leader.Chain})
	require.NoError(t, err)
	before, err := cms.Parse(plain)
	require.NoError(t, err)
	token := stampOver(t, tsa, before.Signers[0].Signature)

	stamped := plain
	for n := 1; n <= 2; n++ { // a second one goes beside the first
		stamped, err = cms.AddTimestamp(append(stamped, make([]byte, 100)...), token)
		require.NoError(t, err)
		after, err := cms.Parse(stamped)
		require.NoError(t, err)
		require.Len(t, after.Signers[0].TimeStampTokens(), n)
		assert.Equal(t, token, after.Signers[0].TimeStampTokens()[0])
		assert.True(t, after.Signers[0].HasTimeStamp())
		verified, err := after.Verify(after.Signers[0], sum[:])
		require.NoError(t, err)
		assert.Equal(t, d.Leader.Certificate, verified.Certificate)
		requireOpenSSLVerifies(t, d, stamped, content)
	}

	_, err = cms.AddTimestamp(plain, stampOver(t, tsa, content))
	require.ErrorIs(t, err, cms.ErrDigestMismatch, "of the document, not of the signature")
	_, err = cms.AddTimestamp(plain, plain)
	require.ErrorIs(t, err, cms.ErrMalformed)
	_, err = cms.AddTimestamp(token[:len(token)-1], token)
	require.ErrorIs(t, err, cms.ErrMalformed)
}

// What other makers write in BER with lengths left open is stamped too.
func TestAddTimestampToBER(t *testing.T) {
	d, err := pkitest.NewDemo(rand.Reader, time.Now())
	require.NoError(t, err)
	tsa, err := d.Issuer.NewTSA("TSA thử", pkitest.ECDSAP256, pkitest.Around(time.Now(), 2), clock.System{})
	require.NoError(t, err)
	content := []byte("nội dung")
	sum := sha256.Sum256(content)
	plain, err := cms.Sign(t.Context(), d.Leader.Key, cms.Request{Digest: sum[:], Hash: crypto.SHA256, Chain: d.Leader.Chain})
	require.NoError(t, err)
	require.Equal(t, []byte{0x30, 0x82}, plain[:2])
	open := append(append([]byte{0x30, 0x80}, plain[4:]...), 0, 0)
	parsed, err := cms.Parse(open)
	require.NoError(t, err)
	stamped, err := cms.AddTimestamp(open, stampOver(t, tsa, parsed.Signers[0].Signature))
	require.NoError(t, err)
	assert.True(t, bytes.HasPrefix(stamped, []byte{0x30, 0x82}))
	requireOpenSSLVerifies(t, d, stamped, content)
}

func requireOpenSSLVerifies(t *testing.T, d *pkitest.Demo, signature, content []byte) {
	t.Helper()
	dir := t.TempDir()
	for name, data := range map[string][]byte{"s": signature, "c": content, "ca": pkitest.PEM(d.Root.Certificate, d.Issuer.Certificate)} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), data, 0o600))
	}
	cmd := exec.Command("openssl", "cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", "s", "-content", "c", "-CAfile", "ca", "-purpose", "any", "-out", "o")
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, string(out))
}
