// Package lockfile lets one process at a time do something: the one that holds a
// lock on a file, which the system takes back when the process ends however it
// ends. The file stays; that it is there means nothing.
package lockfile

import (
	"errors"
	"os"
)

// ErrHeld: another process, or another holder in this one, has the lock.
var ErrHeld = errors.New("lock held")

// Hold takes the lock on the file at path, which is made where it is not there,
// until release is called. It never waits. On a file system without locks it
// holds nothing and succeeds.
func Hold(path string) (release func(), err error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	if err := lock(file); err != nil {
		_ = file.Close()
		return nil, err
	}
	return func() { _ = file.Close() }, nil
}
