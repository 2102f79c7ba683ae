package e2e

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/ttytest"
)

// TestStoppedByTheShellAndResumed: Ctrl-Z stops between two signatures, and fg has
// the batch go on with nothing lost.
func TestStoppedByTheShellAndResumed(t *testing.T) {
	const count = 10
	o := newCardOffice(t, count)
	o.card.SetDelay(150 * time.Millisecond)
	cmd := o.command("--pin-file", o.path("pin"))
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // as a shell starts a job
	require.NoError(t, cmd.Start())
	require.Eventually(t, func() bool { return o.card.Signed() >= 3 }, time.Minute, 5*time.Millisecond)
	require.NoError(t, cmd.Process.Signal(syscall.SIGTSTP))
	require.Eventually(t, func() bool { return stateOf(t, cmd.Process.Pid) == "T" }, 10*time.Second, 5*time.Millisecond)
	stopped := o.card.Signed()
	require.Less(t, stopped, count)
	time.Sleep(time.Second)
	assert.Equal(t, stopped, o.card.Signed(), "in the midst of no signature")
	require.NoError(t, cmd.Process.Signal(syscall.SIGCONT))
	require.Zero(t, ends(t, cmd), said.String())
	o.judge(count)
}

// stateOf is a process's state as the system names it: T is stopped.
func stateOf(t *testing.T, pid int) string {
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	require.NoError(t, err)
	_, rest, _ := strings.Cut(string(raw), ") ")
	return rest[:1]
}

// TestInterruptedBetweenSignatures: the signature under way is finished, and the
// same command goes on; nothing is signed twice.
func TestInterruptedBetweenSignatures(t *testing.T) {
	const count = 10
	o := newCardOffice(t, count)
	o.card.SetDelay(150 * time.Millisecond)
	cmd := o.command("--pin-file", o.path("pin"))
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	require.NoError(t, cmd.Start())
	require.Eventually(t, func() bool { return o.card.Signed() >= 3 }, time.Minute, 5*time.Millisecond)
	require.NoError(t, cmd.Process.Signal(os.Interrupt))
	require.Equal(t, 3, ends(t, cmd), said.String())
	signed := o.card.Signed()
	require.Less(t, signed, count)
	assert.Len(t, o.signed(), signed, "what the card signed is there")
	assert.Contains(t, said.String(), fmt.Sprintf("%d files are not signed yet. Run this command again", count-signed))
	assert.NotContains(t, said.String(), "refused")
	more, err := o.command("--pin-file", o.path("pin")).CombinedOutput()
	require.NoError(t, err, string(more))
	o.judge(count)
}

// TestTerminalSeesHowFarItIs, is asked first, and a no signs nothing.
func TestTerminalSeesHowFarItIs(t *testing.T) {
	dir := folders(t, 12)
	at := func(answer string) (status int, screen string) {
		terminal := ttytest.Open(t)
		cmd := signFolder(dir, "--pin-file", world.pin, "--lang", "en")
		cmd.Stdin, cmd.Stderr = terminal.Program, terminal.Program
		cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
		shown := terminal.Watch()
		_, err := terminal.Person.WriteString(answer)
		require.NoError(t, err)
		require.NoError(t, cmd.Start())
		status = ends(t, cmd)
		require.Eventually(t, func() bool {
			return strings.HasSuffix(shown(), ".\r\n") || strings.HasSuffix(shown(), "waiting: 0\r\n")
		}, time.Second, time.Millisecond)
		return status, shown()
	}
	status, screen := at("n\r")
	assert.Equal(t, 3, status)
	assert.Contains(t, screen, "\rReviewing 12/12 files")
	assert.Contains(t, screen, "to sign: 12 files")
	assert.Contains(t, screen, "Nobody agreed")
	assert.Empty(t, signedIn(t, dir))

	status, screen = at("y\r")
	assert.Zero(t, status)
	assert.Contains(t, screen, "\r12/12 files · ")
	assert.Contains(t, screen, "Signed: 12 ")
	left, err := filepath.Glob(filepath.Join(dir, "out", ".*"))
	require.NoError(t, err)
	assert.Empty(t, left)
}
