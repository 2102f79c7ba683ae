package pages

import (
	"errors"
	"io"
	"io/fs"
	"math"
	"os"
	"time"

	"github.com/vanthu/vanthu/internal/fault"
)

// identity tells one state of a file from another.
type identity struct {
	path    string
	size    int64
	changed time.Time
}

var errFileKind = errors.New("not a regular file, empty, or larger than 2 GB")

func identify(path string) (identity, error) {
	info, err := os.Stat(path)
	if err == nil && (info.Mode().Type()&^fs.ModeSymlink != 0 || info.Size() == 0 || info.Size() > math.MaxInt32) {
		err = errFileKind
	}
	if err != nil {
		return identity{}, fault.New(ErrUnreadable, fault.Args{"file": path}, err)
	}
	return identity{path, info.Size(), info.ModTime()}, nil
}

// source gives the engine a file's bytes. The file is opened with the first read
// of a question and closed after it: on Windows nobody could replace or delete a
// file that stays open.
type source struct {
	path string
	file *os.File
	at   int64

	limited bool  // while text is read
	left    int64 // bytes that may still be read, when limited
}

var errBudget = errors.New("more of the file than a look at its text may read")

func (s *source) Seek(offset int64, _ int) (int64, error) { // the engine counts from the start only
	s.at = offset
	return offset, nil
}

func (s *source) Read(p []byte) (int, error) {
	if s.limited {
		if s.left -= int64(len(p)); s.left < 0 {
			return 0, errBudget
		}
	}
	if s.file == nil {
		file, err := os.Open(s.path)
		if err != nil {
			return 0, err
		}
		s.file = file
	}
	n, err := s.file.ReadAt(p, s.at)
	s.at += int64(n)
	if n == len(p) {
		err = nil
	}
	return n, err
}

// limit lets at most n further bytes be read while limited is set.
func (s *source) limit(n int64) { s.limited, s.left = true, n }

// exhausted tells whether more was asked for.
func (s *source) exhausted() bool { return s.limited && s.left < 0 }

func (s *source) release() {
	if s.file != nil {
		s.file.Close()
		s.file = nil
	}
}

var _ io.ReadSeeker = (*source)(nil)
