package engine

import (
	"context"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/sync/inbox"
)

// check compares what both sides hold, unless that was done at this place
// already. A difference is noted for the help desk and the records are loaded
// again.
func (s *syncing) check(ctx context.Context) (outcome, error) {
	at, err := s.Local.Position(ctx)
	if err != nil || at.Cursor == s.checked {
		return plain, err
	}
	theirs, err := s.Server.Checksum(ctx)
	if err != nil {
		return plain, err
	}
	mine, cursor, err := s.Local.Sums(ctx)
	if err != nil {
		return plain, err
	}
	found, wrong := planCheck(mine, cursor, theirs)
	switch found {
	case plain:
		s.checked = cursor
	case differs:
		s.checked = cursor // noted once; only something new is compared again
		for _, t := range wrong {
			note := fault.New(inbox.ErrChecksum, fault.Args{"type": string(t), "here": mine[t], "there": theirs.Types[t]}, nil)
			if err := s.Local.Diagnose(ctx, note); err != nil {
				return plain, err
			}
		}
	}
	return found, nil
}
