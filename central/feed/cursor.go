// Package feed is how an agency's records are followed: cursors that cannot be
// forged or used for another scope or another history, and a bell that wakes
// who waits for the next change.
package feed

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"

	"github.com/vanthu/vanthu/central/store"
	"github.com/vanthu/vanthu/sync/api"
)

// Position is what a cursor says: all records up to After are known; a page of a
// snapshot also holds to its mark. Mark is 0 in a cursor of the feed.
type Position struct {
	After int64
	Mark  int64
}

// Cursors makes and reads cursors of one scope (access.Scope).
type Cursors struct {
	identity store.Identity
	scope    [8]byte
}

// NewCursors binds cursors to the database's identity and a scope.
func NewCursors(id store.Identity, scope string) Cursors {
	c := Cursors{identity: id}
	sum := sha256.Sum256([]byte(scope))
	copy(c.scope[:], sum[:])
	return c
}

const (
	bodyLength = 8 + 8 + 8 + 8 // epoch, scope, after, mark
	macLength  = 16
)

// Write makes a cursor.
func (c Cursors) Write(p Position) string {
	body := binary.BigEndian.AppendUint64(nil, c.identity.Epoch)
	body = append(body, c.scope[:]...)
	body = binary.BigEndian.AppendUint64(body, uint64(p.After))
	body = binary.BigEndian.AppendUint64(body, uint64(p.Mark))
	return base64.RawURLEncoding.EncodeToString(append(body, c.mac(body)...))
}

// Read reads a cursor; empty is the beginning. What this database did not write
// for this scope is api.ErrResync.
func (c Cursors) Read(cursor string) (p Position, err error) {
	if cursor == "" {
		return p, nil
	}
	raw, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil || len(raw) != bodyLength+macLength {
		return p, api.ErrResync
	}
	body, mac := raw[:bodyLength], raw[bodyLength:]
	if !hmac.Equal(mac, c.mac(body)) || binary.BigEndian.Uint64(body) != c.identity.Epoch || [8]byte(body[8:16]) != c.scope {
		return p, api.ErrResync
	}
	return Position{
		After: int64(binary.BigEndian.Uint64(body[16:])),
		Mark:  int64(binary.BigEndian.Uint64(body[24:])),
	}, nil
}

func (c Cursors) mac(body []byte) []byte {
	h := hmac.New(sha256.New, c.identity.Key[:])
	h.Write([]byte("cursor"))
	h.Write(body)
	return h.Sum(nil)[:macLength]
}
