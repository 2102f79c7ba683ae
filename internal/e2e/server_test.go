package e2e

import (
	"bufio"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// password is that of every user made here.
const password = "mật khẩu thử 2026"

// central is a running central e-office, as a process of its own.
type central struct {
	t    *testing.T
	data string
	addr string // host:port, the same after a restart
	cmd  *exec.Cmd
}

var address = regexp.MustCompile(`https://(127\.0\.0\.1:\d+)`)

// startCentral makes a server with two agencies and a clerk in each, and runs it.
func startCentral(t *testing.T) *central {
	t.Helper()
	s := &central{t: t, data: t.TempDir(), addr: "127.0.0.1:0"}
	secret := filepath.Join(s.data, "password")
	require.NoError(t, os.WriteFile(secret, []byte(password), 0o600))
	s.admin("agency", "add", "H37.01", "Ủy ban nhân dân tỉnh Mẫu")
	s.admin("agency", "add", "H37.02", "Sở Thông tin và Truyền thông tỉnh Mẫu")
	s.admin("user", "add", "vt.ubnd", "--agency", "H37.01", "--role", "clerk", "--full-name", "Trần Văn Nghĩa", "--password-file", secret)
	s.admin("user", "add", "vt.stttt", "--agency", "H37.02", "--role", "clerk", "--full-name", "Lý Thị Mẫn", "--password-file", secret)
	s.start()
	t.Cleanup(s.kill)
	return s
}

func (s *central) admin(args ...string) {
	s.t.Helper()
	out, err := exec.Command(filepath.Join(world.bin, "vanthu-central"), append(args, "--data", s.data)...).CombinedOutput()
	require.NoError(s.t, err, "%v: %s", args, out)
}

// start runs the server and waits until it listens.
func (s *central) start() {
	s.t.Helper()
	s.cmd = exec.Command(filepath.Join(world.bin, "vanthu-central"), "serve", "--data", s.data, "--listen", s.addr)
	out, err := s.cmd.StdoutPipe()
	require.NoError(s.t, err)
	require.NoError(s.t, s.cmd.Start())
	ready := make(chan string, 1)
	go func() {
		lines := bufio.NewScanner(out)
		for lines.Scan() {
			if m := address.FindStringSubmatch(lines.Text()); m != nil {
				ready <- m[1]
			}
		}
	}()
	select {
	case s.addr = <-ready:
	case <-time.After(30 * time.Second):
		s.t.Fatal("the server did not start")
	}
}

// kill ends the server as a power cut would.
func (s *central) kill() {
	if s.cmd == nil {
		return
	}
	_ = s.cmd.Process.Signal(syscall.SIGKILL)
	_ = s.cmd.Wait()
	s.cmd = nil
}

func (s *central) ca() string { return filepath.Join(s.data, "tls", "ca.pem") }

// desk is one clerk's machine, worked on through the command line.
type desk struct {
	t    *testing.T
	home string
}

// connect makes a machine and logs its clerk in.
func (s *central) connect(user string) *desk {
	s.t.Helper()
	d := &desk{s.t, s.t.TempDir()}
	d.must("login", "--server", "https://"+s.addr, "--ca", s.ca(), "--user", user, "--password-file", filepath.Join(s.data, "password"))
	d.must("sync")
	return d
}

// run calls vanthuctl on this machine; err is its exit status.
func (d *desk) run(args ...string) (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, filepath.Join(world.bin, "vanthuctl"), append(args, "--home", d.home, "--json")...)
	out, err := cmd.Output()
	return string(out), err
}

func (d *desk) must(args ...string) string {
	d.t.Helper()
	out, err := d.run(args...)
	require.NoError(d.t, err, "vanthuctl %v: %s", args, out)
	return out
}

// exitStatus is what a program ended with, -1 when it did not run.
func exitStatus(err error) int {
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return exit.ExitCode()
	}
	return -1
}
