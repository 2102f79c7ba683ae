// Package blobs keeps files by the SHA-256 of their bytes: sha256/ab/cd/abcd….
// A file is whole and right or not there at all, is never changed, and stands
// once whoever brings it. Who may read it is not decided here (central/files).
package blobs

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/vanthu/vanthu/internal/atomicfile"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/sync/api"
)

// ErrAbsent is a file that is not there.
var ErrAbsent = fault.Define("central.blob_absent")

// Content is an open file; Seek serves ranges.
type Content interface {
	io.ReadSeekCloser
}

// Store keeps files; safe for many goroutines.
type Store interface {
	// Put takes the content in when its SHA-256 is hash, else api.ErrBlobMismatch.
	// A file that is there already is read to the end and compared all the same.
	Put(ctx context.Context, hash string, content io.Reader) error
	// Open opens a file; ErrAbsent.
	Open(ctx context.Context, hash string) (Content, error)
	// Remove drops a file; one that is not there is no error.
	Remove(ctx context.Context, hash string) error
}

// Folder is a Store in a folder of the machine.
type Folder struct{ dir string }

var _ Store = Folder{}

// NewFolder makes the folder when it is not there.
func NewFolder(dir string) (Folder, error) {
	return Folder{dir}, os.MkdirAll(filepath.Join(dir, "sha256"), 0o700)
}

// ValidHash tells whether a text is 64 hexadecimal digits in lower case. Only
// such a text ever becomes part of a path.
func ValidHash(hash string) bool {
	raw, err := hex.DecodeString(hash)
	return err == nil && len(raw) == sha256.Size && hex.EncodeToString(raw) == hash
}

func (f Folder) path(hash string) string {
	return filepath.Join(f.dir, "sha256", hash[:2], hash[2:4], hash)
}

// Put hashes while it writes.
func (f Folder) Put(ctx context.Context, hash string, content io.Reader) error {
	if !ValidHash(hash) {
		return api.ErrBlobMismatch
	}
	target := f.path(hash)
	if err := makeDurable(filepath.Dir(filepath.Dir(target)), filepath.Dir(target)); err != nil {
		return err
	}
	file, err := atomicfile.Create(target)
	if err != nil {
		return err
	}
	defer file.Discard()
	sum := sha256.New()
	if _, err := io.Copy(io.MultiWriter(file, sum), untilDone{ctx, content}); err != nil {
		return err
	}
	if hex.EncodeToString(sum.Sum(nil)) != hash {
		return api.ErrBlobMismatch
	}
	if _, err := os.Stat(target); err == nil {
		return nil
	}
	return file.Commit()
}

// makeDurable makes folders, outermost first, so that a power cut does not take a
// file together with the new folder it stands in.
func makeDurable(dirs ...string) error {
	for _, dir := range dirs {
		err := os.Mkdir(dir, 0o700)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return err
		}
		if parent, err := os.Open(filepath.Dir(dir)); err == nil {
			_ = parent.Sync() // Windows cannot, and need not
			_ = parent.Close()
		}
	}
	return nil
}

// Open opens the file for reading.
func (f Folder) Open(_ context.Context, hash string) (Content, error) {
	if !ValidHash(hash) {
		return nil, ErrAbsent
	}
	file, err := os.Open(f.path(hash))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fault.New(ErrAbsent, nil, err)
	}
	return file, err
}

// Remove unlinks the file; who reads it just now reads on.
func (f Folder) Remove(_ context.Context, hash string) error {
	if !ValidHash(hash) {
		return nil
	}
	if err := os.Remove(f.path(hash)); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// untilDone stops reading when the context ends.
type untilDone struct {
	ctx context.Context
	r   io.Reader
}

func (u untilDone) Read(p []byte) (int, error) {
	if err := u.ctx.Err(); err != nil {
		return 0, err
	}
	return u.r.Read(p)
}
