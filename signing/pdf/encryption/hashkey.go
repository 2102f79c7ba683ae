package encryption

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha256"
	"crypto/sha512"
)

// U holds a hash and two salts (ISO 32000-2 §7.6.4.3.3).
const (
	hashBytes = 32
	saltBytes = 8
	userBytes = hashBytes + 2*saltBytes
)

// openHash is algorithm 2.A for the user password: one salt proves it, the
// other gives the key that wraps the file's.
func openHash(p Parameters) (Key, error) {
	if len(p.User) < userBytes || len(p.UserKey) < 32 {
		return nil, ErrUnsupported
	}
	proof, wrap := p.User[hashBytes:hashBytes+saltBytes], p.User[hashBytes+saltBytes:userBytes]
	if !bytes.Equal(hash(p.Revision, proof), p.User[:hashBytes]) {
		return nil, ErrPassword
	}
	block, err := aes.NewCipher(hash(p.Revision, wrap))
	if err != nil {
		return nil, err
	}
	key := make(Key, 32)
	cipher.NewCBCDecrypter(block, make([]byte, aes.BlockSize)).CryptBlocks(key, p.UserKey[:32])
	return key, nil
}

// hash is algorithm 2.B for the empty password; revision 5 has only its first
// step.
func hash(revision int, salt []byte) []byte {
	first := sha256.Sum256(salt)
	k := first[:]
	if revision == 5 {
		return k
	}
	for round := 0; ; round++ {
		e := scramble(k)
		k = sumByRemainder(e)
		if round >= 63 && int(e[len(e)-1]) <= round-31 {
			return k[:hashBytes]
		}
	}
}

// scramble encrypts 64 copies of k with k's own first half as the key and its
// second as the initial vector.
func scramble(k []byte) []byte {
	data := bytes.Repeat(k, 64)
	block, err := aes.NewCipher(k[:16])
	if err != nil {
		return data
	}
	cipher.NewCBCEncrypter(block, k[16:32]).CryptBlocks(data, data)
	return data
}

// sumByRemainder chooses the hash by the first 16 bytes as a number modulo 3,
// which is that of their sum, as 256 leaves 1.
func sumByRemainder(e []byte) []byte {
	sum := 0
	for _, b := range e[:16] {
		sum += int(b)
	}
	switch sum % 3 {
	case 0:
		h := sha256.Sum256(e)
		return h[:]
	case 1:
		h := sha512.Sum384(e)
		return h[:]
	}
	h := sha512.Sum512(e)
	return h[:]
}
