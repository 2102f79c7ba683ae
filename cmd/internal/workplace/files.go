package workplace

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"

	"github.com/vanthu/vanthu/internal/atomicfile"
	"github.com/vanthu/vanthu/internal/fault"
)

// What can go wrong with a file that a person names.
var (
	ErrFileUnreadable = fault.Define("workplace.file_unreadable") // {file}
	ErrFileUnwritable = fault.Define("workplace.file_unwritable") // {file}
)

// open opens a file that a person named, for reading; a folder is none. It is
// looked at before: opening a pipe that nobody writes to would never end.
func open(path string) (*os.File, error) {
	if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() {
		return nil, fault.New(ErrFileUnreadable, fault.Args{"file": path}, err)
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, fault.New(ErrFileUnreadable, fault.Args{"file": path}, err)
	}
	if info, err := file.Stat(); err != nil || !info.Mode().IsRegular() {
		_ = file.Close()
		return nil, fault.New(ErrFileUnreadable, fault.Args{"file": path}, err)
	}
	return file, nil
}

// digestOf is the SHA-256 of a file in hexadecimal, as the inbox names content.
func digestOf(path string) (string, error) {
	file, err := open(path)
	if err != nil {
		return "", err
	}
	defer file.Close()
	digest := sha256.New()
	if _, err := io.Copy(digest, file); err != nil {
		return "", fault.New(ErrFileUnreadable, fault.Args{"file": path}, err)
	}
	return hex.EncodeToString(digest.Sum(nil)), nil
}

// Readable tells whether a file that a person named can be opened for reading.
func Readable(path string) error {
	file, err := open(path)
	if err != nil {
		return err
	}
	return file.Close()
}

// maxImage bounds the file of a signature's or seal's image, in bytes.
const maxImage = 20 << 20

// ReadImage reads an image file; what it holds is checked where it is used.
func ReadImage(path string) ([]byte, error) {
	file, err := open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	image, err := io.ReadAll(io.LimitReader(file, maxImage))
	if err != nil {
		return nil, fault.New(ErrFileUnreadable, fault.Args{"file": path}, err)
	}
	return image, nil
}

// Export copies a file of the inbox to a path, whole or not at all.
func (w *Workplace) Export(ctx context.Context, sha256, path string) error {
	from, err := w.Store.FilePath(ctx, sha256)
	if err != nil {
		return err
	}
	source, err := open(from)
	if err != nil {
		return err
	}
	defer source.Close()
	if err := atomicfile.Write(path, source); err != nil {
		return Unwritable(path, err)
	}
	return nil
}

// Unwritable names a file that could not be written; what stands there and is no
// file, atomicfile has named already.
func Unwritable(path string, err error) error {
	if errors.Is(err, atomicfile.ErrNotRegular) {
		return err
	}
	return fault.New(ErrFileUnwritable, fault.Args{"file": path}, err)
}
