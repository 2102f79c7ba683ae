package cms_test

import (
	"bytes"
	"context"
	"crypto"
	"crypto/rand"
	"crypto/x509"
	"math/big"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/pkitest"
	"github.com/vanthu/vanthu/signing/cms"
)

func sign(t testing.TB, id *pkitest.Identity, req cms.Request) []byte {
	t.Helper()
	der, err := cms.Sign(context.Background(), id.Key, req)
	require.NoError(t, err)
	return der
}

// verify parses and checks the first signer against the content.
func verify(t testing.TB, der, data []byte) (cms.Verified, error) {
	t.Helper()
	s, err := cms.Parse(der)
	require.NoError(t, err)
	require.Len(t, s.Signers, 1)
	return s.Verify(s.Signers[0], hashed(s.Signers[0].DigestHash, data))
}

func TestEveryProfileVerifies(t *testing.T) {
	for _, p := range profiles {
		t.Run(p.name, func(t *testing.T) {
			id := identity(t, p.kind)
			req := request(id, p.hash)
			req.PSS = p.pss
			der := sign(t, id, req)
			got, err := verify(t, der, content)
			require.NoError(t, err)
			assert.Equal(t, id.Certificate, got.Certificate)
			assert.Equal(t, p.hash, got.Algorithm.Hash)
			if p.pss {
				assert.Equal(t, p.hash.Size(), got.Algorithm.SaltLength, "RFC 4056 §3: salt as long as the hash")
			}
			assert.True(t, got.Bound)
			_, err = verify(t, der, []byte("something else"))
			assert.ErrorIs(t, err, cms.ErrDigestMismatch)
		})
	}
}

func TestSigningTimeIsThereOnDemand(t *testing.T) {
	id := identity(t, pkitest.ECDSAP256)
	req := request(id, crypto.SHA256)
	s, err := cms.Parse(sign(t, id, req))
	require.NoError(t, err)
	assert.True(t, s.Signers[0].SigningTime().IsZero())
	req.SigningTime = now.In(time.FixedZone("+07", 7*3600))
	s, err = cms.Parse(sign(t, id, req))
	require.NoError(t, err)
	assert.Equal(t, now, s.Signers[0].SigningTime())
}

func TestPaddingAndTrailingBytes(t *testing.T) {
	id := identity(t, pkitest.ECDSAP256)
	der := sign(t, id, request(id, crypto.SHA256))
	s, err := cms.Parse(append(bytes.Clone(der), make([]byte, 4000)...))
	require.NoError(t, err)
	assert.False(t, s.Trailing)
	s, err = cms.Parse(append(bytes.Clone(der), 0, 0, 7))
	require.NoError(t, err)
	assert.True(t, s.Trailing)
}

// A forger's certificate bears the victim's issuer and serial number; both
// stand in the bundle. The one whose key signed counts.
func TestCertificateIsTheOneWhoseKeySigned(t *testing.T) {
	victim := identity(t, pkitest.ECDSAP256)
	forger, err := pkitest.NewKey(rand.Reader, pkitest.ECDSAP256)
	require.NoError(t, err)
	template := &x509.Certificate{
		SerialNumber: new(big.Int).Set(victim.Certificate.SerialNumber),
		RawSubject:   victim.Certificate.RawSubject,
		NotBefore:    now.AddDate(-1, 0, 0), NotAfter: now.AddDate(1, 0, 0),
	}
	parent := &x509.Certificate{RawSubject: victim.Certificate.RawIssuer}
	raw, err := x509.CreateCertificate(rand.Reader, template, parent, forger.Public(), forger)
	require.NoError(t, err)
	own, err := x509.ParseCertificate(raw)
	require.NoError(t, err)
	fake := &pkitest.Identity{
		Certificate: own, Key: forger,
		Chain: append([]*x509.Certificate{own}, victim.Chain...),
	}
	got, err := verify(t, sign(t, fake, request(fake, crypto.SHA256)), content)
	require.NoError(t, err)
	assert.True(t, got.Certificate.Equal(own), "the forger's own, not the victim's")
}

func TestFlippedBytesNeverVerify(t *testing.T) {
	id := identity(t, pkitest.ECDSAP256)
	der := sign(t, id, cms.Request{
		Digest: hashed(crypto.SHA256, content), Hash: crypto.SHA256, Chain: id.Chain[:1],
	})
	accepted := 0
	for i := range der {
		flipped := bytes.Clone(der)
		flipped[i] ^= 0x01
		s, err := cms.Parse(flipped)
		if err != nil || len(s.Signers) != 1 || s.Signers[0].DigestHash == 0 {
			continue
		}
		got, err := s.Verify(s.Signers[0], hashed(s.Signers[0].DigestHash, content))
		if err == nil && got.Bound {
			accepted++
		}
	}
	// Outside of what is signed stand only four versions and the digest
	// algorithms of SignedData.
	assert.Less(t, accepted, 20)
}

func TestSwappedCertificateIsRefused(t *testing.T) {
	id := identity(t, pkitest.ECDSAP256)
	d, err := demo()
	require.NoError(t, err)
	// The same key certified again, as a renewed certificate is.
	renewed, err := d.Issuer.Issue(pkitest.Leaf{CommonName: "Trần Văn Nghĩa", Key: id.Key, Validity: pkitest.Around(now, 1)})
	require.NoError(t, err)
	der := replaceCertificate(t, sign(t, id, request(id, crypto.SHA256)), id.Certificate, renewed.Certificate)
	_, err = verify(t, der, content)
	assert.ErrorIs(t, err, cms.ErrOtherCertificate)
}

