// Package atomicfile writes files that appear whole or not at all: a temporary
// file beside the target, fsync, rename, fsync of the folder. It is the one place
// that decides what may be written to: a device, a pipe or a folder is never
// replaced. A symbolic link stays and the file it leads to is replaced; of a file
// with several names only the named one is. What a killed program left beside a
// target goes at the next write.
package atomicfile

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/vanthu/vanthu/internal/fault"
)

// ErrNotRegular: the name is that of a folder, a device, a pipe or a socket
// {file}; nothing was written.
var ErrNotRegular = fault.Define("file.not_regular")

// File is being written. Exactly one of Commit and Discard ends it; Discard
// after Commit does nothing, so it may be deferred.
type File struct {
	*os.File
	target string
	done   bool
}

// Check tells whether a file may come to stand under a name, as far as what
// stands there now can say: ErrNotRegular.
func Check(target string) error {
	if base := filepath.Base(target); target == "" || os.IsPathSeparator(target[len(target)-1]) || base == "." || base == ".." {
		return fault.New(ErrNotRegular, fault.Args{"file": target}, nil)
	}
	info, err := os.Stat(target)
	if err == nil && !info.Mode().IsRegular() {
		return fault.New(ErrNotRegular, fault.Args{"file": target}, nil)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// Create opens a temporary file in the target's folder. The target itself is
// not touched before Commit. Errors: ErrNotRegular, else those of the system.
func Create(target string) (*File, error) {
	if err := Check(target); err != nil {
		return nil, err
	}
	if info, err := os.Lstat(target); err == nil && info.Mode()&fs.ModeSymlink != 0 {
		if file, err := filepath.EvalSymlinks(target); err == nil {
			target = file
		}
	}
	for number := 1; ; number++ {
		f, err := open(temporary(target, number))
		if err == nil && f != nil {
			sweep(target, number+1)
			return &File{File: f, target: target}, nil
		}
		if err != nil {
			return nil, err
		}
	}
}

// open makes a temporary file and holds it, in place of one that was abandoned;
// nil where the name is in use.
func open(name string) (*os.File, error) {
	for range 2 {
		f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
		switch {
		case errors.Is(err, fs.ErrExist):
			removeAbandoned(name)
		case err != nil:
			return nil, err
		case hold(f):
			return f, nil
		default:
			_ = f.Close() // another program's sweep was faster
		}
	}
	return nil, nil
}

// Discard removes the temporary file unless it was committed.
func (f *File) Discard() {
	if f.done {
		return
	}
	f.done = true
	_ = f.Close()
	_ = os.Remove(f.Name())
}

// Write puts all of content into target, whole or not at all.
func Write(target string, content io.Reader) error {
	f, err := Create(target)
	if err != nil {
		return err
	}
	defer f.Discard()
	if _, err := io.Copy(f, content); err != nil {
		return err
	}
	return f.Commit()
}

// mode is that of the file about to be replaced, or the usual one.
func mode(target string) os.FileMode {
	info, err := os.Stat(target)
	if err != nil {
		return 0o644
	}
	return info.Mode().Perm()
}
