package encryption

import (
	"errors"
)

// ErrPassword: the empty user password does not open the file.
var ErrPassword = errors.New("encryption: a password is needed")

// ErrUnsupported: a version or revision that is not published or not known.
var ErrUnsupported = errors.New("encryption: unknown version")

// Parameters are the entries of the encryption dictionary that make the key
// (ISO 32000-2 tables 20 and 21).
type Parameters struct {
	Revision int
	// Lengths are the key's possible lengths in bytes, the likeliest first:
	// writers disagree on where it is said and in which unit.
	Lengths         []int
	Owner, User     []byte // O and U
	UserKey         []byte // UE
	Permissions     uint32 // P
	EncryptMetadata bool
	ID              []byte // the first half of the file's identifier
}

// Key is a file's encryption key.
type Key []byte

// Open finds the key that belongs to the empty user password. Errors:
// ErrPassword, ErrUnsupported.
func Open(p Parameters) (Key, error) {
	switch p.Revision {
	case 2, 3, 4:
		return openDigest(p)
	case 5, 6:
		return openHash(p)
	}
	return nil, ErrUnsupported
}
