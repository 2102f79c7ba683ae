package engine

import (
	"context"
	"errors"
	"time"

	"github.com/vanthu/vanthu/sync/api"
	"github.com/vanthu/vanthu/sync/inbox"
)

// agenciesFor is how long the directory is good.
const agenciesFor = time.Hour

// pull reads the feed to its end. A feed that is not honoured, or a home that
// must be made anew, takes the snapshot.
func (s *syncing) pull(ctx context.Context, renew bool) (outcome, error) {
	if err := s.directory(ctx); err != nil {
		return plain, err
	}
	at, err := s.Local.Position(ctx)
	if err != nil {
		return plain, err
	}
	result := plain
	if renew || at.Cursor == "" {
		result, err = s.snapshot(ctx)
	}
	if err == nil {
		err = s.feed(ctx)
	}
	if errors.Is(err, api.ErrResync) {
		result, err = s.snapshot(ctx)
	}
	s.pulled = s.Clock.Now()
	return result, err
}

// feed applies page after page, each with its cursor in one transaction.
func (s *syncing) feed(ctx context.Context) error {
	for {
		at, err := s.Local.Position(ctx)
		if err != nil {
			return err
		}
		page, err := s.Server.Feed(ctx, at.Cursor, s.page.now, 0)
		s.page.after(err)
		if err != nil {
			return err
		}
		if page.More && page.Next == at.Cursor || page.Next == "" {
			return protocol("a feed that does not move on")
		}
		done, err := s.Local.ApplyFeed(ctx, at, page)
		s.received(done)
		if err != nil || !page.More {
			return err
		}
	}
}

func (s *syncing) received(done inbox.Intake) {
	s.sum.Received += done.Records
	s.sum.Unread += done.Unread
	if done.Records > 0 {
		s.Tell(Progress{Stage: Pull, Done: int64(s.sum.Received)})
	}
}

// directory reads the list of agencies when it has got old.
func (s *syncing) directory(ctx context.Context) error {
	at, err := s.Local.AgenciesAt(ctx)
	if err != nil || s.Clock.Now().Sub(at) < agenciesFor && !at.After(s.Clock.Now()) {
		return err
	}
	all, err := s.Server.Agencies(ctx)
	if err != nil {
		return err
	}
	return s.Local.PutAgencies(ctx, all)
}
