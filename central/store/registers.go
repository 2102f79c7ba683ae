package store

import "github.com/vanthu/vanthu/office"

// RegisterView reads how far registers have counted.
type RegisterView interface {
	RegisterHead(office.RegisterKey) (int, error) // the last number given, 0 for none
}

// RegisterTx counts.
type RegisterTx interface {
	// NextNumber takes the register's next number, from 1. Undone with the
	// transaction or savepoint it was taken in, so that no number is lost.
	NextNumber(office.RegisterKey) (int, error)
}
