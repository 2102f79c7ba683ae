package virtualcard

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"errors"
	"math/big"
	"time"

	"golang.org/x/crypto/cryptobyte"
)

// Slot is a place for a key, SP 800-73-4 part 1 table 4b.
type Slot byte

const (
	// Authentication wants the PIN once.
	Authentication Slot = 0x9A
	// Signature wants the PIN before each signature (PINAlways).
	Signature Slot = 0x9C
	// KeyManagement wants the PIN once.
	KeyManagement Slot = 0x9D
)

var certificateTags = map[Slot][]byte{
	Authentication: {0x5F, 0xC1, 0x05},
	Signature:      {0x5F, 0xC1, 0x0A},
	KeyManagement:  {0x5F, 0xC1, 0x0B},
}

// Key is *rsa.PrivateKey or *ecdsa.PrivateKey.
type Key = crypto.Signer

type slot struct {
	key         Key
	algorithm   byte
	certificate *x509.Certificate
}

// Algorithms of SP 800-78-4 table 6-2.
const (
	rsa2048 = 0x07
	eccP256 = 0x11
	eccP384 = 0x14
)

func algorithmOf(key Key) (byte, error) {
	switch k := key.(type) {
	case *rsa.PrivateKey:
		if k.N.BitLen() == 2048 {
			return rsa2048, nil
		}
	case *ecdsa.PrivateKey:
		switch k.Curve.Params().BitSize {
		case 256:
			return eccP256, nil
		case 384:
			return eccP384, nil
		}
	}
	return 0, errors.New("virtualcard: PIV knows RSA of 2048 bits and ECDSA on P-256 and P-384")
}

// atr depends on whether there is an elliptic key in the card.
func (c *Card) atr() []byte {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, s := range c.slots {
		if s.algorithm != rsa2048 {
			return atrCurves
		}
	}
	return atr
}

// sign answers GENERAL AUTHENTICATE with a challenge: the raw operation of the
// key, over a block that the reader's side has padded, or over a digest.
func (c *Card) sign(cmd command) ([]byte, status) {
	s, ok := c.slots[cmd.p2]
	if !ok || s.algorithm != cmd.p1 {
		return nil, statusWrongPlace
	}
	if !c.verified || Slot(cmd.p2) == Signature && !c.fresh {
		return nil, statusNotVerified
	}
	input, ok := challenge(cmd.data)
	if !ok {
		return nil, statusWrongData
	}
	if f := c.onSign; f != nil {
		f(c.signed + 1)
	}
	time.Sleep(c.delay)
	if !c.powered.Load() { // pulled meanwhile
		return nil, statusNotVerified
	}
	out, err := raw(s.key, input)
	if err != nil {
		return nil, statusWrongData
	}
	c.signed++
	return tlv(0x7C, tlv(0x82, out)), statusDone
}

// challenge is the value of tag 81 in the dynamic authentication template 7C.
func challenge(data []byte) ([]byte, bool) {
	template, ok := find(data, 0x7C)
	if !ok {
		return nil, false
	}
	return find(template, 0x81)
}

// find gives the value of the first object with a tag.
func find(data []byte, want byte) ([]byte, bool) {
	in := cryptobyte.String(data)
	for !in.Empty() {
		var tag, n byte
		if !in.ReadUint8(&tag) || !in.ReadUint8(&n) {
			return nil, false
		}
		size := int(n)
		if n >= 0x80 {
			var long []byte
			if n > 0x82 || !in.ReadBytes(&long, int(n&0x7F)) {
				return nil, false
			}
			size = int(new(big.Int).SetBytes(long).Int64())
		}
		var value []byte
		if !in.ReadBytes(&value, size) {
			return nil, false
		}
		if tag == want {
			return value, true
		}
	}
	return nil, false
}

func raw(key Key, input []byte) ([]byte, error) {
	k, ok := key.(*rsa.PrivateKey)
	if !ok {
		return key.Sign(rand.Reader, input, crypto.Hash(0))
	}
	m := new(big.Int).SetBytes(input)
	if len(input) != k.Size() || m.Cmp(k.N) >= 0 || bytes.Equal(input, make([]byte, len(input))) {
		return nil, errors.New("virtualcard: no padded block")
	}
	return m.Exp(m, k.D, k.N).FillBytes(make([]byte, k.Size())), nil
}
