package sqlite

import (
	"errors"

	"github.com/vanthu/vanthu/central/store"
	"github.com/vanthu/vanthu/office"
)

// RegisterHead reads the last number.
func (v view) RegisterHead(key office.RegisterKey) (head int, err error) {
	err = v.get([]any{&head}, `SELECT head FROM register WHERE agency = ? AND kind = ? AND year = ?`,
		key.Agency, key.Kind, key.Year)
	if errors.Is(err, store.ErrAbsent) {
		return 0, nil
	}
	return head, err
}

// NextNumber takes the next.
func (t tx) NextNumber(key office.RegisterKey) (number int, err error) {
	return number, t.get([]any{&number}, `
		INSERT INTO register (agency, kind, year, head) VALUES (?, ?, ?, 1)
		ON CONFLICT DO UPDATE SET head = head + 1 RETURNING head`, key.Agency, key.Kind, key.Year)
}
