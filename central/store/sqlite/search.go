package sqlite

import (
	"encoding/json"
	"strings"

	"github.com/vanthu/vanthu/internal/fold"
	"github.com/vanthu/vanthu/office"
)

// condition collects the clauses of a WHERE.
type condition struct {
	clauses []string
	args    []any
}

func (c *condition) and(clause string, args ...any) {
	c.clauses = append(c.clauses, clause)
	c.args = append(c.args, args...)
}

// words asks for every word of a text in the folded column.
func (c *condition) words(text string) {
	for _, word := range strings.Fields(fold.Text(text)) {
		escaped := strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(word)
		c.and(`folded LIKE ? ESCAPE '\'`, "%"+escaped+"%")
	}
}

// page goes on after the record that ended the page before.
func (c *condition) page(table, time string, agency office.AgencyCode, after string) {
	if after != "" {
		c.and(`(`+time+`, id) < (SELECT `+time+`, id FROM `+table+` WHERE agency = ? AND id = ?)`, agency, after)
	}
}

// year asks for a time within a year in Vietnam; 0 asks for nothing.
func (c *condition) year(column string, year int) {
	if year != 0 {
		from := office.Date{Year: year, Month: 1, Day: 1}.Time()
		to := office.Date{Year: year + 1, Month: 1, Day: 1}.Time()
		c.and(column+` >= ? AND `+column+` < ?`, micros(from), micros(to))
	}
}

func (c *condition) where() string { return " WHERE " + strings.Join(c.clauses, " AND ") }

func documentCondition(agency office.AgencyCode, f office.DocumentFilter) *condition {
	c := &condition{}
	c.and(`agency = ?`, agency)
	if len(f.Stages) > 0 {
		stages, _ := json.Marshal(f.Stages)
		c.and(`stage IN (SELECT value FROM json_each(?))`, string(stages))
	}
	c.year("created_at", f.Year)
	c.words(f.Text)
	return c
}

func arrivalCondition(agency office.AgencyCode, f office.ArrivalFilter) *condition {
	c := &condition{}
	c.and(`agency = ?`, agency)
	if f.Waiting {
		c.and(`status = ?`, office.StatusArrived)
	}
	c.year("received_at", f.Year)
	c.words(f.Text)
	return c
}

// limit is the size of a page.
func limit(asked int) int {
	const usual, most = 200, 1000
	if asked <= 0 {
		return usual
	}
	return min(asked, most)
}

// Documents lists a page.
func (v view) Documents(agency office.AgencyCode, f office.DocumentFilter) ([]office.Document, error) {
	c := documentCondition(agency, f)
	c.page("document", "created_at", agency, string(f.After))
	return list(v, body[office.Document],
		`SELECT body FROM document`+c.where()+` ORDER BY created_at DESC, id DESC LIMIT ?`, append(c.args, limit(f.Limit))...)
}

// CountDocuments counts what the filter lists, without its page.
func (v view) CountDocuments(agency office.AgencyCode, f office.DocumentFilter) (n int, err error) {
	c := documentCondition(agency, f)
	return n, v.get([]any{&n}, `SELECT count(*) FROM document`+c.where(), c.args...)
}

// Arrivals lists a page.
func (v view) Arrivals(agency office.AgencyCode, f office.ArrivalFilter) ([]office.Arrival, error) {
	c := arrivalCondition(agency, f)
	c.page("arrival", "received_at", agency, string(f.After))
	all, err := list(v, body[office.Arrival],
		`SELECT body FROM arrival`+c.where()+` ORDER BY received_at DESC, id DESC LIMIT ?`, append(c.args, limit(f.Limit))...)
	if err != nil {
		return nil, err
	}
	return v.withEvents(all)
}

// CountArrivals counts what the filter lists, without its page.
func (v view) CountArrivals(agency office.AgencyCode, f office.ArrivalFilter) (n int, err error) {
	c := arrivalCondition(agency, f)
	return n, v.get([]any{&n}, `SELECT count(*) FROM arrival`+c.where(), c.args...)
}

// body reads a row that is one record's JSON.
func body[T any](row scanner) (record T, err error) {
	var raw string
	if err := row.Scan(&raw); err != nil {
		return record, named(err)
	}
	return record, json.Unmarshal([]byte(raw), &record)
}
