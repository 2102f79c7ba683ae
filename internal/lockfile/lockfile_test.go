package lockfile_test

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/lockfile"
)

func TestOneHolderAtATime(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lock")
	release, err := lockfile.Hold(path)
	require.NoError(t, err)
	_, err = lockfile.Hold(path)
	assert.ErrorIs(t, err, lockfile.ErrHeld)
	release()
	again, err := lockfile.Hold(path)
	require.NoError(t, err)
	again()
	_, err = lockfile.Hold(filepath.Join(path, "no folder"))
	require.Error(t, err)
	assert.NotErrorIs(t, err, lockfile.ErrHeld)
}
