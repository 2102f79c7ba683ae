package truetype

import "sort"

// charMap finds the glyph of a character, 0 if there is none.
type charMap interface{ glyph(rune) GlyphID }

// readCharacters takes the fullest Unicode table: format 12, else format 4
// (OpenType, table cmap).
func (f *Font) readCharacters() error {
	cmap := f.tables["cmap"]
	for i := range cmap.u16(2) {
		record := cmap.slice(int64(4+8*i), 8)
		if record == nil {
			return unreadable("table cmap")
		}
		offset := record.u32(4)
		if !isUnicode(record.u16(0), record.u16(2)) || offset > int64(len(cmap)) {
			continue
		}
		table := cmap[offset:]
		groups := table.slice(16, 12*table.u32(12))
		switch format := table.u16(0); {
		case format == 12 && len(groups) > 0:
			f.characters = groupMap{groups}
		case format == 4 && f.characters == nil:
			f.characters = newSegmentMap(table)
		}
	}
	if f.characters == nil {
		return unreadable("no Unicode characters")
	}
	return nil
}

func isUnicode(platform, encoding int) bool {
	return platform == 3 && (encoding == 1 || encoding == 10) || platform == 0 && encoding < 5
}

// groupMap is format 12: groups of first character, last character, glyph.
type groupMap struct{ groups view }

func (m groupMap) glyph(r rune) GlyphID {
	n := len(m.groups) / 12
	i := sort.Search(n, func(i int) bool { return m.groups.u32(12*i+4) >= int64(r) })
	if first := m.groups.u32(12 * i); i < n && first <= int64(r) {
		return GlyphID(m.groups.u32(12*i+8) + int64(r) - first)
	}
	return 0
}

// segmentMap is format 4: parallel arrays of ends, starts, deltas and offsets,
// the last counted in bytes from their own place.
type segmentMap struct {
	table view
	count int
}

func newSegmentMap(table view) segmentMap {
	return segmentMap{table, table.u16(6) / 2}
}

func (m segmentMap) glyph(r rune) GlyphID {
	if r > 0xFFFF || r < 0 {
		return 0
	}
	end := func(i int) int { return m.table.u16(14 + 2*i) }
	i := sort.Search(m.count, func(i int) bool { return end(i) >= int(r) })
	startAt := 16 + 2*m.count + 2*i
	deltaAt := startAt + 2*m.count
	rangeAt := deltaAt + 2*m.count
	start := m.table.u16(startAt)
	if i == m.count || start > int(r) {
		return 0
	}
	offset := m.table.u16(rangeAt)
	if offset == 0 {
		return GlyphID(int(r) + m.table.u16(deltaAt))
	}
	id := m.table.u16(rangeAt + offset + 2*(int(r)-start))
	if id == 0 {
		return 0
	}
	return GlyphID(id + m.table.u16(deltaAt))
}
