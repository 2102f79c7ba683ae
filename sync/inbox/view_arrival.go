package inbox

import (
	"context"
	"database/sql"
	"encoding/json"
	"strconv"
	"strings"

	"github.com/vanthu/vanthu/internal/fold"
	"github.com/vanthu/vanthu/office"
)

const arrivalColumns = `SELECT body, provisional FROM arrivals`

// Arrivals lists incoming documents, newest first; see office.ArrivalFilter. An
// After that is not here gives an empty page.
func (s *Store) Arrivals(ctx context.Context, f office.ArrivalFilter) (all []office.Arrival, err error) {
	var c chooser
	if f.Waiting {
		c.where("waiting = 1")
	}
	if f.Year != 0 {
		c.where("year = ?", f.Year)
	}
	if f.After != "" {
		c.where("(received_at, id) < (SELECT received_at, id FROM arrivals WHERE id = ?)", f.After)
	}
	c.text("arrivals_text", f.Text)
	query, args := c.query(arrivalColumns, "received_at DESC, id DESC", f.Limit)
	err = s.read(ctx, func(v view) error {
		all, err = list(v, scanArrival, query, args...)
		return err
	})
	return all, err
}

// Arrival gives one incoming document, or ErrNotFound.
func (s *Store) Arrival(ctx context.Context, id office.ArrivalID) (a office.Arrival, err error) {
	err = s.read(ctx, func(v view) error {
		a, err = v.arrival(id)
		return err
	})
	return a, err
}

func (v view) arrival(id office.ArrivalID) (office.Arrival, error) {
	found, err := list(v, scanArrival, arrivalColumns+` WHERE id = ?`, id)
	if err != nil {
		return office.Arrival{}, err
	}
	if len(found) == 0 {
		return office.Arrival{}, ErrNotFound
	}
	return found[0], nil
}

func scanArrival(row *sql.Rows) (a office.Arrival, err error) {
	var body, provisional string
	if err := row.Scan(&body, &provisional); err != nil {
		return a, err
	}
	err = json.Unmarshal([]byte(body), &a)
	a.Provisional = provisional
	return a, err
}

func (c *change) putArrival(a office.Arrival) error {
	body, err := json.Marshal(a)
	if err != nil {
		return err
	}
	status := a.Status()
	waiting := status == office.StatusNone || status == office.StatusArrived
	var row int64
	err = c.tx.QueryRowContext(c.ctx, `INSERT INTO arrivals (id, received_at, year, waiting, provisional, body)
		VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET received_at = excluded.received_at, year = excluded.year,
			waiting = excluded.waiting, provisional = excluded.provisional, body = excluded.body
		RETURNING row`,
		a.ID, a.ReceivedAt.UnixNano(), office.DateOf(a.ReceivedAt).Year, waiting, a.Provisional, string(body)).Scan(&row)
	if err != nil {
		return err
	}
	return c.putWords("arrivals_text", row, infoWords(a.Info), a.SenderName, number(a.Number), a.AssignedTo)
}

func (c *change) dropArrival(id string) error {
	err := c.exec(`DELETE FROM arrivals_text WHERE rowid = (SELECT row FROM arrivals WHERE id = ?)`, id)
	if err != nil {
		return err
	}
	return c.exec(`DELETE FROM arrivals WHERE id = ?`, id)
}

// putWords replaces what a row is found by.
func (c *change) putWords(index string, row int64, words ...string) error {
	return c.exec(`INSERT OR REPLACE INTO `+index+` (rowid, words) VALUES (?, ?)`,
		row, fold.Text(strings.Join(words, " ")))
}

func infoWords(i office.Info) string {
	return strings.Join([]string{
		i.Code.String(), i.Subject, i.IssuerName, string(i.Issuer),
		string(i.Type), i.Signatory.FullName, i.Date.Shown(),
	}, " ")
}

func number(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}
