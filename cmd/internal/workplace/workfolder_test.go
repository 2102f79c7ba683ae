package workplace_test

import (
	"crypto/rand"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/cmd/internal/workplace"
	"github.com/vanthu/vanthu/internal/clock"
)

// What a program that was killed left of a file being signed is removed, not what
// another works on.
func TestFoldersOfKilledProgramsAreRemoved(t *testing.T) {
	home := t.TempDir()
	old, young, other := filepath.Join(home, "signing-1"), filepath.Join(home, "signing-2"), filepath.Join(home, "images")
	for _, folder := range []string{old, young, other} {
		require.NoError(t, os.MkdirAll(folder, 0o700))
		require.NoError(t, os.WriteFile(filepath.Join(folder, "x.pdf"), nil, 0o600))
	}
	long := time.Now().Add(-2 * time.Hour)
	require.NoError(t, os.Chtimes(old, long, long))
	require.NoError(t, os.Chtimes(other, long, long))
	w, err := workplace.Open(t.Context(), workplace.Config{Home: home, Clock: clock.System{}, Random: rand.Reader})
	require.NoError(t, err)
	require.NoError(t, w.Close())
	assert.NoDirExists(t, old)
	assert.DirExists(t, young)
	assert.DirExists(t, other)
}
