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
