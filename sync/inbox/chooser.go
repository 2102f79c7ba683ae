package inbox

import "strings"

// defaultLimit is the size of a page when the filter names none.
const defaultLimit = 200

// chooser gathers the conditions of a list. Conditions are constants of this
// package; what a person typed travels as an argument only.
type chooser struct {
	conditions []string
	args       []any
}

func (c *chooser) where(condition string, args ...any) {
	c.conditions = append(c.conditions, condition)
	c.args = append(c.args, args...)
}

// text chooses by words; text without a word chooses all.
func (c *chooser) text(index, typed string) {
	if match := matching(typed); match != "" {
		c.where("row IN (SELECT rowid FROM "+index+" WHERE words MATCH ?)", match)
	}
}

// query completes a statement: conditions, newest first, one page.
func (c *chooser) query(selected, order string, limit int) (string, []any) {
	if limit <= 0 {
		limit = defaultLimit
	}
	if len(c.conditions) > 0 {
		selected += " WHERE " + strings.Join(c.conditions, " AND ")
	}
	return selected + " ORDER BY " + order + " LIMIT ?", append(c.args, limit)
}
