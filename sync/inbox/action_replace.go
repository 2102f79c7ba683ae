package inbox

import (
	"context"
	"encoding/json"

	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
)

// ReplaceFile puts a later form of a file (more time stamps, more evidence) in
// place of the one with the hash before, in a document that has not left: in the
// operations that wait, so that nothing else is ever sent, or by a new one where
// the server has the document already. It tells whether it did; it does not once
// the document may have left, when the file is no longer the document's, and
// while a number is on its way.
func (s *Store) ReplaceFile(ctx context.Context, id office.DocumentID, before string, after office.File) (done bool, err error) {
	err = s.write(ctx, func(c *change) error {
		d, err := c.document(id)
		if err != nil {
			return err
		}
		r := replacing{change: c, doc: d, before: before, after: after}
		if open, err := r.open(); err != nil || !open {
			return err
		}
		if err := s.keep(c, []office.File{after}); err != nil {
			return err
		}
		done = true
		return r.replace()
	})
	return done && err == nil, err
}

// replacing is one replacement under way.
type replacing struct {
	*change
	doc    office.Document
	before string
	after  office.File
}

func (r replacing) open() (bool, error) {
	gone, err := r.left(r.doc.ID)
	if err != nil || gone || r.in(r.doc.Files) < 0 {
		return false, err
	}
	var numbering int
	err = r.db.QueryRowContext(r.ctx, `SELECT count(*) FROM ops
		WHERE kind = 'document.number' AND target = ? AND state IN ('queued', 'sent', 'applied')`, r.doc.ID).Scan(&numbering)
	return numbering == 0, err
}

func (r replacing) in(files []office.File) int {
	for i, f := range files {
		if f.SHA256 == r.before {
			return i
		}
	}
	return -1
}

// with gives files with the new one in place; its role and name stay.
func (r replacing) with(files []office.File) []office.File {
	all := append([]office.File(nil), files...)
	if i := r.in(all); i >= 0 {
		all[i].SHA256, all[i].Size = r.after.SHA256, r.after.Size
	}
	return all
}

// replace goes through what waits for the document, in order.
func (r replacing) replace() error {
	record := touch{api.DocumentRecord, string(r.doc.ID)}
	over, err := r.overlay(record)
	if err != nil {
		return err
	}
	saved, named := false, false
	for i, p := range over {
		if p.State != Queued || r.in(filesOf(p.Op)) < 0 {
			continue
		}
		named = true
		switch {
		case p.Op.Kind == api.SaveDocument:
			saved = true
			err = r.renewSave(p)
		case saved:
			err = r.renewDispatch(p)
		default: // the server has the document with the file before
			saved = true
			err = r.saveBefore(p, over[:i])
		}
		if err != nil {
			return err
		}
	}
	if !named {
		r.doc.Files = r.with(r.doc.Files)
		return r.perform(deed{kind: api.SaveDocument, target: string(r.doc.ID), payload: r.doc, info: r.doc.Info, touches: []touch{record}})
	}
	return r.rebuild(record)
}

// filesOf are the files that an operation about a document sends.
func filesOf(op api.Op) []office.File {
	var named struct {
		Files []office.File `json:"files"`
	}
	if json.Unmarshal(op.Payload, &named) != nil {
		return nil
	}
	return named.Files
}

func (r replacing) renewSave(p pending) error {
	var d office.Document
	if err := json.Unmarshal(p.Op.Payload, &d); err != nil {
		return err
	}
	d.Files = r.with(d.Files)
	return r.setPayload(p, d)
}

func (r replacing) renewDispatch(p pending) error {
	d, err := r.dispatch(p)
	if err != nil {
		return err
	}
	return r.setPayload(p, d)
}

func (r replacing) dispatch(p pending) (d api.DispatchPayload, err error) {
	err = json.Unmarshal(p.Op.Payload, &d)
	d.Files = r.with(d.Files)
	return d, err
}

func (r replacing) setPayload(p pending, payload any) error {
	text, err := json.Marshal(payload)
	if err != nil {
		return err
	}
	return r.exec(`UPDATE ops SET payload = ? WHERE place = ? AND state = 'queued'`, string(text), p.Place)
}

// saveBefore lets a save take a waiting dispatch's place in the sequence, and the
// dispatch goes to its end: what is sent must be the document as the server has
// it. earlier are the operations over the document before the dispatch.
func (r replacing) saveBefore(p pending, earlier []pending) error {
	record := touch{api.DocumentRecord, string(r.doc.ID)}
	remote, err := remoteCopy[office.Document](r.view, record)
	if err != nil {
		return err
	}
	d := foldDocument(remote, earlier)
	if d == nil {
		return ErrNotFound
	}
	d.Files = r.with(d.Files)
	payload, err := r.dispatch(p)
	if err != nil {
		return err
	}
	base, err := r.versionOf(record)
	if err != nil {
		return err
	}
	if err := r.turnIntoSave(p, *d, base); err != nil {
		return err
	}
	return r.addDispatch(p, payload)
}

func (r replacing) turnIntoSave(p pending, d office.Document, base int64) error {
	text, err := json.Marshal(d)
	if err != nil {
		return err
	}
	if err := r.exec(`DELETE FROM touches WHERE op = ? AND type = ?`, p.Place, api.DeliveryRecord); err != nil {
		return err
	}
	return r.exec(`UPDATE ops SET id = ?, kind = ?, payload = ?, base_version = ? WHERE place = ?`,
		r.ids(), api.SaveDocument, string(text), base, p.Place)
}

func (r replacing) addDispatch(p pending, d api.DispatchPayload) error {
	text, err := json.Marshal(d)
	if err != nil {
		return err
	}
	err = r.exec(`INSERT INTO ops (id, device, seq, kind, target, base_version, at, payload, by, subject, mark)
		SELECT ?, device, (SELECT next_seq FROM home), ?, target, base_version, at, ?, by, subject, '' FROM ops WHERE place = ?`,
		p.Op.ID, api.SendDispatch, string(text), p.Place)
	if err != nil {
		return err
	}
	return r.touch(dispatchTouches(d.Dispatch, d.Document, d.Recipients))
}
