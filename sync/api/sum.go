package api

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
)

// Summer adds up a TypeSum; the order of records does not matter.
type Summer struct {
	count int64
	sum   uint64
}

// Add takes a record in.
func (s *Summer) Add(id string, version int64) {
	digest := sha256.Sum256(fmt.Appendf(nil, "%s %d", id, version))
	s.count++
	s.sum ^= binary.BigEndian.Uint64(digest[:8])
}

// Total is the sum so far.
func (s *Summer) Total() TypeSum {
	return TypeSum{Count: s.count, Sum: fmt.Sprintf("%016x", s.sum)}
}
