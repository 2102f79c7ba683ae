package inbox

import (
	"context"
	"database/sql"
	"encoding/json"
	"strings"

	"github.com/vanthu/vanthu/office"
)

const documentColumns = `SELECT body FROM documents`

// Documents lists outgoing documents, newest first; see office.DocumentFilter.
// The year is that of the document's date or, before it has one, of its making.
func (s *Store) Documents(ctx context.Context, f office.DocumentFilter) (all []office.Document, err error) {
	var c chooser
	if len(f.Stages) > 0 {
		marks := strings.TrimSuffix(strings.Repeat("?,", len(f.Stages)), ",")
		c.where("stage IN ("+marks+")", anyOf(f.Stages)...)
	}
	if f.Year != 0 {
		c.where("year = ?", f.Year)
	}
	if f.After != "" {
		c.where("(made_at, id) < (SELECT made_at, id FROM documents WHERE id = ?)", f.After)
	}
	c.text("documents_text", f.Text)
	query, args := c.query(documentColumns, "made_at DESC, id DESC", f.Limit)
	err = s.read(ctx, func(v view) error {
		all, err = list(v, scanDocument, query, args...)
		return err
	})
	return all, err
}

func anyOf[T any](values []T) []any {
	all := make([]any, len(values))
	for i, v := range values {
		all[i] = v
	}
	return all
}

// Document gives one outgoing document, or ErrNotFound.
func (s *Store) Document(ctx context.Context, id office.DocumentID) (d office.Document, err error) {
	err = s.read(ctx, func(v view) error {
		d, err = v.document(id)
		return err
	})
	return d, err
}

func (v view) document(id office.DocumentID) (office.Document, error) {
	found, err := list(v, scanDocument, documentColumns+` WHERE id = ?`, id)
	if err != nil {
		return office.Document{}, err
	}
	if len(found) == 0 {
		return office.Document{}, ErrNotFound
	}
	return found[0], nil
}

func scanDocument(row *sql.Rows) (d office.Document, err error) {
	return scanBody[office.Document](row)
}

func scanBody[T any](row *sql.Rows) (record T, err error) {
	var body string
	if err := row.Scan(&body); err != nil {
		return record, err
	}
	err = json.Unmarshal([]byte(body), &record)
	return record, err
}

func (c *change) putDocument(d office.Document) error {
	body, err := json.Marshal(d)
	if err != nil {
		return err
	}
	var row int64
	err = c.tx.QueryRowContext(c.ctx, `INSERT INTO documents (id, made_at, year, stage, body) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET made_at = excluded.made_at, year = excluded.year,
			stage = excluded.stage, body = excluded.body
		RETURNING row`,
		d.ID, d.CreatedAt.UnixNano(), documentYear(d), d.Stage, string(body)).Scan(&row)
	if err != nil {
		return err
	}
	return c.putWords("documents_text", row, infoWords(d.Info))
}

func documentYear(d office.Document) int {
	if d.Info.Date.IsZero() {
		return office.DateOf(d.CreatedAt).Year
	}
	return d.Info.Date.Year
}

func (c *change) dropDocument(id string) error {
	err := c.exec(`DELETE FROM documents_text WHERE rowid = (SELECT row FROM documents WHERE id = ?)`, id)
	if err != nil {
		return err
	}
	return c.exec(`DELETE FROM documents WHERE id = ?`, id)
}
