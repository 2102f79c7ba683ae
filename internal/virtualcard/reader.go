package virtualcard

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"sync"
	"time"
)

// What a card says of itself when it gets power: ISO 7816-3, T=1. Without a
// historical byte OpenSC takes it for one of a make that has no elliptic curves;
// with one (an empty list of compact data objects) it uses them, but version 0.23
// deadlocks when such a card is pulled while it signs.
var (
	atr       = []byte{0x3B, 0x80, 0x80, 0x01, 0x01}
	atrCurves = []byte{0x3B, 0x81, 0x80, 0x01, 0x80, 0x80}
)

// Reader is a slot of the virtual reader that the PC/SC daemon offers.
type Reader struct {
	address string

	mu   sync.Mutex
	link net.Conn
	card *Card
}

// patience is how long the reader may take to notice a card.
const patience = 10 * time.Second

// ErrFull: there is a card in the reader.
var ErrFull = errors.New("virtualcard: a card is in the reader")

// Insert puts a card into the reader and returns when the daemon has noticed it.
func (r *Reader) Insert(c *Card) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.link != nil {
		return ErrFull
	}
	link, err := net.DialTimeout("tcp", r.address, patience)
	if err != nil {
		return fmt.Errorf("virtualcard: no reader: %w", err)
	}
	r.link, r.card = link, c
	c.powered.Store(true)
	noticed := make(chan struct{})
	go serve(link, c, sync.OnceFunc(func() { close(noticed) }))
	select {
	case <-noticed:
		return nil
	case <-time.After(patience):
		return errors.New("virtualcard: the daemon does not notice the card")
	}
}

// Pull takes the card out, in the middle of whatever it is doing. Without a card
// it does nothing.
func (r *Reader) Pull() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.link != nil {
		r.card.powered.Store(false)
		_ = r.link.Close()
		r.link, r.card = nil, nil
	}
}

// Messages of one byte are the reader's own; but for these they give or take
// power, which resets the card.
const (
	powerOff = 0
	askATR   = 4
)

// serve answers the reader until the link ends. Each message is preceded by its
// length in two bytes, most significant first.
func serve(link net.Conn, c *Card, noticed func()) {
	c.reset()
	for {
		hurry(link)
		message, err := receive(link)
		if err != nil {
			return
		}
		var answer []byte
		switch {
		case len(message) != 1:
			answer = c.respond(message)
		case message[0] == askATR:
			answer = c.atr()
		default:
			c.reset()
			if message[0] != powerOff {
				noticed()
			}
			continue
		}
		if send(link, answer) != nil {
			return
		}
	}
}

func receive(link io.Reader) ([]byte, error) {
	var size [2]byte
	if _, err := io.ReadFull(link, size[:]); err != nil {
		return nil, err
	}
	message := make([]byte, binary.BigEndian.Uint16(size[:]))
	_, err := io.ReadFull(link, message)
	return message, err
}

func send(link io.Writer, answer []byte) error {
	_, err := link.Write(append(binary.BigEndian.AppendUint16(nil, uint16(len(answer))), answer...))
	return err
}
