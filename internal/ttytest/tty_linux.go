package ttytest

import (
	"fmt"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/sys/unix"
)

// Terminal is a pseudo-terminal.
type Terminal struct {
	Person  *os.File // types and sees
	Program *os.File // its standard input
}

// Open makes one that lasts as long as the test.
func Open(t *testing.T) Terminal {
	t.Helper()
	person, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	require.NoError(t, err)
	require.NoError(t, unix.IoctlSetPointerInt(int(person.Fd()), unix.TIOCSPTLCK, 0))
	n, err := unix.IoctlGetInt(int(person.Fd()), unix.TIOCGPTN)
	require.NoError(t, err)
	program, err := os.OpenFile(fmt.Sprintf("/dev/pts/%d", n), os.O_RDWR|unix.O_NOCTTY, 0)
	require.NoError(t, err)
	t.Cleanup(func() { _ = program.Close(); _ = person.Close() })
	return Terminal{person, program}
}

// Echoes tells whether it shows what is typed.
func (t Terminal) Echoes() bool {
	state, err := unix.IoctlGetTermios(int(t.Program.Fd()), unix.TCGETS)
	return err == nil && state.Lflag&unix.ECHO != 0
}

// Hidden waits until it does not, and tells whether it came to that.
func (t Terminal) Hidden() bool {
	for range 1000 {
		if !t.Echoes() {
			return true
		}
		time.Sleep(10 * time.Millisecond)
	}
	return false
}

// Type types keys once they are not shown.
func (t Terminal) Type(keys string) {
	if t.Hidden() {
		_, _ = t.Person.WriteString(keys)
	}
}

// Watch reads the screen all the time, so that a program with much to say is not
// held up, and gives what was shown so far.
func (t Terminal) Watch() (screen func() string) {
	var mu sync.Mutex
	var seen []byte
	go func() {
		part := make([]byte, 4096)
		for {
			n, err := t.Person.Read(part)
			mu.Lock()
			seen = append(seen, part[:n]...)
			mu.Unlock()
			if err != nil {
				return
			}
		}
	}()
	return func() string {
		mu.Lock()
		defer mu.Unlock()
		return string(seen)
	}
}

// Shown is what stands on the screen and was not read yet.
func (t Terminal) Shown() string {
	n, err := unix.IoctlGetInt(int(t.Person.Fd()), unix.TIOCINQ)
	if err != nil {
		return err.Error()
	}
	screen := make([]byte, n)
	n, _ = t.Person.Read(screen)
	return string(screen[:n])
}
