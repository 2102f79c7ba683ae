package truetype

import (
	"encoding/binary"
	"slices"
)

// checksumMagic makes the sum over the whole file come out right (OpenType,
// table head, checksumAdjustment).
const checksumMagic = 0xB1B0AFBA

// file assembles the subset. The tables for hints (cvt, fpgm, prep) are kept
// whole: the glyphs' instructions need them.
func (c *cutter) file(outlines []view) []byte {
	glyf, loca := joinOutlines(outlines)
	tables := map[string][]byte{
		"glyf": glyf,
		"loca": loca,
		"head": c.head(),
		"hhea": c.withCount("hhea", 34),
		"maxp": c.withCount("maxp", 4),
		"hmtx": c.hmtx(),
	}
	for _, tag := range []string{"cvt ", "fpgm", "prep"} {
		if table, ok := c.font.tables[tag]; ok {
			tables[tag] = table
		}
	}
	return assemble(tables)
}

func joinOutlines(outlines []view) (glyf, loca []byte) {
	for _, outline := range outlines {
		loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
		glyf = pad(append(glyf, outline...))
	}
	return glyf, binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
}

// head says that loca is long and leaves the adjustment empty.
func (c *cutter) head() []byte {
	head := slices.Clone(c.font.tables["head"][:54])
	binary.BigEndian.PutUint32(head[8:], 0)
	binary.BigEndian.PutUint16(head[50:], 1)
	return head
}

// withCount copies a table and writes the number of glyphs into it.
func (c *cutter) withCount(tag string, at int) []byte {
	table := slices.Clone(c.font.tables[tag])
	binary.BigEndian.PutUint16(table[at:], uint16(len(c.glyphs)))
	return table
}

func (c *cutter) hmtx() []byte {
	var out []byte
	for _, old := range c.glyphs {
		out = binary.BigEndian.AppendUint16(out, uint16(c.font.Advance(old)))
		out = binary.BigEndian.AppendUint16(out, uint16(c.font.leftBearing(old)))
	}
	return out
}

func (f *Font) leftBearing(id GlyphID) int {
	hmtx := f.tables["hmtx"]
	if int(id) < f.hMetrics {
		return hmtx.i16(4*int(id) + 2)
	}
	return hmtx.i16(4*f.hMetrics + 2*(int(id)-f.hMetrics))
}

// assemble writes the table directory and the tables, sorted by tag.
func assemble(tables map[string][]byte) []byte {
	tags := make([]string, 0, len(tables))
	for tag := range tables {
		tags = append(tags, tag)
	}
	slices.Sort(tags)
	out := directoryHead(len(tags))
	offset := len(out) + 16*len(tags)
	var body []byte
	head := 0
	for _, tag := range tags {
		table := tables[tag]
		if tag == "head" {
			head = offset + len(body)
		}
		out = append(out, tag...)
		out = binary.BigEndian.AppendUint32(out, checksum(table))
		out = binary.BigEndian.AppendUint32(out, uint32(offset+len(body)))
		out = binary.BigEndian.AppendUint32(out, uint32(len(table)))
		body = pad(append(body, table...))
	}
	out = append(out, body...)
	binary.BigEndian.PutUint32(out[head+8:], checksumMagic-checksum(out))
	return out
}

// directoryHead begins a font of n tables; the three numbers for binary search
// follow from n.
func directoryHead(n int) []byte {
	power, log := 1, 0
	for power*2 <= n {
		power, log = power*2, log+1
	}
	out := binary.BigEndian.AppendUint32(nil, 0x00010000)
	for _, v := range []int{n, 16 * power, log, 16 * (n - power)} {
		out = binary.BigEndian.AppendUint16(out, uint16(v))
	}
	return out
}

// checksum adds up big-endian words, the last padded with zeros.
func checksum(data []byte) uint32 {
	var sum uint32
	for len(data) >= 4 {
		sum += binary.BigEndian.Uint32(data)
		data = data[4:]
	}
	var last [4]byte
	copy(last[:], data)
	return sum + binary.BigEndian.Uint32(last[:])
}

func pad(data []byte) []byte {
	for len(data)%4 != 0 {
		data = append(data, 0)
	}
	return data
}
