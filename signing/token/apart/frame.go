package apart

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// A frame is one question or answer: its length in four bytes, then a byte that
// says what it is, then values one after the other. Numbers have eight bytes,
// texts and lists begin with their length. All is big-endian.
type frame struct {
	bytes []byte
	at    int // where reading goes on
	bad   bool

	byPerson   bool // a person answers it, on the token's own pad
	signatures int  // that it asks for
}

// Sizes in bytes. A frame is never larger than a library's largest value needs.
const (
	headLength = 4
	mostFrame  = 1 << 20
)

var errFrame = errors.New("a message that makes no sense")

// newFrame begins a frame with room for so many bytes of values: what fits is
// never moved, so that no copy of a PIN is left behind.
func newFrame(kind byte, room int) *frame {
	f := &frame{bytes: make([]byte, headLength+1, headLength+1+room)}
	f.bytes[headLength] = kind
	return f
}

func (f *frame) number(n uint) { f.bytes = binary.BigEndian.AppendUint64(f.bytes, uint64(n)) }

func (f *frame) value(b []byte) {
	f.number(uint(len(b)))
	f.bytes = append(f.bytes, b...)
}

func (f *frame) text(s string) { f.value([]byte(s)) }

// optional keeps nil and empty apart.
func (f *frame) optional(b []byte) {
	if b == nil {
		f.number(0)
		return
	}
	f.number(1)
	f.value(b)
}

func putNumbers[T ~uint](f *frame, list []T) {
	f.number(uint(len(list)))
	for _, n := range list {
		f.number(uint(n))
	}
}

// kind is the byte that says what the frame is.
func (f *frame) kind() byte { return f.bytes[headLength] }

func (f *frame) takeNumber() uint {
	b := f.take(8)
	if b == nil {
		return 0
	}
	return uint(binary.BigEndian.Uint64(b))
}

// takeValue gives bytes within the frame, not a copy.
func (f *frame) takeValue() []byte { return f.take(f.takeNumber()) }

func (f *frame) takeText() string { return string(f.takeValue()) }

func (f *frame) takeOptional() []byte {
	if f.takeNumber() == 0 {
		return nil
	}
	return f.takeValue()
}

func takeNumbers[T ~uint](f *frame) []T {
	count := f.takeNumber()
	if count > uint(len(f.bytes)-f.at)/8 {
		f.bad = true
		return nil
	}
	list := make([]T, count)
	for i := range list {
		list[i] = T(f.takeNumber())
	}
	return list
}

// take gives the next n bytes; never nil unless the frame has fewer.
func (f *frame) take(n uint) []byte {
	if f.bad || n > uint(len(f.bytes)-f.at) {
		f.bad = true
		return nil
	}
	b := f.bytes[f.at : f.at+int(n) : f.at+int(n)]
	f.at += int(n)
	return b
}

// err tells whether all that was taken was there, and nothing more.
func (f *frame) err() error {
	if f.bad || f.at != len(f.bytes) {
		return errFrame
	}
	return nil
}

// wipe overwrites the frame, for it may have carried a PIN.
func (f *frame) wipe() { clear(f.bytes[:cap(f.bytes)]) }

func (f *frame) writeTo(w io.Writer) error {
	if len(f.bytes)-headLength > mostFrame {
		return fmt.Errorf("%w: %d bytes", errFrame, len(f.bytes))
	}
	binary.BigEndian.PutUint32(f.bytes, uint32(len(f.bytes)-headLength))
	_, err := w.Write(f.bytes)
	return err
}

// readFrame reads one frame, straight into its own memory: a buffered reader
// would keep a copy. The room offered is enough for most in one read, because
// the other side never sends a second frame before the first is answered.
func readFrame(r io.Reader) (*frame, error) {
	buffer := make([]byte, 1<<9)
	n, err := io.ReadAtLeast(r, buffer, headLength)
	if err != nil {
		return nil, err
	}
	length := int(binary.BigEndian.Uint32(buffer)) + headLength
	if length <= headLength || length > headLength+mostFrame || n > length {
		return nil, errFrame
	}
	if length > len(buffer) {
		short := buffer
		buffer = make([]byte, length)
		copy(buffer, short[:n])
		clear(short)
	}
	if n < length {
		if _, err := io.ReadFull(r, buffer[n:length]); err != nil {
			clear(buffer)
			return nil, err
		}
	}
	return &frame{bytes: buffer[:length], at: headLength + 1}, nil
}
