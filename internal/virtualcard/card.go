package virtualcard

import (
	"crypto/subtle"
	"crypto/x509"
	"errors"
	"sync"
	"sync/atomic"
	"time"
)

// Tries that a card gives before its PIN is locked, as those of the VGCA do.
const Tries = 3

// Card is one card with its PIN and keys.
type Card struct {
	mu       sync.Mutex
	pin      []byte
	left     int
	verified bool // the PIN was given since the card was powered
	fresh    bool // and no command came after it: what PINAlways asks for
	slots    map[byte]slot
	guid     [16]byte

	chained []byte // data of a command that comes in several
	pending []byte // of an answer that does not fit into one

	delay   time.Duration
	signed  int
	refused int
	onSign  func(count int)
	powered atomic.Bool // in a reader
}

// New makes a card with a PIN of 4 to 8 digits, as PIV knows them. The number
// tells cards apart: it becomes part of the serial number.
func New(pin string, number byte) (*Card, error) {
	if len(pin) < 4 || len(pin) > pinSize {
		return nil, errors.New("virtualcard: a PIN has 4 to 8 digits")
	}
	c := &Card{pin: []byte(pin), left: Tries, slots: map[byte]slot{}}
	copy(c.guid[:], "Van Thu test crd")
	c.guid[15] = number
	return c, nil
}

// Load puts a key with its certificate into a slot of the card. The key must fit
// a PIV algorithm: RSA of 2048 bits, ECDSA on P-256 or P-384.
func (c *Card) Load(at Slot, key Key, certificate *x509.Certificate) error {
	algorithm, err := algorithmOf(key)
	if err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.slots[byte(at)] = slot{key, algorithm, certificate}
	return nil
}

// SetDelay makes each signature take that long at least.
func (c *Card) SetDelay(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.delay = d
}

// OnSign is called before each signature with its number, from 1. The card holds
// still meanwhile; Reader.Pull may be called from within, and then the signature
// is not made.
func (c *Card) OnSign(f func(count int)) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.onSign = f
}

// Left is how many wrong PINs the card still takes; 0 is locked.
func (c *Card) Left() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.left
}

// SetLeft sets the counter, as wrong PINs would: 0 locks the card, Tries unlocks it.
func (c *Card) SetLeft(n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.left = n
	c.verified, c.fresh = false, false
}

// Wrong is how many wrong PINs the card was given in its life.
func (c *Card) Wrong() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.refused
}

// Signed is how many signatures the card made in its life.
func (c *Card) Signed() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.signed
}

// reset is what power does to a card.
func (c *Card) reset() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.verified, c.fresh, c.chained, c.pending = false, false, nil, nil
}

// verify compares a PIN, padded with FF to eight bytes, and counts.
func (c *Card) verify(padded []byte) status {
	if c.left == 0 {
		return statusLocked
	}
	want := make([]byte, pinSize)
	for i := range want {
		want[i] = 0xFF
	}
	copy(want, c.pin)
	if subtle.ConstantTimeCompare(padded, want) != 1 {
		c.left--
		c.refused++
		c.verified, c.fresh = false, false
		return c.triesLeft()
	}
	c.left, c.verified, c.fresh = Tries, true, true
	return statusDone
}

func (c *Card) triesLeft() status {
	if c.left == 0 {
		return statusLocked
	}
	return statusTries | status(c.left)
}

// change replaces the PIN (CHANGE REFERENCE DATA): the old one, then the new.
func (c *Card) change(data []byte) status {
	if len(data) != 2*pinSize {
		return statusWrongLength
	}
	if s := c.verify(data[:pinSize]); s != statusDone {
		return s
	}
	next := data[pinSize:]
	for len(next) > 0 && next[len(next)-1] == 0xFF {
		next = next[:len(next)-1]
	}
	c.pin = append([]byte(nil), next...)
	return statusDone
}
