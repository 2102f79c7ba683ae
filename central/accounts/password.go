package accounts

import (
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"

	"github.com/vanthu/vanthu/internal/fault"
)

// Cost is what one password check costs (RFC 9106). It is stored with each hash,
// so that it can be raised later; hashes made before keep working.
type Cost struct {
	Time    uint32 // passes
	Memory  uint32 // KiB
	Threads uint8
}

// DefaultCost takes some 60 ms and 64 MiB on a small server.
var DefaultCost = Cost{Time: 2, Memory: 64 * 1024, Threads: 1}

const (
	saltLength  = 16
	keyLength   = 32
	minPassword = 8    // characters
	maxPassword = 1000 // bytes
)

// hash makes "$argon2id$v=19$m=65536,t=2,p=1$salt$key".
func hash(password string, cost Cost, random io.Reader) (string, error) {
	if utf8.RuneCountInString(password) < minPassword || len(password) > maxPassword {
		return "", fault.New(ErrPassword, fault.Args{"least": minPassword}, nil)
	}
	salt := make([]byte, saltLength)
	if _, err := io.ReadFull(random, salt); err != nil {
		return "", err
	}
	key := argon2.IDKey([]byte(password), salt, cost.Time, cost.Memory, cost.Threads, keyLength)
	b64 := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, cost.Memory, cost.Time, cost.Threads,
		b64.EncodeToString(salt), b64.EncodeToString(key)), nil
}

// matches tells whether a password makes the encoded hash. What is not an
// argon2id hash matches nothing.
func matches(password, encoded string) bool {
	parts := strings.Split(encoded, "$")
	if len(parts) != 6 || parts[1] != "argon2id" || len(password) > maxPassword {
		return false
	}
	var version int
	var c Cost
	if _, err := fmt.Sscanf(parts[2]+" "+parts[3], "v=%d m=%d,t=%d,p=%d", &version, &c.Memory, &c.Time, &c.Threads); err != nil {
		return false
	}
	salt, err1 := base64.RawStdEncoding.DecodeString(parts[4])
	want, err2 := base64.RawStdEncoding.DecodeString(parts[5])
	if err1 != nil || err2 != nil || version != argon2.Version || c.Time == 0 || c.Threads == 0 || len(want) == 0 {
		return false
	}
	got := argon2.IDKey([]byte(password), salt, c.Time, c.Memory, c.Threads, uint32(len(want)))
	return subtle.ConstantTimeCompare(got, want) == 1
}
