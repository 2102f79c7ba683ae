package certificate_test

import (
	"crypto/rand"
	"crypto/x509"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/central/certificate"
	"github.com/vanthu/vanthu/internal/clock"
)

func TestServerCertificate(t *testing.T) {
	now := time.Now()
	m := certificate.Maker{Dir: filepath.Join(t.TempDir(), "tls"), Random: rand.Reader, Clock: clock.Func(func() time.Time { return now })}
	names := []string{"localhost", "127.0.0.1", "::1"}
	first, err := m.Server(names)
	require.NoError(t, err)

	pem, err := os.ReadFile(m.CAFile())
	require.NoError(t, err)
	roots := x509.NewCertPool()
	require.True(t, roots.AppendCertsFromPEM(pem))
	verify := func(name string) error {
		_, err := first.Leaf.Verify(x509.VerifyOptions{Roots: roots, DNSName: name, CurrentTime: now})
		return err
	}
	for _, name := range names {
		assert.NoError(t, verify(name), name)
	}
	assert.Error(t, verify("example.vn"))

	again, err := m.Server(names)
	require.NoError(t, err)
	assert.Equal(t, first.Leaf.SerialNumber, again.Leaf.SerialNumber, "kept")
	more, err := m.Server(append(names, "vanthu.mau.gov.vn"))
	require.NoError(t, err)
	assert.NotEqual(t, first.Leaf.SerialNumber, more.Leaf.SerialNumber, "another name needs another certificate")
	assert.NoError(t, more.Leaf.VerifyHostname("vanthu.mau.gov.vn"))

	now = now.Add(380 * 24 * time.Hour)
	renewed, err := m.Server(names)
	require.NoError(t, err)
	assert.True(t, renewed.Leaf.NotAfter.After(now.Add(300*24*time.Hour)), "renewed before its end")
	after, err := os.ReadFile(m.CAFile())
	require.NoError(t, err)
	assert.Equal(t, pem, after, "the CA stays: clients trust it")
}

func TestKeysAreForTheirOwner(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a file's mode says nothing on Windows; the folder's rights do")
	}
	m := certificate.Maker{Dir: t.TempDir(), Random: rand.Reader, Clock: clock.System{}}
	_, err := m.Server([]string{"localhost"})
	require.NoError(t, err)
	for _, name := range []string{"ca.key", "server.key"} {
		info, err := os.Stat(filepath.Join(m.Dir, name))
		require.NoError(t, err)
		assert.Equal(t, os.FileMode(0o600), info.Mode().Perm(), name)
	}
}

func TestDamagedFilesAreNamed(t *testing.T) {
	m := certificate.Maker{Dir: t.TempDir(), Random: rand.Reader, Clock: clock.System{}}
	require.NoError(t, os.WriteFile(m.CAFile(), []byte("không phải chứng thư"), 0o600))
	_, err := m.Server([]string{"localhost"})
	assert.ErrorIs(t, err, certificate.ErrCertificate)
	_, err = certificate.Load(m.CAFile(), m.CAFile())
	assert.ErrorIs(t, err, certificate.ErrCertificate)
}
