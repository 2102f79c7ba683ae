package atomicfile_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/atomicfile"
)

func names(t *testing.T, dir string) (all []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return all
}

func TestWriteReplacesWhole(t *testing.T) {
	target := filepath.Join(t.TempDir(), "a.pdf")
	require.NoError(t, os.WriteFile(target, []byte("old"), 0o600))
	require.NoError(t, atomicfile.Write(target, strings.NewReader("new")))
	content, err := os.ReadFile(target)
	require.NoError(t, err)
	assert.Equal(t, "new", string(content))
	info, err := os.Stat(target)
	require.NoError(t, err)
	assert.Equal(t, os.FileMode(0o600), info.Mode().Perm())
	assert.Equal(t, []string{"a.pdf"}, names(t, filepath.Dir(target)))
}

func TestFailureLeavesTheOldFileAndNoLitter(t *testing.T) {
	target := filepath.Join(t.TempDir(), "a.pdf")
	require.NoError(t, os.WriteFile(target, []byte("old"), 0o644))
	broken := io.MultiReader(strings.NewReader("half"), iotest.ErrReader(errors.New("cable out")))
	assert.ErrorContains(t, atomicfile.Write(target, broken), "cable out")
	content, err := os.ReadFile(target)
	require.NoError(t, err)
	assert.Equal(t, "old", string(content))
	assert.Equal(t, []string{"a.pdf"}, names(t, filepath.Dir(target)))
}

func TestTemporaryNamesAreKnown(t *testing.T) {
	dir := t.TempDir()
	f, err := atomicfile.Create(filepath.Join(dir, "a.pdf"))
	require.NoError(t, err)
	assert.True(t, atomicfile.IsTemporary(names(t, dir)[0]))
	assert.False(t, atomicfile.IsTemporary("a.pdf"))
	f.Discard()
	f.Discard()
	assert.Empty(t, names(t, dir))
	assert.ErrorIs(t, f.Commit(), os.ErrClosed)
}
