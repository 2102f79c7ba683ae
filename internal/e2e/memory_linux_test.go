package e2e

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/pkitest"
	"github.com/vanthu/vanthu/internal/softtoken"
	"github.com/vanthu/vanthu/internal/ttytest"
)

// watched is a batch that a debugger holds at its very end, and what is to be
// seen of it then.
type watched struct {
	t         *testing.T
	home, pin string
	label     string // of the token: it must be found where the PIN is looked for
	settings  softtoken.Setting
}

// TestNothingIsLeftOfAPIN signs a batch and looks, before the program ends, into
// the whole memory of both its processes, into their arguments and environment,
// and into every file that it has written.
func TestNothingIsLeftOfAPIN(t *testing.T) {
	if _, err := exec.LookPath("gdb"); err != nil {
		t.Skip("gdb is not installed")
	}
	if os.Getuid() != 0 {
		t.Skip("only root may look into a program that keeps debuggers away")
	}
	for name, give := range map[string]func(w *watched) (*exec.Cmd, func()){
		"from the standard input": func(w *watched) (*exec.Cmd, func()) {
			cmd := w.sign("--pin-stdin")
			in, err := cmd.StdinPipe()
			require.NoError(w.t, err)
			return cmd, func() {
				_, err := io.WriteString(in, w.pin+"\n")
				require.NoError(w.t, err)
				require.NoError(w.t, in.Close())
			}
		},
		"typed": func(w *watched) (*exec.Cmd, func()) {
			terminal := ttytest.Open(w.t)
			cmd := w.sign()
			cmd.Stdin = terminal.Program
			return cmd, func() { terminal.Type(w.pin + "\r") }
		},
	} {
		t.Run(name, func(t *testing.T) { newWatched(t).look(give) })
	}
}

func newWatched(t *testing.T) *watched {
	w := &watched{t: t, home: t.TempDir(), pin: "kL7" + hex.EncodeToString([]byte(t.Name()))[:18] + "vX9", label: "Dấu hiệu tìm thấy"}
	store, err := softtoken.Open(filepath.Join(w.home, "softhsm"))
	require.NoError(t, err)
	identity := issue(t, pkitest.RSA2048)
	require.NoError(t, store.Add(t.Context(), softtoken.Token{
		Label: w.label, PIN: w.pin, SOPIN: "87654321",
		Entries: []softtoken.Entry{{ID: []byte{1}, Key: identity.Key, Certificate: identity.Certificate}},
	}))
	w.settings = store.Setting()
	original, err := os.ReadFile(invitation)
	require.NoError(t, err)
	require.NoError(t, os.Mkdir(filepath.Join(w.home, "in"), 0o700))
	for i := range 8 {
		in := filepath.Join(w.home, "in", fmt.Sprint(i, ".pdf"))
		require.NoError(t, os.WriteFile(in, fmt.Appendf(bytes.Clone(original), "%% %d\n", i), 0o600))
	}
	return w
}

func (w *watched) sign(args ...string) *exec.Cmd {
	cmd := ctl(w.home, append([]string{
		"sign", filepath.Join(w.home, "in"), "--out-dir", filepath.Join(w.home, "out"), "--token", w.label, "--module", softHSM(w.t), "--yes",
	}, args...)...)
	cmd.Env = append(cmd.Env, w.settings.Name+"="+w.settings.Value)
	return cmd
}

// look has the debugger come while the program waits for the PIN, which is given
// then.
func (w *watched) look(start func(*watched) (*exec.Cmd, func())) {
	t := w.t
	cmd, give := start(w)
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	require.NoError(t, cmd.Start())
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	driver := w.driver(cmd.Process.Pid)
	debugger := w.holdAtTheEnd(cmd.Process.Pid)
	give()
	debugger.until("held")
	signed, err := filepath.Glob(filepath.Join(w.home, "out", "*.pdf"))
	require.NoError(t, err)
	require.Len(t, signed, 8, said.String())
	for _, process := range []string{fmt.Sprint(cmd.Process.Pid), driver} {
		assert.NotEmpty(t, inMemory(t, process, map[string][]byte{"label": []byte(w.label)}), "what is there is found")
		assert.Empty(t, inMemory(t, process, forms(w.pin)), "the PIN in the memory of %s", process)
		for _, public := range []string{"cmdline", "environ"} {
			raw, err := os.ReadFile(filepath.Join("/proc", process, public))
			require.NoError(t, err)
			assert.NotContains(t, string(raw), w.pin)
		}
	}
	debugger.say("enough")
	w.searchFiles()
	assert.NotContains(t, said.String(), w.pin)
}

// driver is the process of the driver.
func (w *watched) driver(pid int) (driver string) {
	require.Eventually(w.t, func() bool {
		tasks, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", pid))
		for _, task := range tasks {
			raw, _ := os.ReadFile(task)
			if driver = strings.TrimSpace(string(raw)); driver != "" {
				return true
			}
		}
		return false
	}, time.Minute, 20*time.Millisecond)
	return driver
}

