package softtoken_test

import (
	"crypto/rand"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/pkitest"
	"github.com/vanthu/vanthu/internal/softtoken"
)

// TestForeignToolSeesTheTokens asks pkcs11-tool, not our own reader.
func TestForeignToolSeesTheTokens(t *testing.T) {
	now := time.Date(2026, 11, 24, 8, 0, 0, 0, time.UTC)
	root, err := pkitest.NewRoot(rand.Reader, "CA thử", pkitest.ECDSAP256, pkitest.Around(now, 5))
	require.NoError(t, err)
	leader, err := root.Issue(pkitest.Leaf{CommonName: "Trần Văn Nghĩa", Kind: pkitest.ECDSAP256, Validity: pkitest.Around(now, 1)})
	require.NoError(t, err)

	dir := t.TempDir()
	store, err := softtoken.Open(dir)
	require.NoError(t, err)
	for _, label := range []string{"Trần Văn Nghĩa", "Ủy ban"} {
		require.NoError(t, store.Add(t.Context(), softtoken.Token{
			Label: label, PIN: "12345678", SOPIN: "87654321",
			Entries: []softtoken.Entry{{ID: []byte{1}, Label: "ký", Key: leader.Key, Certificate: leader.Certificate}},
		}))
	}

	out := list(t, store, "--list-token-slots")
	assert.Contains(t, out, "token label        : Trần Văn Nghĩa")
	assert.Contains(t, out, "token label        : Ủy ban")
	for _, label := range []string{"Trần Văn Nghĩa", "Ủy ban"} {
		out = list(t, store, "--token-label", label, "--login", "--pin", "12345678", "--list-objects")
		assert.Contains(t, out, "Private Key Object; EC", label)
		assert.Contains(t, out, "Certificate Object; type = X.509 cert", label)
		assert.Contains(t, out, "sensitive", label)
		assert.Equal(t, 2, strings.Count(out, "ID:         01"), out)
	}
	left, err := filepath.Glob(filepath.Join(dir, "*.der"))
	require.NoError(t, err)
	assert.Empty(t, left, "no private key may lie beside the token")
}

func list(t *testing.T, store *softtoken.Store, args ...string) string {
	t.Helper()
	cmd := exec.Command("pkcs11-tool", append([]string{"--module", store.Module()}, args...)...)
	cmd.Env = append(os.Environ(), store.Setting().Name+"="+store.Setting().Value)
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, string(out))
	return string(out)
}

func TestLabelTooLong(t *testing.T) {
	store, err := softtoken.Open(t.TempDir())
	require.NoError(t, err)
	err = store.Add(t.Context(), softtoken.Token{Label: strings.Repeat("ủ", 11), PIN: "12345678", SOPIN: "87654321"})
	assert.ErrorContains(t, err, "33")
	err = store.Add(t.Context(), softtoken.Token{PIN: "12345678", SOPIN: "87654321"})
	assert.ErrorContains(t, err, "has 0")
}

func TestPINsAreNotInTheError(t *testing.T) {
	store, err := softtoken.Open(t.TempDir())
	require.NoError(t, err)
	err = store.Add(t.Context(), softtoken.Token{Label: "x", PIN: "123", SOPIN: "87654321"})
	require.Error(t, err)
	assert.NotContains(t, err.Error(), "87654321")
}
