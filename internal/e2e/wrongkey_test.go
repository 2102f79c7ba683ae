package e2e

import (
	"crypto/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/pkitest"
	"github.com/vanthu/vanthu/internal/softtoken"
)

// TestAKeyThatIsNotTheCertificates: of many files only those fail that were on
// their way when the first signature was checked; none appears.
func TestAKeyThatIsNotTheCertificates(t *testing.T) {
	demo, err := pkitest.NewDemo(rand.Reader, time.Now())
	require.NoError(t, err)
	store, err := softtoken.Open(filepath.Join(t.TempDir(), "token"))
	require.NoError(t, err)
	secret, err := os.ReadFile(world.pin)
	require.NoError(t, err)
	require.NoError(t, store.Add(t.Context(), softtoken.Token{
		Label: "Mixed", PIN: strings.TrimSpace(string(secret)), SOPIN: "87654321",
		Entries: []softtoken.Entry{{ID: []byte{1}, Label: "mixed", Key: demo.Agency.Key, Certificate: demo.Leader.Certificate}},
	}))
	const count = 40
	dir := folders(t, count)
	cmd := signFolder(dir, "--pin-file", world.pin, "--token", "Mixed")
	cmd.Env = append(os.Environ(), store.Setting().Name+"="+store.Setting().Value)
	said, err := cmd.CombinedOutput()
	assert.Equal(t, 3, exitStatus(err), string(said))
	assert.Empty(t, signedIn(t, dir))
	assert.Less(t, strings.Count(string(said), "Khóa không khớp chứng thư số"), count/2)
	assert.Contains(t, string(said), "chưa ký")
}
