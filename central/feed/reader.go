package feed

import (
	"context"
	"time"

	"github.com/vanthu/vanthu/central/access"
	"github.com/vanthu/vanthu/central/store"
	"github.com/vanthu/vanthu/sync/api"
)

// Reader answers the questions of sync/api about an agency's records.
type Reader struct {
	Store store.Store
	Bell  *Bell
}

// Page reads up to limit changes since a cursor. With wait it answers when there
// is one, or empty when the time is over or the context ends.
func (r Reader) Page(ctx context.Context, actor access.Actor, since string, limit int, wait time.Duration) (api.Feed, error) {
	over := time.NewTimer(wait)
	defer over.Stop()
	for {
		ring := r.Bell.Next(actor.Agency.Code)
		page, err := r.page(ctx, actor, since, limit)
		if err != nil || len(page.Changes) > 0 || wait <= 0 || r.Bell.Stopped() {
			return page, err
		}
		select {
		case <-ring:
		case <-over.C:
			return page, nil
		case <-ctx.Done():
			return page, nil
		}
	}
}

func (r Reader) page(ctx context.Context, actor access.Actor, since string, limit int) (page api.Feed, err error) {
	err = r.Store.Read(ctx, func(v store.View) error {
		at, head, cursors, err := open(v, actor, since)
		if err != nil {
			return err
		}
		if page.Changes, err = v.Changes(actor.Agency.Code, at.After, head, limit); err != nil {
			return err
		}
		if len(page.Changes) == limit {
			at.After = page.Changes[limit-1].Version
			page.More = at.After < head
		} else {
			at.After = head
		}
		page.Next = cursors.Write(Position{After: at.After})
		return nil
	})
	return page, err
}

// Snapshot reads one page of all records at a mark, which the first page fixes.
func (r Reader) Snapshot(ctx context.Context, actor access.Actor, page string, limit int) (s api.Snapshot, err error) {
	err = r.Store.Read(ctx, func(v store.View) error {
		at, head, cursors, err := open(v, actor, page)
		if err != nil {
			return err
		}
		switch {
		case page == "":
			at.Mark = head
		case at.Mark == 0: // a cursor of the feed
			return api.ErrResync
		}
		if s.Changes, err = v.Changes(actor.Agency.Code, at.After, at.Mark, limit); err != nil {
			return err
		}
		if len(s.Changes) == limit {
			s.Page = cursors.Write(Position{After: s.Changes[limit-1].Version, Mark: at.Mark})
		} else {
			s.Cursor = cursors.Write(Position{After: at.Mark})
		}
		return nil
	})
	return s, err
}

// Checksum adds up all records of the agency.
func (r Reader) Checksum(ctx context.Context, actor access.Actor) (sum api.Checksum, err error) {
	err = r.Store.Read(ctx, func(v store.View) error {
		_, head, cursors, err := open(v, actor, "")
		if err != nil {
			return err
		}
		sums := map[api.RecordType]*api.Summer{}
		for _, kind := range api.RecordTypes {
			sums[kind] = &api.Summer{}
		}
		if err := v.Versions(actor.Agency.Code, func(kind api.RecordType, id string, version int64) {
			sums[kind].Add(id, version)
		}); err != nil {
			return err
		}
		sum = api.Checksum{Cursor: cursors.Write(Position{After: head}), Types: map[api.RecordType]api.TypeSum{}}
		for kind, s := range sums {
			sum.Types[kind] = s.Total()
		}
		return nil
	})
	return sum, err
}

// open reads a cursor and the agency's head. A cursor ahead of the head is from
// a history that this database does not have: a restored backup.
func open(v store.View, actor access.Actor, cursor string) (at Position, head int64, c Cursors, err error) {
	id, err := v.Identity()
	if err != nil {
		return at, 0, c, err
	}
	c = NewCursors(id, access.Scope(actor))
	if at, err = c.Read(cursor); err != nil {
		return at, 0, c, err
	}
	if head, err = v.FeedHead(actor.Agency.Code); err != nil {
		return at, 0, c, err
	}
	if at.After > head || at.Mark > head {
		return at, 0, c, api.ErrResync
	}
	return at, head, c, nil
}
