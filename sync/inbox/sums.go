package inbox

import (
	"context"

	"github.com/vanthu/vanthu/sync/api"
)

// Sums adds up what the home holds, per type, and the cursor at which it does.
// It reads every record's id and version.
func (s *Store) Sums(ctx context.Context) (sums map[api.RecordType]api.TypeSum, cursor string, err error) {
	err = s.read(ctx, func(v view) error {
		if err := v.db.QueryRowContext(ctx, `SELECT cursor FROM home`).Scan(&cursor); err != nil {
			return err
		}
		sums, err = v.sums()
		return err
	})
	return sums, cursor, err
}

func (v view) sums() (map[api.RecordType]api.TypeSum, error) {
	found, err := v.db.QueryContext(v.ctx, `SELECT type, id, version FROM remote`)
	if err != nil {
		return nil, err
	}
	defer found.Close()
	adding := map[api.RecordType]*api.Summer{}
	for found.Next() {
		var t touch
		var version int64
		if err := found.Scan(&t.Type, &t.ID, &version); err != nil {
			return nil, err
		}
		if adding[t.Type] == nil {
			adding[t.Type] = &api.Summer{}
		}
		adding[t.Type].Add(t.ID, version)
	}
	totals := map[api.RecordType]api.TypeSum{}
	for t, s := range adding {
		totals[t] = s.Total()
	}
	return totals, found.Err()
}
