//go:build !windows

package atomicfile_test

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/atomicfile"
)

// TestOnlyRegularFilesAreWritten: what stands there otherwise stays as it is.
func TestOnlyRegularFilesAreWritten(t *testing.T) {
	dir := t.TempDir()
	folder, pipe, link := filepath.Join(dir, "folder"), filepath.Join(dir, "pipe"), filepath.Join(dir, "link")
	require.NoError(t, os.Mkdir(folder, 0o755))
	require.NoError(t, syscall.Mkfifo(pipe, 0o644))
	require.NoError(t, os.Symlink("/dev/null", link))
	for _, target := range []string{folder, folder + "/", pipe, link, "/dev/null", filepath.Join(dir, "new") + "/", dir + "/.", ""} {
		assert.ErrorIs(t, atomicfile.Write(target, strings.NewReader("x")), atomicfile.ErrNotRegular, target)
	}
	assert.ElementsMatch(t, []string{"folder", "pipe", "link"}, names(t, dir))
}

// TestLinks: the file behind a symbolic link is replaced, in its own folder; the
// other name of a file keeps what it had.
func TestLinks(t *testing.T) {
	dir := t.TempDir()
	far := filepath.Join(dir, "far")
	require.NoError(t, os.Mkdir(far, 0o755))
	file, link, other := filepath.Join(far, "a.pdf"), filepath.Join(dir, "link.pdf"), filepath.Join(dir, "other.pdf")
	require.NoError(t, os.WriteFile(file, []byte("old"), 0o600))
	require.NoError(t, os.Symlink(filepath.Join("far", "a.pdf"), link))
	require.NoError(t, os.Link(file, other))
	require.NoError(t, atomicfile.Write(link, strings.NewReader("new")))
	for name, want := range map[string]string{file: "new", link: "new", other: "old"} {
		content, err := os.ReadFile(name)
		require.NoError(t, err)
		assert.Equal(t, want, string(content), name)
	}
	info, err := os.Lstat(link)
	require.NoError(t, err)
	assert.NotZero(t, info.Mode()&os.ModeSymlink)
	assert.Equal(t, []string{"a.pdf"}, names(t, far))
}
