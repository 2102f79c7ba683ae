package pdf

import "encoding/binary"

const pageSize = 256

// entryPage is what the cross-reference says of consecutive numbers.
type entryPage [pageSize]entry

// pack appends the page in short: the kinds, two bits each; then of each object
// how its place differs from that of the one before it, which is little in the
// files that writers make. A free entry has nothing to keep but its kind.
func (p *entryPage) pack(dst []byte) []byte {
	generations := byte(0)
	for i := 0; i < pageSize; i += 4 {
		dst = append(dst, byte(p[i].kind|p[i+1].kind<<2|p[i+2].kind<<4|p[i+3].kind<<6))
		if p[i].gen|p[i+1].gen|p[i+2].gen|p[i+3].gen != 0 {
			generations = 1
		}
	}
	dst = append(dst, generations)
	var plain, compressed entry
	for _, en := range p {
		switch en.kind {
		case entryPlain:
			dst = binary.AppendVarint(dst, en.place-plain.place)
			if generations != 0 {
				dst = binary.AppendUvarint(dst, uint64(en.gen))
			}
			plain = en
		case entryCompressed:
			if dst = append(dst, 0); en != compressed.next() {
				dst[len(dst)-1] = 1
				dst = binary.AppendUvarint(binary.AppendVarint(dst, en.place-compressed.place), uint64(en.index))
			}
			compressed = en
		}
	}
	return dst
}

// next is the entry that follows in an object stream.
func (e entry) next() entry {
	e.index++
	e.kind = entryCompressed
	return e
}

// unpack reads what pack wrote.
func (p *entryPage) unpack(from []byte) {
	r := packedReader{from[pageSize/4+1:]}
	generations := from[pageSize/4] != 0
	var plain, compressed entry
	for i := range p {
		en := entry{kind: entryKind(from[i/4] >> (i % 4 * 2) & 3)}
		switch en.kind {
		case entryPlain:
			en.place = plain.place + r.varint()
			if generations {
				en.gen = uint16(r.uvarint())
			}
			plain = en
		case entryCompressed:
			if en = compressed.next(); r.uvarint() != 0 {
				en.place = compressed.place + r.varint()
				en.index = uint32(r.uvarint())
			}
			compressed = en
		}
		p[i] = en
	}
}

// packedReader takes numbers off the front.
type packedReader struct{ rest []byte }

func (r *packedReader) varint() int64 {
	n, size := binary.Varint(r.rest)
	r.rest = r.rest[size:]
	return n
}

func (r *packedReader) uvarint() uint64 {
	n, size := binary.Uvarint(r.rest)
	r.rest = r.rest[size:]
	return n
}
