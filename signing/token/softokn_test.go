//go:build cgo

package token_test

import (
	"crypto/rand"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/pkitest"
	softoknstore "github.com/vanthu/vanthu/internal/softokn"
	"github.com/vanthu/vanthu/signing/token"
)

// softokn is Mozilla's library, which keeps keys in a folder that it is told of
// when it is initialised.
func softokn(t *testing.T) device {
	t.Helper()
	m, err := token.Open(softoknDriver(t, t.TempDir()))
	require.NoError(t, err)
	return device{module: m, label: filepath.Base(m.Driver().Store()), pin: rightPIN, rsa: "01", alsoPSS: true}
}

// softoknDriver opens a store that it fills in the folder.
func softoknDriver(t *testing.T, folder string) token.Driver {
	t.Helper()
	library, err := softoknstore.Library()
	require.NoError(t, err)
	root, err := pkitest.NewRoot(rand.Reader, "CA thử", pkitest.ECDSAP256, pkitest.Around(now, 9))
	require.NoError(t, err)
	signer, err := root.Issue(pkitest.Leaf{CommonName: leaderLabel, Kind: pkitest.RSA2048, Validity: pkitest.Around(now, 1)})
	require.NoError(t, err)
	require.NoError(t, softoknstore.Fill(folder, rightPIN, 1, signer))
	return token.Driver{Path: library, Parameters: folder}
}

// Two stores are two tokens, which their folders' names tell apart.
func TestTwoStoresOfOneLibrary(t *testing.T) {
	var modules token.Modules
	for _, folder := range []string{"it's one", "two"} {
		folder = filepath.Join(t.TempDir(), folder)
		require.NoError(t, os.Mkdir(folder, 0o700))
		m, err := token.Open(softoknDriver(t, folder))
		require.NoError(t, err)
		modules = append(modules, m)
	}
	for _, label := range []string{"it's one", "two"} {
		found, err := modules.Find(t.Context(), label)
		require.NoError(t, err)
		assert.Equal(t, label, filepath.Base(found.Driver.Store()))
	}
}
