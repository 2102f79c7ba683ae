package main_test

import (
	"bufio"
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// binary is the program as it is shipped, built once.
var binary string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "vanthu-central")
	if err != nil {
		panic(err)
	}
	binary = filepath.Join(dir, "vanthu-central")
	build := exec.Command("go", "build", "-tags", "sqlite_fts5", "-o", binary, ".")
	build.Stderr = os.Stderr
	if err := build.Run(); err != nil {
		panic(err)
	}
	status := m.Run()
	_ = os.RemoveAll(dir)
	os.Exit(status)
}

// run runs a command to its end.
func run(t *testing.T, stdin string, args ...string) (stdout, stderr string, status int) {
	t.Helper()
	cmd := exec.Command(binary, args...)
	var out, errs bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(stdin), &out, &errs
	err := cmd.Run()
	if _, exited := err.(*exec.ExitError); !exited {
		require.NoError(t, err)
	}
	return out.String(), errs.String(), cmd.ProcessState.ExitCode()
}

// office makes a data folder with two agencies and a clerk in each.
func newOffice(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "dữ liệu")
	for _, args := range [][]string{
		{"agency", "add", "H37.01", "Ủy ban nhân dân tỉnh Mẫu"},
		{"agency", "add", "H37.02", "Sở Thông tin và Truyền thông tỉnh Mẫu"},
		{"user", "add", "huong", "--agency", "H37.01", "--role", "clerk", "--full-name", "Nguyễn Thị Hường", "--password-stdin"},
		{"user", "add", "nghia", "--agency", "H37.02", "--role", "clerk", "--full-name", "Trần Văn Nghĩa", "--password-stdin"},
	} {
		_, stderr, status := run(t, password+"\n", append(args, "--data", dir)...)
		require.Zero(t, status, "%v: %s", args, stderr)
	}
	return dir
}

const password = "mật khẩu để thử"

// process is the server running.
type process struct {
	cmd *exec.Cmd
	url string
	ca  string
}

// start waits for the line that says the server answers.
func start(t *testing.T, dir, listen string) *process {
	t.Helper()
	cmd := exec.Command(binary, "serve", "--data", dir, "--listen", listen, "--quiet")
	cmd.Stderr = os.Stderr
	pipe, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	line, err := bufio.NewReader(pipe).ReadString('\n')
	require.NoError(t, err, "the server ended before it answered")
	p := &process{cmd: cmd}
	_, err = fmt.Sscanf(line, "vanthu-central: %s CA:", &p.url)
	require.NoError(t, err, line)
	_, p.ca, _ = strings.Cut(strings.TrimSpace(line), "CA: ")
	t.Cleanup(func() { p.kill() })
	return p
}

// kill ends the process as a power cut does.
func (p *process) kill() {
	_ = p.cmd.Process.Kill()
	_ = p.cmd.Wait()
}

func (p *process) client(t *testing.T) *http.Client {
	t.Helper()
	pem, err := os.ReadFile(p.ca)
	require.NoError(t, err)
	roots := x509.NewCertPool()
	require.True(t, roots.AppendCertsFromPEM(pem))
	return &http.Client{Timeout: 10 * time.Second, Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots, MaxVersion: tls.VersionTLS13}}}
}

func TestCommands(t *testing.T) {
	dir := newOffice(t)
	server := start(t, dir, "127.0.0.1:0") // administration works beside it
	secret := filepath.Join(t.TempDir(), "password")
	require.NoError(t, os.WriteFile(secret, []byte("một mật khẩu khác\r\n"), 0o600))
	granted := signIn(t, server.client(t), server.url, "huong", password)
	for _, row := range []struct {
		args   string
		stdin  string
		status int
		must   string
	}{
		{"help", "", 0, "vanthu-central serve --data DIR"},
		{"", "", 2, "vanthu-central serve --data DIR"},
		{"nonsense", "", 2, "vanthu-central serve"},
		{"agency list --data DIR", "", 0, "Ủy ban nhân dân tỉnh Mẫu"},
		{"agency list --json --data DIR", "", 0, `{"code":"H37.01","name":"Ủy ban nhân dân tỉnh Mẫu"}`},
		{"agency add H37.03 Sở --data DIR", "", 0, "H37.03"},
		{"agency add H37.03 Sở --data DIR", "", 1, "Đã có mục này"},
		{"agency add h37 Sở --data DIR", "", 1, "Mã cơ quan không đúng dạng"},
		{"agency add H37.04 Sở --parent H99 --data DIR", "", 1, "H99"},
		{"agency add H37.04 --data DIR", "", 2, "agency add CODE NAME"},
		{"agency list", "", 2, "--data DIR"},
		{"agency list --data DIR --wrong", "", 2, "wrong"},
		{"agency list --data /dev/null/x", "", 3, "Không dùng được thư mục dữ liệu"},
		{"user add lan --agency H37.01 --role leader --full-name Lan --password-file SECRET --data DIR", "", 0, "lan"},
		{"user add lan --agency H37.01 --role leader --full-name Lan --password-file SECRET --data DIR", "", 1, "lan"},
		{"user add mai --agency H99 --role clerk --full-name Mai --password-stdin --data DIR", "đủ dài rồi", 1, "H99"},
		{"user add mai --agency H37.01 --role king --full-name Mai --password-stdin --data DIR", "đủ dài rồi", 1, "king"},
		{"user add mai --agency H37.01 --role clerk --full-name Mai --password-stdin --data DIR", "ngắn", 1, "ít nhất 8"},
		{"user add mai --agency H37.01 --role clerk --full-name Mai --data DIR", "", 2, "--password-file"},
		{"user add mai --agency H37.01 --role clerk --full-name Mai --password-file /no/such --data DIR", "", 3, "/no/such"},
		{"user list --data DIR", "", 0, "Trần Văn Nghĩa"},
		{"device list --data DIR", "", 0, string(granted.Device)},
		{"device revoke " + string(granted.Device) + " --data DIR", "", 0, "thu hồi"},
		{"device revoke nothing --data DIR", "", 1, "Không có mục này"},
		{"user reset nghia --password-file SECRET --data DIR", "", 0, "nghia"},
		{"user reset nobody --password-file SECRET --data DIR", "", 1, "Không có mục này"},
		{"serve --data DIR --listen 127.0.0.1:0", "", 3, "đang được dùng"},
		{"serve --data OTHER --listen 256.0.0.1:1", "", 3, "Không mở được cổng mạng"},
		{"serve --data OTHER --cert only.pem", "", 2, "--cert FILE --key FILE"},
		{"serve --data OTHER --cert SECRET --key SECRET", "", 3, "Không dùng được chứng thư"},
	} {
		var args []string
		for _, arg := range strings.Fields(row.args) {
			args = append(args, strings.NewReplacer("DIR", dir, "OTHER", dir+"2", "SECRET", secret).Replace(arg))
		}
		stdout, stderr, status := run(t, row.stdin, args...)
		assert.Equal(t, row.status, status, "%s: %s%s", row.args, stdout, stderr)
		assert.Contains(t, stdout+stderr, row.must, row.args)
		assert.NotContains(t, stdout+stderr, "[central.", row.args)
	}
	signIn(t, server.client(t), server.url, "nghia", "một mật khẩu khác")

	require.NoError(t, server.cmd.Process.Signal(syscall.SIGTERM))
	assert.NoError(t, server.cmd.Wait(), "a graceful end has status 0")
}
