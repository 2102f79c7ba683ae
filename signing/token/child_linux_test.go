//go:build cgo

package token_test

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// children are the processes that a process started and that have not ended.
func children(t *testing.T, parent string) (list []string) {
	t.Helper()
	threads, err := filepath.Glob("/proc/" + parent + "/task/*/children")
	require.NoError(t, err)
	for _, file := range threads {
		if raw, err := os.ReadFile(file); err == nil { // a thread may have ended
			list = append(list, strings.Fields(string(raw))...)
		}
	}
	return list
}

// However the program ends, its drivers end with it, also one that hangs.
func TestADriverEndsWithItsProgram(t *testing.T) {
	for _, orders := range []string{"slow 0", "hang 4"} {
		t.Run(orders, func(t *testing.T) {
			library := copyOf(t, world.misbehaving)
			require.NoError(t, os.WriteFile(library+".orders", []byte(orders+"\n"), 0o600))
			program := exec.Command(os.Args[0])
			program.Env = append(os.Environ(), "TEST_LIST_FOREVER="+library)
			said, err := program.StdoutPipe()
			require.NoError(t, err)
			require.NoError(t, program.Start())
			line, err := bufio.NewReader(said).ReadString('\n')
			require.NoError(t, err)
			require.Equal(t, "open <nil>\n", line)
			time.Sleep(200 * time.Millisecond) // it is in the library now
			drivers := children(t, strconv.Itoa(program.Process.Pid))
			require.Len(t, drivers, 1)
			require.NoError(t, program.Process.Kill())
			_ = program.Wait()
			assert.Eventually(t, func() bool { return ended(drivers[0]) }, 5*time.Second, 20*time.Millisecond)
		})
	}
}

// ended tells whether a process is gone, or waits only for its new parent to
// take notice.
func ended(process string) bool {
	raw, err := os.ReadFile("/proc/" + process + "/stat")
	if err != nil {
		return true
	}
	_, state, _ := strings.Cut(string(raw), ") ")
	return strings.HasPrefix(state, "Z")
}

// A driver's process makes no core dump, is not to be read by other programs of
// the user, has no files of ours, and nothing of a PIN in what is to be seen of it.
func TestWhatIsToBeSeenOfADriver(t *testing.T) {
	before := children(t, "self")
	m, _ := misbehaving(t)
	loggedIn(t, m, agencyLabel)
	var driver string
	for _, c := range children(t, "self") {
		if !strings.Contains(strings.Join(before, " "), c) {
			driver = c
		}
	}
	require.NotEmpty(t, driver)
	read := func(name string) string {
		raw, err := os.ReadFile("/proc/" + driver + "/" + name)
		require.NoError(t, err)
		return string(raw)
	}
	assert.Regexp(t, `Max core file size +0 +0`, read("limits"))
	assert.Equal(t, os.Args[0]+"\x00--pkcs11-driver-process\x00", read("cmdline"))
	if os.Getuid() != 0 {
		_, err := os.ReadFile("/proc/" + driver + "/environ")
		assert.ErrorIs(t, err, os.ErrPermission)
		return
	}
	assert.NotContains(t, read("environ"), rightPIN)
	owner, err := os.Stat("/proc/" + driver + "/mem")
	require.NoError(t, err)
	assert.Zero(t, owner.Sys().(*syscall.Stat_t).Uid, "a process that cannot be dumped belongs to root")
	files, err := os.ReadDir("/proc/" + driver + "/fd")
	require.NoError(t, err)
	assert.Less(t, len(files), 12, "three standard files, three pipes, the runtime's and SoftHSM's own")
}
