package virtualcard

import "bytes"

// applet is the PIV application's identifier, SP 800-73-4 part 1 §2.2.
var applet = []byte{0xA0, 0x00, 0x00, 0x03, 0x08, 0x00, 0x00, 0x10, 0x00, 0x01, 0x00}

// Tags of the data objects, SP 800-73-4 part 1 table 3.
var (
	tagCHUID      = []byte{0x5F, 0xC1, 0x02}
	tagCapability = []byte{0x5F, 0xC1, 0x07}
	tagDiscovery  = []byte{0x7E}
)

// selectApplet answers SELECT; the whole identifier or its first five bytes at
// least may be named.
func selectApplet(cmd command) ([]byte, status) {
	if cmd.p1 != 0x04 || len(cmd.data) < 5 || !bytes.HasPrefix(applet, cmd.data) {
		return nil, statusNotFound
	}
	return tlv(0x61, tlv(0x4F, applet[5:]), tlv(0x79, tlv(0x4F, applet[:5]))), statusDone
}

// object answers GET DATA.
func (c *Card) object(cmd command) ([]byte, status) {
	if cmd.p1 != 0x3F || cmd.p2 != 0xFF || len(cmd.data) < 2 || cmd.data[0] != 0x5C || len(cmd.data) < 2+int(cmd.data[1]) {
		return nil, statusWrongData
	}
	tag := cmd.data[2 : 2+int(cmd.data[1])]
	switch {
	case bytes.Equal(tag, tagCHUID):
		return tlv(0x53, c.holderID()), statusDone
	case bytes.Equal(tag, tagCapability):
		return tlv(0x53, c.capability()), statusDone
	case bytes.Equal(tag, tagDiscovery): // §3.3.2: the card's own PIN, and no other
		return tlv(0x7E, tlv(0x4F, applet), []byte{0x5F, 0x2F, 0x02, 0x40, 0x00}), statusDone
	}
	for at, s := range c.slots {
		if bytes.Equal(tag, certificateTags[Slot(at)]) && s.certificate != nil {
			return tlv(0x53, tlv(0x70, s.certificate.Raw), []byte{0x71, 0x01, 0x00, 0xFE, 0x00}), statusDone
		}
	}
	return nil, statusNotFound
}

// holderID is the card holder unique identifier.
func (c *Card) holderID() []byte {
	return join(tlv(0x30, make([]byte, 25)), tlv(0x34, c.guid[:]), tlv(0x35, []byte("20991231")), []byte{0x3E, 0x00, 0xFE, 0x00})
}

func (c *Card) capability() []byte {
	id := append([]byte{0xA0, 0x00, 0x00, 0x01, 0x16, 0xFF}, c.guid[1:]...)
	return join(tlv(0xF0, id), []byte{
		0xF1, 0x01, 0x21, 0xF2, 0x01, 0x21, 0xF3, 0x00, 0xF4, 0x01, 0x00, 0xF5, 0x01, 0x10,
		0xF6, 0x00, 0xF7, 0x00, 0xFA, 0x00, 0xFB, 0x00, 0xFC, 0x00, 0xFD, 0x00, 0xFE, 0x00,
	})
}

// tlv is one BER-TLV with a tag of one byte.
func tlv(tag byte, parts ...[]byte) []byte {
	value := join(parts...)
	n := len(value)
	switch {
	case n < 0x80:
		return append([]byte{tag, byte(n)}, value...)
	case n < 0x100:
		return append([]byte{tag, 0x81, byte(n)}, value...)
	}
	return append([]byte{tag, 0x82, byte(n >> 8), byte(n)}, value...)
}

func join(parts ...[]byte) []byte { return bytes.Join(parts, nil) }
