package office

import (
	"crypto/sha1"
	"encoding/binary"
	"encoding/hex"
	"io"

	"github.com/vanthu/vanthu/internal/clock"
)

// Ids are UUIDv7 made where the thing is first seen, mostly on the client.
// Each has a type of its own, so that one cannot be passed for another.
// Numbers that people read are attributes, never ids.
type (
	DocumentID string
	ArrivalID  string
	DispatchID string
	DeliveryID string
	EventID    string
	OpID       string
	DeviceID   string
)

// IDSource makes ids; safe for many goroutines when its parts are.
type IDSource struct {
	Clock  clock.Clock
	Random io.Reader // crypto/rand.Reader outside tests
}

// New makes a UUIDv7 (RFC 9562 §5.7). It panics when the machine's source of
// randomness fails, after which nothing sensible can be done.
func (s IDSource) New() string {
	var u [16]byte
	if _, err := io.ReadFull(s.Random, u[6:]); err != nil {
		panic("office: no randomness: " + err.Error())
	}
	var ms [8]byte
	binary.BigEndian.PutUint64(ms[:], uint64(s.Clock.Now().UnixMilli()))
	copy(u[:6], ms[2:])
	return written(u, 7)
}

// written gives a UUID its version and variant (RFC 9562 §4) and its usual form.
func written(u [16]byte, version byte) string {
	u[6] = u[6]&0x0f | version<<4
	u[8] = u[8]&0x3f | 0x80
	h := hex.EncodeToString(u[:])
	return h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:]
}

// DeliveryOf is the id of a dispatch's delivery to one agency: the same on every
// machine, so that a repeated dispatch cannot make a second one (UUIDv5).
func DeliveryOf(d DispatchID, recipient AgencyCode) DeliveryID {
	var u [16]byte
	digest := sha1.Sum([]byte(deliverySpace + string(d) + "/" + string(recipient)))
	copy(u[:], digest[:])
	return DeliveryID(written(u, 5))
}

// deliverySpace is the name space of deliveries: a UUID of our own, as bytes.
const deliverySpace = "\x5b\x0e\x2f\x7d\x61\x54\x4c\x0a\x9b\x3e\x1d\x76\x0a\xc8\x42\x99"

// ArrivalOf is the id of the arrival that a delivery makes at its recipient.
func ArrivalOf(d DeliveryID) ArrivalID { return ArrivalID(d) }
