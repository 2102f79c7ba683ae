// Package atomicfile writes files that appear whole or not at all: a temporary
// file beside the target, fsync, rename, fsync of the folder.
package atomicfile

import (
	"io"
	"os"
	"path/filepath"
)

// File is being written. Exactly one of Commit and Discard ends it; Discard
// after Commit does nothing, so it may be deferred.
type File struct {
	*os.File
	target string
	done   bool
}

// Create opens a temporary file in the target's folder. The target itself is
// not touched before Commit.
func Create(target string) (*File, error) {
	dir, base := filepath.Split(target)
	if dir == "" {
		dir = "."
	}
	f, err := os.CreateTemp(dir, "."+base+".*.tmp")
	if err != nil {
		return nil, err
	}
	return &File{File: f, target: target}, nil
}

// Commit makes the file durable and gives it the target's name, replacing what
// had that name. On error the target is as it was and the temporary file gone.
func (f *File) Commit() (err error) {
	if f.done {
		return os.ErrClosed
	}
	defer func() {
		if err != nil {
			f.Discard()
		}
	}()
	if err := f.Chmod(mode(f.target)); err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), f.target); err != nil {
		return err
	}
	f.done = true
	return syncDir(filepath.Dir(f.target))
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

// IsTemporary tells whether a name is one that Create gives, so that a
// program started again can sweep what a crash left.
func IsTemporary(name string) bool {
	ok, _ := filepath.Match(".*.tmp", filepath.Base(name))
	return ok
}
