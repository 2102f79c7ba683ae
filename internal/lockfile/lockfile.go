// Package lockfile lets one process at a time do something: the one that holds a
// lock on a file, which the system takes back when the process ends however it
// ends. That the file is there means nothing.
package lockfile

import (
	"errors"
	"os"
)

// ErrHeld: another process, or another holder in this one, has the lock.
var ErrHeld = errors.New("lock held")

// Hold takes the lock on the file at path, which is made where it is not there,
// until release is called. The file stays. It never waits. On a file system
// without locks it holds nothing and succeeds.
func Hold(path string) (release func(), err error) {
	file, err := hold(path)
	if err != nil {
		return nil, err
	}
	return func() { _ = file.Close() }, nil
}

// HoldBriefly is Hold for a file that goes with its release.
func HoldBriefly(path string) (release func(), err error) {
	for {
		file, err := hold(path)
		if err != nil {
			return nil, err
		}
		if there(file, path) {
			return func() { remove(file) }, nil
		}
		_ = file.Close() // its holder removed it meanwhile
	}
}

func hold(path string) (*os.File, error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	if err := lock(file); err != nil {
		_ = file.Close()
		return nil, err
	}
	return file, nil
}

// there tells whether the file still has its name.
func there(file *os.File, path string) bool {
	held, errA := file.Stat()
	named, errB := os.Stat(path)
	return errA == nil && errB == nil && os.SameFile(held, named)
}
