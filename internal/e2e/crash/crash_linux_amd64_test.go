package crash

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/clock"
	"github.com/vanthu/vanthu/signing/verify"
)

// job is a command that writes target; the arguments say {in} and {out}.
type job struct {
	name, in, target string
	old              []byte // what stands at the target before; nil for nothing
	args             []string
	signatures       int // and time stamps in a whole new target; 0 for a report
}

func jobs() []job {
	sign := []string{"sign", "--token", "Demo", "--pin-file", world.pin, "--invisible", "{in}", "-o", "{out}"}
	extend := []string{"extend", "--level", "T", "--tsa", world.tsa, "--trust", world.trust, "{in}", "-o", "{out}"}
	report := []string{"verify", "--trust", world.trust, "{in}", "--report", "{out}"}
	other := []byte("%PDF-1.7 another document that stood there")
	return []job{
		{"sign in place", "a.pdf", "a.pdf", world.plain, sign, 1},
		{"sign over another", "a.pdf", "b.pdf", other, sign, 1},
		{"sign to a new file", "a.pdf", "b.pdf", nil, sign, 1},
		{"extend in place", "a.pdf", "a.pdf", world.signed, extend, 2},
		{"extend over another", "a.pdf", "b.pdf", other, extend, 2},
		{"extend to a new file", "a.pdf", "b.pdf", nil, extend, 2},
		{"report over another", "a.pdf", "r.pdf", other, report, 0},
		{"report to a new file", "a.pdf", "r.html", nil, report, 0},
	}
}

// TestTroubleAtEveryWrite: the target is the old file or the new one, whole; a
// failure leaves nothing behind, and after a crash the next run clears up.
func TestTroubleAtEveryWrite(t *testing.T) {
	all := jobs()
	troubles := []syscall.Errno{kill, syscall.ENOSPC}
	if os.Getenv("CRASH") == "all" {
		troubles = append(troubles, syscall.EIO, syscall.EACCES)
	} else {
		all = []job{all[0], all[4]}
	}
	for _, j := range all {
		for _, trouble := range troubles {
			name := "killed"
			if trouble != kill {
				name = trouble.Error()
			}
			t.Run(j.name+", "+name, func(t *testing.T) { everyCall(t, j, trouble) })
		}
	}
}

func everyCall(t *testing.T, j job, trouble syscall.Errno) {
	dir, err := filepath.EvalSymlinks(t.TempDir())
	require.NoError(t, err)
	for at := 1; ; at++ {
		j.prepare(t, dir)
		tr := &tracer{dir: dir, at: at, trouble: trouble}
		status, err := tr.run(j.command(dir))
		require.NoError(t, err)
		if len(tr.calls) < at {
			require.Zero(t, status, "no trouble was made")
			require.Greater(t, at, 5, "%s", tr.calls)
			j.requireNew(t, dir)
			assert.ElementsMatch(t, j.names(), names(t, dir), "the next run clears up")
			tr.requireDurable(t)
			t.Log(strings.Join(tr.calls, " "))
			return
		}
		j.check(t, dir, status, tr)
	}
}

func (j job) command(dir string) *exec.Cmd {
	args := slices.Clone(j.args)
	for i := range args {
		args[i] = strings.NewReplacer("{in}", filepath.Join(dir, j.in), "{out}", filepath.Join(dir, j.target)).Replace(args[i])
	}
	cmd := exec.Command(filepath.Join(world.bin, "vanthuctl"), args...)
	cmd.Env = append(os.Environ(), "HOME="+world.home, "XDG_CONFIG_HOME="+world.home)
	return cmd
}

func (j job) content() []byte {
	if j.args[0] == "sign" {
		return world.plain
	}
	return world.signed
}

// prepare puts the input and the old target there; leftovers stay.
func (j job) prepare(t *testing.T, dir string) {
	t.Helper()
	require.NoError(t, os.RemoveAll(filepath.Join(dir, j.target)))
	require.NoError(t, os.WriteFile(filepath.Join(dir, j.in), j.content(), 0o644))
	if j.old != nil {
		require.NoError(t, os.WriteFile(filepath.Join(dir, j.target), j.old, 0o644))
	}
}

func (j job) check(t *testing.T, dir string, status int, tr *tracer) {
	t.Helper()
	last := tr.calls[tr.at-1]
	if j.in != j.target {
		in, err := os.ReadFile(filepath.Join(dir, j.in))
		require.NoError(t, err)
		require.True(t, bytes.Equal(j.content(), in), "the input is as it was")
	}
	target, err := os.ReadFile(filepath.Join(dir, j.target))
	isOld := err == nil && j.old != nil && bytes.Equal(j.old, target) || os.IsNotExist(err) && j.old == nil
	if !isOld {
		j.requireNew(t, dir)
	}
	require.False(t, status == 0 && isOld, "success without a file, trouble at %s", last)
	if tr.trouble == kill {
		require.Equal(t, -1, status)
		require.LessOrEqual(t, len(names(t, dir)), len(j.names())+1, "one temporary file at most")
		return
	}
	if last != "unlink" {
		assert.Subset(t, j.names(), names(t, dir), "no leftovers after trouble at %s of %s", last, tr.calls)
	}
}

// requireNew: the target is what the command makes of its input, whole.
func (j job) requireNew(t *testing.T, dir string) {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(dir, j.target))
	require.NoError(t, err)
	if j.signatures == 0 {
		end := bytes.TrimSpace(content)
		require.True(t, bytes.HasSuffix(end, []byte("</html>")) || bytes.HasSuffix(end, []byte("%%EOF")), "a whole report")
		return
	}
	require.True(t, bytes.HasPrefix(content, j.content()))
	require.Greater(t, len(content), len(j.content()))
	report, err := verify.Verify(t.Context(), bytes.NewReader(content), int64(len(content)), verify.Options{Clock: clock.System{}})
	require.NoError(t, err)
	require.Len(t, report.Signatures, j.signatures)
	require.Equal(t, verify.Intact, report.Signatures[0].Integrity)
}

func (j job) names() []string {
	if j.in == j.target {
		return []string{j.in}
	}
	return []string{j.in, j.target}
}

func names(t *testing.T, dir string) (all []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return all
}
