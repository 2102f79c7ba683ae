package token_test

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/signing/token"
)

var fileTime = time.Date(2026, 11, 26, 9, 0, 0, 0, time.UTC)

// keyFile has OpenSSL write a PKCS#12 file with a key, its certificate and that
// of its authority.
func keyFile(t *testing.T, key crypto.Signer, usage x509.KeyUsage, password string, args ...string) []byte {
	dir := t.TempDir()
	authorityKey, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	authority := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "CA thử"}, IsCA: true, BasicConstraintsValid: true,
		NotBefore: fileTime.AddDate(-1, 0, 0), NotAfter: fileTime.AddDate(1, 0, 0), KeyUsage: x509.KeyUsageCertSign,
	}
	leaf := &x509.Certificate{
		SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: "Trần Văn Nghĩa"}, KeyUsage: usage,
		NotBefore: fileTime.AddDate(0, -1, 0), NotAfter: fileTime.AddDate(0, 1, 0),
	}
	authorityDER, err := x509.CreateCertificate(rand.Reader, authority, authority, authorityKey.Public(), authorityKey)
	require.NoError(t, err)
	leafDER, err := x509.CreateCertificate(rand.Reader, leaf, authority, key.Public(), authorityKey)
	require.NoError(t, err)
	keyDER, err := x509.MarshalPKCS8PrivateKey(key)
	require.NoError(t, err)
	write := func(name, kind string, der []byte) string {
		path := filepath.Join(dir, name)
		require.NoError(t, os.WriteFile(path, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}), 0o600))
		return path
	}
	out := filepath.Join(dir, "key.p12")
	call := exec.Command("openssl", append([]string{
		"pkcs12", "-export", "-inkey", write("key", "PRIVATE KEY", keyDER), "-in", write("leaf", "CERTIFICATE", leafDER),
		"-certfile", write("ca", "CERTIFICATE", authorityDER), "-out", out, "-passout", "env:FILE_PASSWORD",
	}, args...)...)
	call.Env = append(os.Environ(), "FILE_PASSWORD="+password)
	said, err := call.CombinedOutput()
	require.NoError(t, err, string(said))
	content, err := os.ReadFile(out)
	require.NoError(t, err)
	return content
}

func TestKeyFromAFileSigns(t *testing.T) {
	rsaKey, err := rsa.GenerateKey(rand.Reader, 2048)
	require.NoError(t, err)
	ecKey, err := ecdsa.GenerateKey(elliptic.P384(), rand.Reader)
	require.NoError(t, err)
	for name, file := range map[string][]byte{
		"RSA, today's form":   keyFile(t, rsaKey, x509.KeyUsageDigitalSignature, "Mật khẩu 1"),
		"RSA, the old form":   keyFile(t, rsaKey, x509.KeyUsageDigitalSignature, "Mật khẩu 1", "-legacy"),
		"ECDSA, today's form": keyFile(t, ecKey, x509.KeyUsageContentCommitment, "Mật khẩu 1"),
	} {
		t.Run(name, func(t *testing.T) {
			key, err := token.OpenPKCS12(t.Context(), file, token.NewPIN([]byte("Mật khẩu 1")), fileTime)
			require.NoError(t, err)
			c := key.Certificate()
			require.Equal(t, "Trần Văn Nghĩa", c.Subject)
			require.Equal(t, token.Fit, c.Fitness)
			require.Len(t, c.Authorities, 1)
			digest := sha256.Sum256([]byte("Kế hoạch"))
			signature, err := key.Sign(rand.Reader, digest[:], crypto.SHA256)
			require.NoError(t, err)
			algorithm := x509.SHA256WithRSA
			if c.KeyType == token.ECDSA {
				algorithm = x509.ECDSAWithSHA256
			}
			require.NoError(t, c.X509.CheckSignature(algorithm, []byte("Kế hoạch"), signature))
		})
	}
}

func TestKeyFileThatDoesNotServe(t *testing.T) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	good := keyFile(t, key, x509.KeyUsageDigitalSignature, "right")
	for name, c := range map[string]struct {
		file     []byte
		password string
		now      time.Time
		want     error
	}{
		"wrong password": {good, "wrong", fileTime, token.ErrSoftKeyPassword},
		"no password":    {good, "", fileTime, token.ErrSoftKeyPassword},
		"cut off":        {good[:len(good)/2], "right", fileTime, token.ErrSoftKey},
		"empty":          {nil, "right", fileTime, token.ErrSoftKey},
		"not PKCS#12":    {[]byte("-----BEGIN CERTIFICATE-----"), "right", fileTime, token.ErrSoftKey},
		"expired":        {good, "right", fileTime.AddDate(1, 0, 0), token.ErrExpired},
		"not for signing": {
			keyFile(t, key, x509.KeyUsageKeyEncipherment, "right"), "right", fileTime, token.ErrNotForSigning,
		},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := token.OpenPKCS12(t.Context(), c.file, token.NewPIN([]byte(c.password)), c.now)
			require.ErrorIs(t, err, c.want)
		})
	}
}
