package inbox

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
)

// blobPath is where a file lies: blobs/ab/cd/<sha256>.
func (s *Store) blobPath(sha256 string) (string, error) {
	if !sha256Form.MatchString(sha256) {
		return "", fault.New(ErrFileAbsent, fault.Args{"sha256": sha256}, nil)
	}
	return filepath.Join(s.dir, blobFolder, sha256[:2], sha256[2:4], sha256), nil
}

// FilePath is where the bytes of a file are, to be read and never written to;
// ErrFileAbsent until they are downloaded. A file that has gone from the folder
// is fetched again by the next sync.
func (s *Store) FilePath(ctx context.Context, sha256 string) (string, error) {
	path, err := s.present(sha256)
	if !errors.Is(err, ErrFileAbsent) || !sha256Form.MatchString(sha256) {
		return path, err
	}
	return "", errors.Join(err, s.write(ctx, func(c *change) error {
		return c.exec(`UPDATE blobs SET here = 0 WHERE sha256 = ? AND here = 1 AND kept = 1`, sha256)
	}))
}

// present is the path of a file that is in the folder.
func (s *Store) present(sha256 string) (string, error) {
	path, err := s.blobPath(sha256)
	if err != nil {
		return "", err
	}
	if _, err := os.Stat(path); err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return "", fault.New(ErrFileAbsent, fault.Args{"sha256": sha256}, nil)
		}
		return "", fault.New(ErrFileRead, fault.Args{"file": path}, err)
	}
	return path, nil
}

// WantedFile is a file that a record names and that is not here yet.
type WantedFile struct {
	SHA256 string
	Size   int64          // bytes, as the record says
	Type   api.RecordType // of the record that named it first
}

// Wanted lists the files still to be downloaded, smallest first.
func (s *Store) Wanted(ctx context.Context) (all []WantedFile, err error) {
	err = s.read(ctx, func(v view) error {
		all, err = list(v, scanWanted, `SELECT sha256, size, type FROM blobs WHERE here = 0 ORDER BY size, sha256`)
		return err
	})
	return all, err
}

// PlaceFor is where a wanted file is to be put, by renaming; its folder is made.
func (s *Store) PlaceFor(sha256 string) (string, error) {
	path, err := s.blobPath(sha256)
	if err != nil {
		return "", err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return "", fault.New(ErrHome, fault.Args{"dir": filepath.Dir(path)}, err)
	}
	return path, nil
}

// Arrived notes that a wanted file is in its place, whole and of the right hash.
func (s *Store) Arrived(ctx context.Context, sha256 string) error {
	return s.write(ctx, func(c *change) error {
		return c.exec(`UPDATE blobs SET here = 1 WHERE sha256 = ?`, sha256)
	})
}

// want notes that a record names a file.
func (c *change) want(f office.File, by api.RecordType) error {
	return c.exec(`INSERT INTO blobs (sha256, size, here, kept, type, added_at) VALUES (?, ?, 0, 1, ?, ?)
		ON CONFLICT (sha256) DO UPDATE SET kept = 1`, f.SHA256, f.Size, by, c.now.UnixNano())
}

// UploadOf tells where an upload of the file was begun, empty for none.
func (s *Store) UploadOf(ctx context.Context, sha256 string) (location string, err error) {
	err = s.read(ctx, func(v view) error {
		err := v.db.QueryRowContext(ctx, `SELECT upload FROM blobs WHERE sha256 = ?`, sha256).Scan(&location)
		return found(err)
	})
	return location, err
}

// SetUpload keeps where an upload was begun; empty when it has ended.
func (s *Store) SetUpload(ctx context.Context, sha256, location string) error {
	return s.write(ctx, func(c *change) error {
		return c.exec(`UPDATE blobs SET upload = ? WHERE sha256 = ?`, location, sha256)
	})
}

// looseFor is how long a file that was added but never used is kept: somebody
// may still have its document open.
const looseFor = 7 * 24 * time.Hour

// sweep removes files that were added and never used.
func (s *Store) sweep(ctx context.Context) error {
	before := s.ids.Clock.Now().Add(-looseFor).UnixNano()
	return s.write(ctx, func(c *change) error {
		loose, err := list(c.view, scanName, `SELECT sha256 FROM blobs WHERE kept = 0 AND added_at < ?`, before)
		if err != nil {
			return err
		}
		return s.remove(c, loose)
	})
}

// remove takes unused files away; the row goes first, so that a crash between
// leaves a file nobody names, not a name without a file.
func (s *Store) remove(c *change, names []string) error {
	for _, name := range names {
		if err := c.exec(`DELETE FROM blobs WHERE sha256 = ? AND kept = 0`, name); err != nil {
			return err
		}
		path, err := s.blobPath(name)
		if err != nil {
			return err
		}
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}
