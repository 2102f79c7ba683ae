package sqlite

import (
	"context"
	"encoding/binary"
	"io"

	"github.com/vanthu/vanthu/central/store"
)

// identify gives a new database its identity; one that has it keeps it.
func (s *Store) identify(ctx context.Context, random io.Reader) error {
	fresh := make([]byte, 8+32)
	if _, err := io.ReadFull(random, fresh); err != nil {
		return err
	}
	_, err := s.writer.ExecContext(ctx,
		`INSERT INTO identity (one, epoch, key) VALUES (1, ?, ?) ON CONFLICT DO NOTHING`, fresh[:8], fresh[8:])
	return err
}

// Identity reads it.
func (v view) Identity() (id store.Identity, err error) {
	var epoch, key []byte
	if err := v.get([]any{&epoch, &key}, `SELECT epoch, key FROM identity`); err != nil {
		return id, err
	}
	id.Epoch = binary.BigEndian.Uint64(epoch)
	copy(id.Key[:], key)
	return id, nil
}
