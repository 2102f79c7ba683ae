package e2e

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Many files of a folder are signed by one command; it is killed in the middle,
// and the same command goes on: all are signed, and none of those that were
// there is touched again.
func TestABatchGoesOnAfterAKill(t *testing.T) {
	const count = 80
	dir := folders(t, count)
	sign := func() *exec.Cmd { return signFolder(dir, "--pin-file", world.pin) }
	first := sign()
	require.NoError(t, first.Start())
	require.Eventually(t, func() bool { return len(signedIn(t, dir)) > 0 }, 5*time.Minute, 2*time.Millisecond)
	require.NoError(t, first.Process.Kill())
	_ = first.Wait()
	before := signedIn(t, dir)
	require.Less(t, len(before), count, "killed in the middle")

	said, err := sign().CombinedOutput()
	require.NoError(t, err, string(said))
	after := signedIn(t, dir)
	require.Len(t, after, count)
	for name, content := range before {
		assert.Equal(t, content, after[name], "signed once only: %s", name)
	}
	assert.Equal(t, len(before), strings.Count(string(said), "Đã ký từ lần trước"))
	assert.Contains(t, string(said), fmt.Sprintf("sẽ ký %d tệp", count-len(before)))
	for name, content := range after {
		assert.Equal(t, 1, strings.Count(content, "/ByteRange"), name)
	}
	left, err := filepath.Glob(filepath.Join(dir, "out", ".*"))
	require.NoError(t, err)
	assert.Empty(t, left, "the journal of a batch that is done")
}

// TestTwoRunsOfOneJob: the second one says so while the first waits for its PIN,
// and touches nothing.
func TestTwoRunsOfOneJob(t *testing.T) {
	dir := folders(t, 2)
	pin := filepath.Join(dir, "pin")
	require.NoError(t, exec.Command("mkfifo", pin).Run())
	first := signFolder(dir, "--pin-file", pin)
	require.NoError(t, first.Start())
	require.Eventually(t, func() bool {
		locks, _ := filepath.Glob(filepath.Join(dir, "out", ".*.lock"))
		return len(locks) == 1
	}, time.Minute, 10*time.Millisecond)
	said, err := signFolder(dir, "--pin-file", world.pin, "--json").Output()
	assert.Equal(t, 3, exitStatus(err))
	assert.Contains(t, string(said), `"code":"ctl.running"`)
	assert.Empty(t, signedIn(t, dir))
	secret, err := os.ReadFile(world.pin)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(pin, secret, 0o600))
	require.NoError(t, first.Wait())
	assert.Len(t, signedIn(t, dir), 2)
}

// folders makes documents in two folders.
func folders(t *testing.T, count int) (dir string) {
	t.Helper()
	dir = t.TempDir()
	original, err := os.ReadFile(invitation)
	require.NoError(t, err)
	for i := range count {
		in := filepath.Join(dir, "in", fmt.Sprint("tap", i%2), fmt.Sprintf("%02d.PDF", i))
		require.NoError(t, os.MkdirAll(filepath.Dir(in), 0o755))
		require.NoError(t, os.WriteFile(in, fmt.Appendf(bytes.Clone(original), "%% %d\n", i), 0o600))
	}
	return dir
}

// signFolder is the command that signs them.
func signFolder(dir string, more ...string) *exec.Cmd {
	args := append([]string{"sign", "in", "--out-dir", "out", "--token", "Demo", "--invisible"}, more...)
	cmd := exec.Command(filepath.Join(world.bin, "vanthuctl"), args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "HOME="+dir, "XDG_CACHE_HOME="+filepath.Join(filepath.Dir(world.bin), "cache"))
	return cmd
}

// signedIn gives the signed files by name.
func signedIn(t *testing.T, dir string) map[string]string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(dir, "out", "*", "[0-9]*.PDF"))
	require.NoError(t, err)
	files := map[string]string{}
	for _, path := range found {
		raw, err := os.ReadFile(path)
		require.NoError(t, err)
		files[filepath.Base(path)] = string(raw)
	}
	return files
}