// debugger is one that holds a program, and what the two sides tell each other:
// files in its folder.
type debugger struct {
	t   *testing.T
	dir string
	log *bytes.Buffer
}

// holdAtTheEnd has a debugger stop the program when it is about to exit: all its
// memory is there then, and nothing will change it.
func (w *watched) holdAtTheEnd(pid int) *debugger {
	t := w.t
	d := &debugger{t, t.TempDir(), new(bytes.Buffer)}
	script := fmt.Sprintf("set pagination off\nhandle SIGURG SIGPIPE SIGCHLD nostop noprint pass\ncatch syscall exit_group\n"+
		"shell touch %[1]s/there\ncontinue\nshell touch %[1]s/held; while [ ! -e %[1]s/enough ]; do sleep 0.1; done\nkill\n", d.dir)
	file := filepath.Join(d.dir, "script")
	require.NoError(t, os.WriteFile(file, []byte(script), 0o600))
	gdb := exec.Command("gdb", "-batch", "-nx", "-p", fmt.Sprint(pid), "-x", file)
	gdb.Stdout, gdb.Stderr = d.log, d.log
	require.NoError(t, gdb.Start())
	t.Cleanup(func() { d.say("enough"); _ = gdb.Wait() })
	d.until("there")
	if strings.Contains(d.log.String(), "not permitted") {
		t.Skipf("no debugger may look here: %s", d.log)
	}
	return d
}

func (d *debugger) until(file string) {
	d.t.Helper()
	require.Eventually(d.t, func() bool { _, err := os.Stat(filepath.Join(d.dir, file)); return err == nil }, 5*time.Minute, 20*time.Millisecond)
}

func (d *debugger) say(file string) {
	assert.NoError(d.t, os.WriteFile(filepath.Join(d.dir, file), nil, 0o600))
}

// searchFiles looks into all that lies in the program's home and temporary folder.
func (w *watched) searchFiles() {
	require.NoError(w.t, filepath.WalkDir(w.home, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		content, err := os.ReadFile(path)
		assert.Empty(w.t, found(bytes.NewReader(content), 0, int64(len(content)), forms(w.pin)), "the PIN in %s", path)
		return err
	}))
}

// forms are pieces of a PIN as they might lie in memory: memory that was freed
// and used again has lost a part.
func forms(pin string) map[string][]byte {
	all := map[string][]byte{}
	for _, part := range []struct{ name, text string }{{"its beginning", pin[:10]}, {"its middle", pin[7:17]}, {"its end", pin[len(pin)-10:]}} {
		name, text := part.name, part.text
		units := utf16.Encode([]rune(text))
		little, big := new(bytes.Buffer), new(bytes.Buffer)
		_ = binary.Write(little, binary.LittleEndian, units)
		_ = binary.Write(big, binary.BigEndian, units)
		wide := new(bytes.Buffer)
		_ = binary.Write(wide, binary.LittleEndian, []rune(text))
		all[name] = []byte(text)
		all[name+" in UTF-16"], all[name+" in UTF-16, big-endian"], all[name+" in UTF-32"] = little.Bytes(), big.Bytes(), wide.Bytes()
		all[name+" in hexadecimal"] = []byte(hex.EncodeToString([]byte(text)))
		all[name+" in capital hexadecimal"] = []byte(strings.ToUpper(hex.EncodeToString([]byte(text))))
	}
	for shift := range 3 { // whatever stands before it
		text := base64.RawStdEncoding.EncodeToString([]byte(strings.Repeat("x", shift) + pin))
		all[fmt.Sprint("in base64, shifted by ", shift)] = []byte(text[4 : len(text)-4])
	}
	return all
}

// inMemory names the forms that lie in a process's memory, with their places.
func inMemory(t *testing.T, process string, wanted map[string][]byte) (names []string) {
	t.Helper()
	maps, err := os.ReadFile(filepath.Join("/proc", process, "maps"))
	require.NoError(t, err)
	memory, err := os.Open(filepath.Join("/proc", process, "mem"))
	require.NoError(t, err)
	defer memory.Close()
	for _, line := range lines(string(maps)) {
		var from, to int64
		var rights string
		if _, err := fmt.Sscanf(line, "%x-%x %s", &from, &to, &rights); err == nil && rights[0] == 'r' {
			names = append(names, found(memory, from, to, wanted)...)
		}
	}
	return names
}

// found names the forms that lie between two places. What cannot be read, as
// the kernel's own pages, is passed over.
func found(in io.ReaderAt, from, to int64, wanted map[string][]byte) (names []string) {
	const longest = 64
	block := make([]byte, 4<<20)
	for at := from; at < to; at += int64(len(block) - longest) {
		n, _ := in.ReadAt(block[:min(int64(len(block)), to-at)], at)
		for name, form := range wanted {
			if i := bytes.Index(block[:n], form); i >= 0 {
				names = append(names, fmt.Sprintf("%s at %x", name, at+int64(i)))
			}
		}
	}
	return names
}
