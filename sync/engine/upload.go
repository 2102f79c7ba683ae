package engine

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/sync/api"
	"github.com/vanthu/vanthu/sync/inbox"
	"github.com/vanthu/vanthu/sync/remote"
)

// upload sends those of the files that the server lacks.
func (s *syncing) upload(ctx context.Context, names []string) error {
	if len(names) == 0 {
		return nil
	}
	missing, err := s.Server.BlobsCheck(ctx, names)
	if err != nil {
		return err
	}
	for _, name := range missing {
		if err := s.uploadOne(ctx, name); err != nil {
			return err
		}
	}
	return nil
}

func (s *syncing) uploadOne(ctx context.Context, name string) error {
	path, err := s.Local.FilePath(ctx, name)
	if errors.Is(err, inbox.ErrFileAbsent) {
		return fault.New(ErrFileLost, fault.Args{"sha256": name}, err)
	}
	if err != nil {
		return err
	}
	file, err := os.Open(path)
	if err != nil {
		return fault.New(inbox.ErrFileRead, fault.Args{"file": path}, err)
	}
	defer file.Close()
	err = s.send(ctx, name, file)
	if errors.Is(err, api.ErrBlobMismatch) {
		return errors.Join(s.Local.SetUpload(ctx, name, ""), damaged(name, file, err))
	}
	if err != nil {
		return err
	}
	return s.Local.SetUpload(ctx, name, "")
}

// send uploads from where an earlier upload was cut off.
func (s *syncing) send(ctx context.Context, name string, file *os.File) error {
	info, err := file.Stat()
	if err != nil {
		return err
	}
	before, err := s.Local.UploadOf(ctx, name)
	if err != nil && !errors.Is(err, inbox.ErrNotFound) {
		return err
	}
	sent := int64(-1)
	return s.Server.Upload(ctx, remote.Upload{
		SHA256: name, Size: info.Size(), Content: file, Location: before,
		Begun: func(location string) error { return s.Local.SetUpload(ctx, name, location) },
		Progress: func(now int64) {
			if sent >= 0 {
				s.sum.Uploaded += now - sent
			} else {
				s.sum.Uploaded += min(now, remote.ChunkSize)
			}
			sent = now
			s.Tell(Progress{Stage: Push, Done: now, Total: info.Size()})
		},
	})
}

// damaged finds out whether a file that the server refuses is at fault here.
func damaged(name string, file *os.File, cause error) error {
	hash := sha256.New()
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return err
	}
	if _, err := io.Copy(hash, file); err != nil {
		return err
	}
	if hex.EncodeToString(hash.Sum(nil)) != name {
		return fault.New(ErrFileLost, fault.Args{"sha256": name}, cause)
	}
	return cause
}
