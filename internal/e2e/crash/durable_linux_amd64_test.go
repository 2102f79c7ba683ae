package crash

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// requireDurable holds a run without trouble to the order that a loss of power
// asks for, which killing a program cannot show: only temporary files are written
// to; no file takes its name before it was synced; then its folder is.
func (t *tracer) requireDurable(test *testing.T) {
	test.Helper()
	unsynced, renamed := map[string]bool{}, 0
	for i, call := range t.calls {
		file := t.files[i]
		switch call {
		case "write", "pwrite", "writev", "copy_file_range", "sendfile", "splice", "ftruncate", "fallocate":
			require.Equal(test, ".tmp", filepath.Ext(file), "call %d of %s", i, t.calls)
			unsynced[file] = true
		case "fsync", "fdatasync":
			delete(unsynced, file)
		case "syncfs":
			clear(unsynced)
		case "rename":
			require.Empty(test, unsynced, "call %d of %s", i, t.calls)
			unsynced[t.dir] = true
			renamed++
		}
	}
	require.Equal(test, 1, renamed, "%s", t.calls)
	require.Empty(test, unsynced, "%s", t.calls)
}
