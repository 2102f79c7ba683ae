package trust_test

import (
	"crypto/rand"
	"crypto/x509"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/pkitest"
	"github.com/vanthu/vanthu/signing/trust"
	"github.com/vanthu/vanthu/signing/verify"
)

var now = time.Date(2026, 11, 24, 8, 0, 0, 0, time.UTC)

func authority(t *testing.T, name string) *pkitest.Authority {
	t.Helper()
	root, err := pkitest.NewRoot(rand.Reader, name, pkitest.ECDSAP256, pkitest.Around(now, 9))
	require.NoError(t, err)
	return root
}

func file(t *testing.T, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "in.crt")
	require.NoError(t, os.WriteFile(path, content, 0o600))
	return path
}

func TestAddListRemove(t *testing.T) {
	root := authority(t, "CA gốc A")
	link, err := root.NewIntermediate("CA B", pkitest.ECDSAP256, pkitest.Around(now, 5))
	require.NoError(t, err)
	folder := trust.Folder(filepath.Join(t.TempDir(), "home", "trust"))
	empty, err := folder.List()
	require.NoError(t, err)
	assert.Empty(t, empty)

	_, err = folder.Add(file(t, link.Certificate.Raw)) // DER
	require.NoError(t, err)
	added, err := folder.Add(file(t, pkitest.PEM(root.Certificate, link.Certificate)))
	require.NoError(t, err)
	require.Len(t, added, 2)
	assert.True(t, added[0].Root())
	assert.False(t, added[1].Root())
	assert.Len(t, added[0].SHA256, 64)

	listed, err := folder.List()
	require.NoError(t, err)
	require.Len(t, listed, 2, "the same again is one")
	assert.Equal(t, "CA gốc A", listed[0].Certificate.Subject.CommonName, "roots first")
	store, err := verify.LoadTrust(string(folder))
	require.NoError(t, err)
	assert.Len(t, store.Roots(), 1)

	gone, err := folder.Remove(strings.ToLower(listed[0].SHA256[:4] + ":" + listed[0].SHA256[4:12]))
	require.NoError(t, err)
	assert.Equal(t, listed[0].SHA256, gone.SHA256)
	listed, err = folder.List()
	require.NoError(t, err)
	assert.Len(t, listed, 1)
}

// What somebody put there by hand, several in one file, is kept but for the one
// that goes.
func TestRemoveOutOfABundle(t *testing.T) {
	a, b := authority(t, "CA A"), authority(t, "CA B")
	dir := t.TempDir()
	bundle := filepath.Join(dir, "bundle.pem")
	require.NoError(t, os.WriteFile(bundle, pkitest.PEM(a.Certificate, b.Certificate), 0o600))
	folder := trust.Folder(dir)
	_, err := folder.Add(file(t, a.Certificate.Raw))
	require.NoError(t, err)
	listed, err := folder.List()
	require.NoError(t, err)
	require.Len(t, listed, 3)
	_, err = folder.Remove(listed[0].SHA256)
	require.NoError(t, err)
	listed, err = folder.List()
	require.NoError(t, err)
	require.Len(t, listed, 1, "out of both files")
	assert.Equal(t, "CA B", listed[0].Certificate.Subject.CommonName)
	assert.Equal(t, bundle, listed[0].File)
}

func TestRefusals(t *testing.T) {
	root := authority(t, "CA gốc A")
	person, err := root.Issue(pkitest.Leaf{CommonName: "Nguyễn Thị Hường", Kind: pkitest.ECDSAP256, Validity: pkitest.Around(now, 1)})
	require.NoError(t, err)
	dir := filepath.Join(t.TempDir(), "trust")
	folder := trust.Folder(dir)
	for name, c := range map[string]struct {
		content []byte
		want    error
	}{
		"a person's":      {person.Certificate.Raw, trust.ErrNotAuthority},
		"one is a person": {pkitest.PEM(root.Certificate, person.Certificate), trust.ErrNotAuthority},
		"own signer":      {pkitest.PEM(selfSigned(t)), trust.ErrNotAuthority},
		"text":            {[]byte("không phải chứng thư"), trust.ErrNoCertificate},
		"empty":           {nil, trust.ErrNoCertificate},
		"broken":          {[]byte("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"), trust.ErrNoCertificate},
		"truncated":       {root.Certificate.Raw[:100], trust.ErrNoCertificate},
	} {
		_, err := folder.Add(file(t, c.content))
		assert.ErrorIs(t, err, c.want, name)
		assert.NoDirExists(t, dir, "nothing of a refused file is kept")
	}
	_, err = folder.Add(filepath.Join(dir, "missing.crt"))
	assert.ErrorIs(t, err, trust.ErrFolder)
	_, err = folder.Add(t.TempDir())
	assert.ErrorIs(t, err, trust.ErrFolder)
	_, err = folder.Add(file(t, root.Certificate.Raw))
	require.NoError(t, err)
	for prefix, want := range map[string]error{
		"": trust.ErrPrefix, "12": trust.ErrPrefix, "not hexadecimal": trust.ErrPrefix, strings.Repeat("0", 64): trust.ErrUnknown,
	} {
		_, err := folder.Remove(prefix)
		assert.ErrorIs(t, err, want, prefix)
	}
}

// selfSigned is nobody's authority: a person's key that signed its own name.
func selfSigned(t *testing.T) *x509.Certificate {
	key, err := pkitest.NewKey(rand.Reader, pkitest.ECDSAP256)
	require.NoError(t, err)
	template := &x509.Certificate{SerialNumber: authority(t, "x").Certificate.SerialNumber, NotBefore: now, NotAfter: now.AddDate(1, 0, 0)}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	require.NoError(t, err)
	cert, err := x509.ParseCertificate(der)
	require.NoError(t, err)
	return cert
}
