package e2e

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/ttytest"
)

const invitation = "../../testdata/documents/07-GM-SNV-giay-moi-hop.pdf"

// atTerminal runs vanthuctl with a terminal of its own as its standard input.
func atTerminal(t *testing.T, terminal ttytest.Terminal, args ...string) (*exec.Cmd, *bytes.Buffer) {
	t.Helper()
	var said bytes.Buffer
	cmd := exec.Command(filepath.Join(world.bin, "vanthuctl"), append(args, "--home", t.TempDir())...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = terminal.Program, &said, &said
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	require.NoError(t, cmd.Start())
	return cmd, &said
}

// ends waits for the exit status.
func ends(t *testing.T, cmd *exec.Cmd) int {
	t.Helper()
	late := time.AfterFunc(30*time.Second, func() { _ = cmd.Process.Kill() })
	defer late.Stop()
	_ = cmd.Wait()
	return cmd.ProcessState.ExitCode()
}

// TestPINIsTypedAtTheTerminal with the flag that says so and without, and at a
// file that is the terminal.
func TestPINIsTypedAtTheTerminal(t *testing.T) {
	for _, from := range [][]string{{"--pin-stdin"}, {}, {"--pin-file", "/dev/tty"}} {
		terminal, out := ttytest.Open(t), filepath.Join(t.TempDir(), "out.pdf")
		cmd, said := atTerminal(t, terminal, append([]string{"sign", invitation, "-o", out, "--token", "Demo", "--lang", "en"}, from...)...)
		go terminal.Type("1234x\x7f5678\r")
		assert.Zero(t, ends(t, cmd), "%v: %s", from, said)
		assert.Contains(t, said.String(), "PIN of the token Demo: \n")
		assert.NotContains(t, said.String(), "1234")
		assert.Empty(t, terminal.Shown(), "nothing typed is shown")
		assert.True(t, terminal.Echoes(), "as it was")
		assert.FileExists(t, out)
	}
}

// TestStoppedWhileTyping by the key and by signals: no try is used, nothing is
// written, and the terminal shows again what is typed.
func TestStoppedWhileTyping(t *testing.T) {
	for name, stop := range map[string]func(ttytest.Terminal, *os.Process){
		"Ctrl-C":  func(terminal ttytest.Terminal, _ *os.Process) { terminal.Type("12\x03") },
		"SIGINT":  func(_ ttytest.Terminal, p *os.Process) { _ = p.Signal(os.Interrupt) },
		"SIGTERM": func(_ ttytest.Terminal, p *os.Process) { _ = p.Signal(syscall.SIGTERM) },
	} {
		t.Run(name, func(t *testing.T) {
			terminal, dir := ttytest.Open(t), t.TempDir()
			cmd, said := atTerminal(t, terminal, "sign", invitation, "-o", filepath.Join(dir, "out.pdf"), "--token", "Demo", "--json")
			require.True(t, terminal.Hidden())
			stop(terminal, cmd.Process)
			assert.Equal(t, 3, ends(t, cmd), "%s", said)
			assert.Contains(t, said.String(), `"code":"secret.interrupted"`)
			assert.True(t, terminal.Echoes(), "as it was")
			left, err := os.ReadDir(dir)
			require.NoError(t, err)
			assert.Empty(t, left)
		})
	}
}

// TestANewPINIsTypedTwice, and two that differ are sent nowhere.
func TestANewPINIsTypedTwice(t *testing.T) {
	for _, c := range []struct {
		keys   []string
		status int
		said   string
	}{
		{[]string{"12345678\r", "1234567890\r", "1234567809\r"}, 3, "ctl.pins_differ"},
		{[]string{"12345678\r", "1234567890\r", "1234567890\r"}, 0, `"changed":true`},
		{[]string{"1234567890\r", "12345678\r", "12345678\r"}, 0, `"changed":true`},
	} {
		terminal := ttytest.Open(t)
		cmd, said := atTerminal(t, terminal, "token", "change-pin", "--token", "Demo", "--json")
		for _, keys := range c.keys {
			require.True(t, terminal.Hidden())
			terminal.Type(keys)
		}
		assert.Equal(t, c.status, ends(t, cmd), "%s", said)
		assert.Contains(t, said.String(), c.said)
		assert.NotContains(t, said.String(), "1234")
		assert.True(t, terminal.Echoes(), "as it was")
	}
}
