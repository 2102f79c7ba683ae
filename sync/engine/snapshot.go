package engine

import (
	"context"
	"errors"

	"github.com/vanthu/vanthu/sync/api"
)

// snapshotTries is how often a snapshot begins anew when the server drops it
// half way.
const snapshotTries = 3

// snapshot replaces the remote copy by the server's records at one mark;
// operations that wait stay.
func (s *syncing) snapshot(ctx context.Context) (result outcome, err error) {
	for range snapshotTries {
		result, err = s.takeSnapshot(ctx)
		if !errors.Is(err, api.ErrResync) {
			break
		}
	}
	return result, err
}

func (s *syncing) takeSnapshot(ctx context.Context) (outcome, error) {
	begun, err := s.Local.BeginSnapshot(ctx)
	if err != nil {
		return plain, err
	}
	cursor, err := s.stage(ctx)
	if err != nil {
		return plain, err
	}
	done, err := s.Local.FinishSnapshot(ctx, begun, cursor)
	if err != nil {
		return plain, err
	}
	s.received(done)
	s.sum.Resynced, s.checked = true, ""
	if begun.Cursor == "" {
		return plain, nil
	}
	return resynced, nil
}

// stage gathers the pages and gives the cursor of the last.
func (s *syncing) stage(ctx context.Context) (string, error) {
	page, staged := "", int64(0)
	for {
		part, err := s.Server.Snapshot(ctx, page)
		if err != nil {
			return "", err
		}
		if err := s.Local.StageSnapshot(ctx, part.Changes); err != nil {
			return "", err
		}
		staged += int64(len(part.Changes))
		s.Tell(Progress{Stage: Pull, Done: staged})
		switch {
		case part.Page == "" && part.Cursor != "":
			return part.Cursor, nil
		case part.Page == "" || part.Page == page:
			return "", protocol("a snapshot that does not end")
		}
		page = part.Page
	}
}
