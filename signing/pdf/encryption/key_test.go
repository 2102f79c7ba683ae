package encryption

import (
	"bytes"
	"encoding/hex"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestWhatIsSealedOpens(t *testing.T) {
	for method, length := range map[Method]int{Identity: 16, RC4: 5, AES128: 16, AES256: 32} {
		key := Key(bytes.Repeat([]byte{7}, length))
		for n := range 50 {
			clear := bytes.Repeat([]byte{'x'}, n)
			sealed := key.Encrypt(method, 12, 3, clear)
			assert.True(t, bytes.Equal(clear, key.Decrypt(method, 12, 3, sealed)), "method %d, %d bytes", method, n)
			assert.Equal(t, sealed, key.Encrypt(method, 12, 3, clear))
			if method != Identity && n > 0 {
				assert.NotEqual(t, clear, sealed)
				assert.NotEqual(t, sealed, key.Encrypt(method, 12, 3, bytes.Repeat([]byte{'y'}, n)))
			}
			if method == RC4 && n > 4 || method == AES128 {
				assert.NotEqual(t, sealed, key.Encrypt(method, 13, 3, clear), "the object's number belongs to the key")
			}
		}
	}
}

// Bytes that no writer can have made give an answer, not a panic.
func TestSpoiltBytes(t *testing.T) {
	key := Key(bytes.Repeat([]byte{7}, 16))
	for n := range 70 {
		key.Decrypt(AES128, 1, 0, bytes.Repeat([]byte{0xFF}, n))
	}
	assert.Empty(t, Key("short").Decrypt(AES256, 1, 0, make([]byte, 64)))
}

func TestOpenRefuses(t *testing.T) {
	for revision, want := range map[int]error{0: ErrUnsupported, 1: ErrUnsupported, 2: ErrPassword, 3: ErrPassword, 4: ErrPassword, 5: ErrUnsupported, 6: ErrUnsupported, 7: ErrUnsupported} {
		_, err := Open(Parameters{Revision: revision, Lengths: []int{-1, 0, 5, 16, 99}})
		require.ErrorIs(t, err, want, revision)
	}
	for _, revision := range []int{5, 6} {
		_, err := Open(Parameters{Revision: revision, User: make([]byte, 48), UserKey: make([]byte, 32)})
		require.ErrorIs(t, err, ErrPassword)
	}
}

// A file of qpdf's whose hash ends on the very bound of algorithm 2.B, which
// one file in a hundred shows.
func TestHashEndsOnItsBound(t *testing.T) {
	user, err := hex.DecodeString("ce88893b39f51896b537ed0dcab10bf43cc2719ea8721e394b20d19679277207a7f3430d8521fab21b14ea16f82a5f41")
	require.NoError(t, err)
	_, err = Open(Parameters{Revision: 6, User: user, UserKey: make([]byte, 32)})
	require.NoError(t, err)
}
