package truetype

// maxNesting bounds composites of composites; real fonts use two levels.
const maxNesting = 6

// Flags of a component (OpenType, table glyf, composite glyphs).
const (
	argsAreWords    = 0x0001
	hasScale        = 0x0008
	moreComponents  = 0x0020
	hasXAndYScale   = 0x0040
	hasTwoByTwo     = 0x0080
	minOutlineBytes = 10
)

// outline gives a glyph's bytes in table glyf; no bytes for a glyph without ink.
func (f *Font) outline(id GlyphID) (view, error) {
	loca := f.tables["loca"]
	if int(id) >= f.glyphCount {
		return nil, unreadable("glyph number")
	}
	var from, to int64
	if f.longLoca {
		from, to = loca.u32(4*int(id)), loca.u32(4*int(id)+4)
	} else {
		from, to = 2*int64(loca.u16(2*int(id))), 2*int64(loca.u16(2*int(id)+2))
	}
	if from == to {
		return nil, nil
	}
	outline := f.tables["glyf"].slice(from, to-from)
	if len(outline) < minOutlineBytes {
		return nil, unreadable("outline of a glyph")
	}
	return outline, nil
}

// component is where a composite names another glyph.
type component struct {
	at int // of the glyph number, in the composite's bytes
	id GlyphID
}

// components lists what a composite is made of; nothing for a simple glyph.
func components(outline view) ([]component, error) {
	if len(outline) == 0 || outline.i16(0) >= 0 {
		return nil, nil
	}
	var found []component
	for at := minOutlineBytes; ; {
		if at+4 > len(outline) {
			return nil, unreadable("composite glyph")
		}
		flags := outline.u16(at)
		found = append(found, component{at + 2, GlyphID(outline.u16(at + 2))})
		at += componentLength(flags)
		if flags&moreComponents == 0 {
			return found, nil
		}
	}
}

func componentLength(flags int) int {
	length := 6
	if flags&argsAreWords != 0 {
		length += 2
	}
	switch {
	case flags&hasScale != 0:
		length += 2
	case flags&hasXAndYScale != 0:
		length += 4
	case flags&hasTwoByTwo != 0:
		length += 8
	}
	return length
}
