package inbox

import (
	"context"

	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
)

// maxUnsent bounds the list of Unsent; the newest come first.
const maxUnsent = 500

// Unsent lists the documents that somebody has signed and that have not left the
// agency: one whose dispatch still waits in the outbox is among them. With queued
// only those that something in the outbox is about.
func (s *Store) Unsent(ctx context.Context, queued bool) (unsent []office.Document, err error) {
	query := documentColumns + ` WHERE (stage IN ('signed', 'numbered', 'sealed') AND NOT ?1)
		OR id IN (SELECT target FROM ops WHERE state = 'queued' AND kind IN ('document.save', 'dispatch.send') AND stage != 'draft')
		ORDER BY made_at DESC LIMIT ?2`
	err = s.read(ctx, func(v view) error {
		all, err := list(v, scanDocument, query, queued, maxUnsent)
		if err != nil {
			return err
		}
		for _, d := range all {
			gone, err := v.left(d.ID)
			if err != nil {
				return err
			}
			if !gone {
				unsent = append(unsent, d)
			}
		}
		return nil
	})
	return unsent, err
}

// left tells whether a document is, or may be, out of the agency already: then
// nothing of it changes any more, since it is the same for every recipient.
func (v view) left(id office.DocumentID) (bool, error) {
	remote, err := remoteCopy[office.Document](v, touch{api.DocumentRecord, string(id)})
	if err != nil || remote != nil && remote.Stage == office.Issued {
		return true, err
	}
	var sent int
	err = v.db.QueryRowContext(v.ctx, `SELECT count(*) FROM ops
		WHERE kind = 'dispatch.send' AND target = ? AND state IN ('sent', 'applied', 'settled')`, id).Scan(&sent)
	return sent > 0, err
}
