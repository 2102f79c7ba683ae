//go:build unix

package lockfile

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

func lock(file *os.File) error {
	for {
		switch err := unix.Flock(int(file.Fd()), unix.LOCK_EX|unix.LOCK_NB); {
		case errors.Is(err, unix.EINTR):
		case errors.Is(err, unix.EWOULDBLOCK):
			return ErrHeld
		default:
			return nil
		}
	}
}

// remove takes the file away while it is held, so that nobody waits on a file
// without a name unknowing.
func remove(file *os.File) {
	_ = os.Remove(file.Name())
	_ = file.Close()
}
