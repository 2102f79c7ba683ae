package inbox

import (
	"context"
	"errors"

	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
)

// SaveDocument keeps a new outgoing document (no ID: one is made) or a changed
// one, with its files added before by AddFile. It refuses a secret document, and
// drops the copies of its files; one without files; one already issued
// (api.ErrStage); and api.ErrStage too for a document said to be issued: only
// Dispatch issues.
func (s *Store) SaveDocument(ctx context.Context, d office.Document) (office.DocumentID, error) {
	if err := s.admit(ctx, d.Info, d.Files); err != nil {
		return "", err
	}
	if len(d.Files) == 0 {
		return "", office.ErrFile
	}
	err := s.write(ctx, func(c *change) error {
		if err := c.completeDocument(&d); err != nil {
			return err
		}
		if err := s.keep(c, d.Files); err != nil {
			return err
		}
		return c.perform(deed{
			kind: api.SaveDocument, target: string(d.ID), payload: d, info: d.Info,
			touches: []touch{{api.DocumentRecord, string(d.ID)}},
		})
	})
	if err != nil {
		return "", err
	}
	return d.ID, nil
}

// completeDocument fills in what the person does not say and guards the stage.
func (c *change) completeDocument(d *office.Document) error {
	session, err := c.session()
	if err != nil {
		return err
	}
	d.Agency = session.Agency.Code
	if d.Stage == "" {
		d.Stage = office.Draft
	}
	if d.Stage == office.Issued {
		return api.ErrStage
	}
	if d.ID == "" {
		d.ID = office.DocumentID(c.ids())
	}
	before, err := c.document(d.ID)
	switch {
	case errors.Is(err, ErrNotFound):
		if d.CreatedAt.IsZero() {
			d.CreatedAt = c.now
		}
	case err != nil:
		return err
	case before.Stage == office.Issued:
		return api.ErrStage
	default:
		d.CreatedAt = before.CreatedAt
	}
	return nil
}

// admit asks the office's rules before anything is kept. The copies of a refused
// document's files go with it, unless something else names them.
func (s *Store) admit(ctx context.Context, info office.Info, files []office.File) error {
	err := info.Check()
	if !errors.Is(err, office.ErrSecret) {
		return err
	}
	return errors.Join(err, s.write(ctx, func(c *change) error { return s.forget(c, files) }))
}

func (s *Store) forget(c *change, files []office.File) error {
	var loose []string
	for _, f := range files {
		names, err := list(c.view, scanName, `SELECT sha256 FROM blobs WHERE sha256 = ? AND kept = 0`, f.SHA256)
		if err != nil {
			return err
		}
		loose = append(loose, names...)
	}
	return s.remove(c, loose)
}

// keep notes that files are used; each must be here.
func (s *Store) keep(c *change, files []office.File) error {
	for _, f := range files {
		if _, err := s.present(f.SHA256); err != nil {
			return err
		}
		err := c.exec(`INSERT INTO blobs (sha256, size, here, kept, added_at) VALUES (?, ?, 1, 1, ?)
			ON CONFLICT (sha256) DO UPDATE SET kept = 1, here = 1`, f.SHA256, f.Size, c.now.UnixNano())
		if err != nil {
			return err
		}
	}
	return nil
}