// replaceCertificate puts another certificate in place of the signer's and
// lets the signer's identifier name it; the signed attributes stay.
func replaceCertificate(t *testing.T, der []byte, old, replacement *x509.Certificate) []byte {
	t.Helper()
	at := bytes.Index(der, old.Raw)
	require.Positive(t, at)
	ber := toIndefinite(t, der, at, len(old.Raw), replacement.Raw)
	return bytes.Replace(ber, old.SerialNumber.Bytes(), replacement.SerialNumber.Bytes(), 1)
}

// toIndefinite rewrites the three structures around the certificates with
// indefinite lengths, so that the one at [at, at+size) can be replaced.
func toIndefinite(t *testing.T, der []byte, at, size int, replacement []byte) []byte {
	t.Helper()
	head := func(b []byte) int { return 2 + int(b[1]&0x7f) } // long form lengths only
	require.Equal(t, byte(0x80), der[1]&0x80)
	const infoOID = 11
	info := head(der)
	explicit := info + infoOID
	data := explicit + head(der[explicit:])
	body := data + head(der[data:])
	certs := body + bytes.Index(der[body:at], []byte{0xa0, 0x82})
	end := certs + head(der[certs:]) + (int(der[certs+2])<<8 | int(der[certs+3]))
	var out []byte
	out = append(out, 0x30, 0x80)
	out = append(out, der[info:explicit]...)
	out = append(out, 0xa0, 0x80, 0x30, 0x80)
	out = append(out, der[body:certs]...)
	out = append(out, 0xa0, 0x80)
	out = append(out, der[certs+head(der[certs:]):at]...)
	out = append(out, replacement...)
	out = append(out, der[at+size:end]...)
	out = append(out, 0, 0)
	out = append(out, der[end:]...)
	return append(out, 0, 0, 0, 0, 0, 0)
}

func TestIndefiniteLengthsAreRead(t *testing.T) {
	id := identity(t, pkitest.RSA2048)
	der := sign(t, id, request(id, crypto.SHA256))
	at := bytes.Index(der, id.Certificate.Raw)
	ber := toIndefinite(t, der, at, len(id.Certificate.Raw), id.Certificate.Raw)
	require.NotEqual(t, der, ber)
	got, err := verify(t, append(ber, make([]byte, 100)...), content)
	require.NoError(t, err)
	assert.True(t, got.Bound)
}

// openssl writes a streamed signature in BER, with the key identifier, signing
// time and S/MIME capabilities: another hand than ours.
func TestReadsWhatOpenSSLSigns(t *testing.T) {
	id := identity(t, pkitest.RSA2048)
	for name, extra := range map[string][]string{
		"plain":               {},
		"streamed, in BER":    {"-stream"},
		"by key identifier":   {"-keyid"},
		"without attributes":  {"-noattr"},
		"without certificate": {"-nocerts"},
		"sha-1":               {"-md", "sha1"},
		"pss":                 {"-keyopt", "rsa_padding_mode:pss"},
	} {
		t.Run(name, func(t *testing.T) {
			der := opensslSign(t, id, extra)
			got, err := verify(t, der, content)
			if name == "without certificate" {
				require.ErrorIs(t, err, cms.ErrNoCertificate)
				return
			}
			require.NoError(t, err)
			assert.Equal(t, id.Certificate, got.Certificate)
			assert.Equal(t, name == "sha-1", got.Algorithm.Weak())
			_, err = verify(t, der, []byte("something else"))
			assert.Error(t, err)
		})
	}
}

func opensslSign(t *testing.T, id *pkitest.Identity, extra []string) []byte {
	t.Helper()
	dir := t.TempDir()
	key, err := x509.MarshalPKCS8PrivateKey(id.Key)
	require.NoError(t, err)
	for name, data := range map[string][]byte{"key": key, "cert": pkitest.PEM(id.Certificate), "data": content} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), data, 0o600))
	}
	args := append([]string{
		"cms", "-sign", "-binary", "-outform", "DER", "-keyform", "DER", "-signer", "cert",
		"-inkey", "key", "-in", "data", "-out", "sig",
	}, extra...)
	cmd := exec.Command("openssl", args...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, string(out))
	der, err := os.ReadFile(filepath.Join(dir, "sig"))
	require.NoError(t, err)
	return der
}

func TestHostileBytesGiveTypedErrors(t *testing.T) {
	deep := bytes.Repeat([]byte{0x30, 0x80}, 1<<20)
	for name, data := range map[string][]byte{
		"empty": nil, "text": []byte("%PDF-1.7"), "nested": deep, "one byte": {0x30},
		"length of a length": {0x30, 0xff, 1, 2, 3, 4, 5, 6, 7, 8},
		"huge length":        {0x30, 0x88, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff},
	} {
		_, err := cms.Parse(data)
		assert.ErrorIs(t, err, cms.ErrMalformed, name)
	}
	_, err := cms.Parse(make([]byte, 17<<20))
	assert.ErrorIs(t, err, cms.ErrTooLarge)
}

func FuzzParse(f *testing.F) {
	id := identity(f, pkitest.ECDSAP256)
	der := sign(f, id, cms.Request{Digest: hashed(crypto.SHA256, content), Hash: crypto.SHA256, Chain: id.Chain[:1]})
	f.Add(der)
	f.Add([]byte{0x30, 0x80, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02, 0xa0, 0x80, 0x30, 0x80})
	f.Add([]byte{0x30, 0x80, 0x24, 0x80, 0x04, 0x01, 0x07, 0x00, 0x00, 0x00, 0x00})
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := cms.Parse(data)
		if err != nil {
			return
		}
		for _, signer := range s.Signers {
			signer.SigningTime()
			if hash := signer.DigestHash; hash != 0 {
				_, _ = s.Verify(signer, hashed(hash, content))
			}
		}
	})
}
