package e2e

import (
	"context"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/lockfile"
)

// silent is a server that takes connections and says nothing.
func silent(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	t.Cleanup(func() { _ = listener.Close() })
	return "https://" + listener.Addr().String()
}

// TestStoppedInTheMiddle: a command that is told to end does so at once, says
// that it did, and leaves nothing half done.
func TestStoppedInTheMiddle(t *testing.T) {
	fifo := filepath.Join(t.TempDir(), "pin")
	require.NoError(t, exec.Command("mkfifo", fifo).Run())
	for name, row := range map[string]struct {
		args []string
		code string
	}{
		"sign that waits for a PIN":    {[]string{"sign", invitation, "-o", "out.pdf", "--token", "Demo", "--pin-file", fifo}, "secret.interrupted"},
		"sign that waits for input":    {[]string{"sign", invitation, "-o", "out.pdf", "--token", "Demo", "--pin-stdin"}, "secret.interrupted"},
		"login that waits for answers": {[]string{"login", "--server", silent(t), "--user", "x", "--password-file", world.pin}, "ctl.stopped"},
	} {
		t.Run(name, func(t *testing.T) {
			work, home := t.TempDir(), t.TempDir()
			ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
			defer cancel()
			cmd := exec.CommandContext(ctx, filepath.Join(world.bin, "vanthuctl"), append(absolute(t, row.args), "--home", home, "--json")...)
			cmd.Dir = work
			in, err := cmd.StdinPipe()
			require.NoError(t, err)
			defer in.Close()
			time.AfterFunc(2*time.Second, func() { _ = cmd.Process.Signal(os.Interrupt) })
			out, err := cmd.Output()
			assert.Equal(t, 3, exitStatus(err), "%s", out)
			assert.Contains(t, string(out), `"code":"`+row.code+`"`)
			left, err := os.ReadDir(work)
			require.NoError(t, err)
			assert.Empty(t, left)
		})
	}
}

// absolute makes the input's path good from any folder.
func absolute(t *testing.T, args []string) []string {
	t.Helper()
	path, err := filepath.Abs(invitation)
	require.NoError(t, err)
	for i, arg := range args {
		if arg == invitation {
			args[i] = path
		}
	}
	return args
}

// TestSyncBesideASync: the second one says so and touches nothing.
func TestSyncBesideASync(t *testing.T) {
	clerk := startCentral(t).connect("vt.ubnd")
	release, err := lockfile.Hold(filepath.Join(clerk.home, "sync.lock"))
	require.NoError(t, err)
	out, err := clerk.run("sync")
	assert.Equal(t, 3, exitStatus(err))
	assert.Contains(t, out, `"code":"workplace.syncing"`)
	clerk.must("inbox")
	release()
	clerk.must("sync")
}

// TestSendBeforeTheFirstSync asks for the sync, and blames no agency code.
func TestSendBeforeTheFirstSync(t *testing.T) {
	server := startCentral(t)
	clerk := &desk{t, t.TempDir()}
	clerk.must("login", "--server", "https://"+server.addr, "--ca", server.ca(), "--user", "vt.ubnd", "--password-file", filepath.Join(server.data, "password"))
	out, err := clerk.run("send", plan, "--to", "H37.02", "--subject", "x")
	assert.Equal(t, 3, exitStatus(err))
	assert.Contains(t, out, `"code":"workplace.not_synced"`)
	clerk.must("sync")
	out, err = clerk.run("send", plan, "--to", "H37.99", "--subject", "x")
	assert.Equal(t, 1, exitStatus(err))
	assert.Contains(t, out, `"code":"office.agency_unknown"`)
}
