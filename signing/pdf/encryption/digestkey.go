package encryption

import (
	"bytes"
	"crypto/md5"
	"crypto/rc4"
	"encoding/binary"
)

// padding stands for what a password lacks to 32 bytes; for the empty one that
// is all of it (ISO 32000-2 §7.6.4.3.2).
var padding = []byte("\x28\xBF\x4E\x5E\x4E\x75\x8A\x41\x64\x00\x4E\x56\xFF\xFA\x01\x08" +
	"\x2E\x2E\x00\xB6\xD0\x68\x3E\x80\x2F\x0C\xA9\xFE\x64\x53\x69\x7A")

const ownerBytes = 32

// openDigest is for revisions 2 to 4: the key is an MD5 digest, and U tells
// whether it is the right one.
func openDigest(p Parameters) (Key, error) {
	for _, length := range p.Lengths {
		if length < 5 || length > 16 {
			continue
		}
		if key := digestKey(p, length); opens(key, p) {
			return key, nil
		}
	}
	return nil, ErrPassword
}

// digestKey is algorithm 2.
func digestKey(p Parameters, length int) Key {
	h := md5.New()
	h.Write(padding)
	h.Write(p.Owner[:min(ownerBytes, len(p.Owner))])
	h.Write(binary.LittleEndian.AppendUint32(nil, p.Permissions))
	h.Write(p.ID)
	if p.Revision >= 4 && !p.EncryptMetadata {
		h.Write([]byte{0xFF, 0xFF, 0xFF, 0xFF})
	}
	key := h.Sum(nil)
	if p.Revision >= 3 {
		for range 50 {
			sum := md5.Sum(key[:length])
			key = sum[:]
		}
	}
	return key[:length]
}

// opens is algorithm 6: it makes U anew (algorithms 4 and 5) and compares. Of
// revision 3 on, 16 bytes count.
func opens(key Key, p Parameters) bool {
	if p.Revision == 2 {
		return bytes.Equal(arc4(key, padding), p.User)
	}
	digest := md5.Sum(append(bytes.Clone(padding), p.ID...))
	made := arc4(key, digest[:])
	for i := byte(1); i <= 19; i++ {
		round := bytes.Clone(key)
		for k := range round {
			round[k] ^= i
		}
		made = arc4(round, made)
	}
	return len(p.User) >= len(made) && bytes.Equal(made, p.User[:len(made)])
}

// arc4 needs a key of 1 to 256 bytes, which every caller has made.
func arc4(key, data []byte) []byte {
	out := make([]byte, len(data))
	c, err := rc4.NewCipher(key)
	if err != nil {
		return out
	}
	c.XORKeyStream(out, data)
	return out
}
