package engine

import (
	"context"
	"errors"
	"time"

	"github.com/vanthu/vanthu/sync/api"
	"github.com/vanthu/vanthu/sync/inbox"
	"github.com/vanthu/vanthu/sync/remote"
)

const (
	retryFile = time.Hour   // a file that the server would not give
	pullAfter = time.Minute // of fetching files, so that news does not wait for them
)

// files fetches what records name, until somebody does something.
func (s *syncing) files(ctx context.Context) (outcome, error) {
	wanted, err := s.Local.Wanted(ctx)
	if err != nil {
		return plain, err
	}
	chosen := planFiles(wanted, s.Policy, s.later, s.Clock.Now())
	s.sum.Waiting = len(wanted)
	total, done := bytesOf(chosen), int64(0)
	for _, f := range chosen {
		got, err := s.fetch(ctx, f, done, total)
		if err != nil || got == interrupted {
			return got, err
		}
		done += f.Size
		if s.Clock.Now().Sub(s.pulled) > pullAfter {
			return interrupted, nil
		}
	}
	return plain, nil
}

func bytesOf(files []inbox.WantedFile) (total int64) {
	for _, f := range files {
		total += f.Size
	}
	return total
}

// fetch downloads one file. A file that this server does not give is left for
// later; it keeps no other file waiting.
func (s *syncing) fetch(ctx context.Context, f inbox.WantedFile, done, total int64) (outcome, error) {
	place, err := s.Local.PlaceFor(f.SHA256)
	if err != nil {
		return plain, err
	}
	fetching, release := s.untilPoked(ctx)
	err = s.Server.Download(fetching, remote.Download{
		SHA256: f.SHA256, Size: f.Size, Target: place,
		Progress: func(here int64) { s.Tell(Progress{Stage: Files, Done: done + here, Total: total}) },
	})
	after := plain
	if release() {
		after = interrupted
	}
	switch {
	case err == nil:
		s.sum.Files++
		s.sum.Waiting--
		s.sum.Downloaded += f.Size
		return after, s.Local.Arrived(ctx, f.SHA256)
	case after == interrupted && ctx.Err() == nil:
		return after, nil
	case !ownFault(err):
		return plain, err
	}
	s.later[f.SHA256] = s.Clock.Now().Add(retryFile)
	return after, s.Local.Diagnose(ctx, err)
}

// ownFault tells whether an error is that of the one file, not of the line, the
// disk or the login.
func ownFault(err error) bool {
	for _, code := range []error{api.ErrNotFound, api.ErrForbidden, remote.ErrBlobMismatch, remote.ErrServer, remote.ErrAnswer} {
		if errors.Is(err, code) {
			return true
		}
	}
	return false
}
