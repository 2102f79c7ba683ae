//go:build !windows

package atomicfile

import (
	"os"
	"syscall"
)

// hold marks a new temporary file as in use for as long as it is open. It is
// false where a sweep took the file before it was held. A file system without
// locks holds nothing, and then nothing is swept there either.
func hold(f *os.File) bool {
	if lock(f, syscall.LOCK_EX) != nil {
		return true
	}
	info, err := f.Stat()
	if err != nil {
		return true
	}
	stat, ok := info.Sys().(*syscall.Stat_t)
	return !ok || stat.Nlink > 0
}

// takePlace renames while the file is held, so that no sweep comes between.
func (f *File) takePlace() error {
	if err := os.Rename(f.Name(), f.target); err != nil {
		return err
	}
	return f.Close()
}

// removeAbandoned removes a temporary file that nobody holds.
func removeAbandoned(path string) {
	f, err := os.OpenFile(path, os.O_RDWR|syscall.O_NOFOLLOW|syscall.O_NONBLOCK, 0)
	if err != nil {
		return
	}
	defer f.Close()
	if lock(f, syscall.LOCK_EX|syscall.LOCK_NB) != nil {
		return
	}
	held, errA := f.Stat()
	named, errB := os.Lstat(path) // its writer may have renamed it, another may have taken the name
	if errA == nil && errB == nil && os.SameFile(held, named) {
		_ = os.Remove(path)
	}
}

func lock(f *os.File, how int) (err error) {
	for {
		if err = syscall.Flock(int(f.Fd()), how); err != syscall.EINTR {
			return err
		}
	}
}
