package apart

import (
	"bytes"
	"encoding/binary"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/signing/token/cryptoki"
)

// sent is a frame as the other side reads it.
func sent(t testing.TB, f *frame) *frame {
	t.Helper()
	var wire bytes.Buffer
	require.NoError(t, f.writeTo(&wire))
	got, err := readFrame(&wire)
	require.NoError(t, err)
	return got
}

func TestValuesArriveAsTheyWere(t *testing.T) {
	f := newFrame(askFind, 0)
	attributes := []cryptoki.Attribute{{Kind: 1, Number: 2}, {Kind: 3, Bytes: []byte{}}, {Kind: 4, Bytes: []byte("ễ")}}
	pss := cryptoki.Mechanism{Kind: 13, PSS: &cryptoki.PSS{Hash: 1, Mask: 2, Salt: 3}}
	info := cryptoki.TokenInfo{Label: "Nguyễn\x00", Manufacturer: "m", Model: "", Serial: "s", Flags: 1 << 31, MinPIN: 4, MaxPIN: 8}
	putAttributes(f, attributes)
	putMechanism(f, pss)
	putMechanism(f, cryptoki.Mechanism{Kind: 1})
	f.value(bytes.Repeat([]byte{7}, 5000))
	f.optional(nil)
	f.optional([]byte{})
	putNumbers(f, []cryptoki.ObjectID{9, 1 << 40})

	got := sent(t, f)
	assert.Equal(t, askFind, got.kind())
	assert.Equal(t, attributes, takeAttributes(got))
	assert.Equal(t, pss, takeMechanism(got))
	assert.Nil(t, takeMechanism(got).PSS)
	assert.Len(t, got.takeValue(), 5000)
	assert.Nil(t, got.takeOptional(), "no PIN: the token's own pad")
	assert.NotNil(t, got.takeOptional())
	assert.Equal(t, []cryptoki.ObjectID{9, 1 << 40}, takeNumbers[cryptoki.ObjectID](got))
	assert.NoError(t, got.err())
	assert.Equal(t, info, takeToken(sent(t, tokenFrame(info))))
}

func TestErrorsArriveAsTheyWere(t *testing.T) {
	var refused *cryptoki.Error
	require.ErrorAs(t, errorOf(sent(t, errorFrame(&cryptoki.Error{Call: "C_Sign", Code: 0x80000001}))), &refused)
	assert.Equal(t, cryptoki.Error{Call: "C_Sign", Code: 0x80000001}, *refused)
	assert.ErrorIs(t, errorOf(sent(t, errorFrame(cryptoki.ErrUnsupported))), cryptoki.ErrUnsupported)
	assert.EqualError(t, errorOf(sent(t, errorFrame(errors.New("dlopen: x")))), "dlopen: x")
	assert.NoError(t, errorOf(sent(t, newFrame(answered, 0))))
}

// What carried a PIN has nothing of it when it was sent or done.
func TestWipe(t *testing.T) {
	pin := []byte("12345678")
	q := newFrame(askLogin, 64)
	q.optional(pin)
	memory := q.bytes[:cap(q.bytes)]
	got := sent(t, q)
	inside := got.takeOptional()
	require.Equal(t, pin, inside)
	q.wipe()
	got.wipe()
	assert.NotContains(t, string(memory), string(pin))
	assert.Equal(t, make([]byte, len(pin)), inside)
}

func TestNonsenseIsNotRead(t *testing.T) {
	for name, wire := range map[string]string{
		"nothing":   "",
		"half":      "\x00\x00",
		"empty":     "\x00\x00\x00\x00",
		"too long":  "\x7f\xff\xff\xff\x01",
		"cut short": "\x00\x00\x00\x09\x01\x00",
		"two":       "\x00\x00\x00\x01\x01\x00\x00\x00\x01\x01",
	} {
		_, err := readFrame(strings.NewReader(wire))
		assert.Error(t, err, name)
	}
	f := newFrame(answered, 0)
	f.number(1 << 60)
	assert.Nil(t, takeNumbers[uint](sent(t, f)))
	g := sent(t, f)
	assert.Nil(t, g.takeValue())
	assert.Error(t, g.err())
	assert.Error(t, newFrame(answered, 0).writeLarge())
}

// writeLarge tries to send more than a frame may hold.
func (f *frame) writeLarge() error {
	f.value(make([]byte, mostFrame))
	return f.writeTo(new(bytes.Buffer))
}

// Whatever arrives, reading it ends and takes no more memory than it has bytes.
func FuzzFrame(f *testing.F) {
	seed := newFrame(refused, 0)
	seed.text("C_Sign")
	seed.number(5)
	f.Add(byte(refused), seed.bytes[headLength+1:])
	f.Fuzz(func(t *testing.T, kind byte, values []byte) {
		wire := binary.BigEndian.AppendUint32(nil, uint32(len(values)+1))
		wire = append(append(wire, kind), values...)
		read := func() *frame {
			got, err := readFrame(bytes.NewReader(wire))
			if len(values) < mostFrame {
				require.NoError(t, err)
			}
			return got
		}
		if len(values) >= mostFrame {
			return
		}
		_ = errorOf(read())
		_ = takeToken(read())
		_ = takeMechanism(read())
		assert.LessOrEqual(t, len(takeAttributes(read())), len(values))
		assert.LessOrEqual(t, len(takeNumbers[uint](read())), len(values))
		_, _, _ = takeKey(read())
		assert.LessOrEqual(t, len(takeValues(read())), len(values))
		if kind != askLoad {
			assert.Error(t, errorOf(new(server).answer(read())), "nothing is loaded yet")
		}
	})
}
