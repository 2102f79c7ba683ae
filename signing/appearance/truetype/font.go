// Package truetype reads TrueType fonts and cuts from them small fonts that
// hold only the characters of a text, fit to be embedded in a PDF as a
// CIDFontType2 (ISO 32000-2 §9.7.4). It knows nothing of PDF. Parse checks a
// font once; a Font may then be used by several goroutines. Fonts are treated
// as foreign bytes: every read is bounded, composites may nest only a few
// levels, and what is wrong comes back as an error code, never as a panic.
package truetype

import (
	"math"

	"github.com/vanthu/vanthu/internal/fault"
)

// What can be wrong with a font or with a text set in it.
var (
	// ErrUnreadable: the bytes are not a TrueType font that can be embedded.
	ErrUnreadable = fault.Define("appearance.font_unreadable")
	// ErrNotEmbeddable: the font's maker forbids embedding or subsetting.
	ErrNotEmbeddable = fault.Define("appearance.font_not_embeddable")
	// ErrGlyphMissing: the font has no picture of a character.
	ErrGlyphMissing = fault.Define("appearance.glyph_missing")
)

// maxFontSize bounds what Parse looks at; the largest office fonts have some
// twenty megabytes.
const maxFontSize = 32 << 20

// GlyphID is the number of a glyph in one font; 0 is the box for "missing".
type GlyphID uint16

// Font is a parsed font. All lengths are in its own units, UnitsPerEm of which
// make the font size.
type Font struct {
	Name       string // PostScript name, such as "LiberationSerif-Bold"
	UnitsPerEm int
	Ascent     int // above the baseline, positive
	Descent    int // below the baseline, negative
	CapHeight  int
	Box        Box // around all glyphs
	Weight     int // 400 regular, 700 bold
	Italic     float64
	tables     map[string]view
	glyphCount int
	hMetrics   int
	longLoca   bool
	characters charMap
}

// Box is a rectangle around ink.
type Box struct{ XMin, YMin, XMax, YMax int }

// Parse reads the tables that measuring and cutting need. It keeps data, which
// must not change afterwards.
func Parse(data []byte) (*Font, error) {
	if len(data) > maxFontSize {
		return nil, unreadable("larger than 32 MB")
	}
	tables, err := readDirectory(data)
	if err != nil {
		return nil, err
	}
	f := &Font{tables: tables}
	for _, read := range []func() error{f.readHead, f.readCounts, f.readOS2, f.readItalic, f.readName, f.readCharacters} {
		if err := read(); err != nil {
			return nil, err
		}
	}
	return f, nil
}

// Glyph gives the glyph of a character; ok is false where the font has none.
func (f *Font) Glyph(r rune) (id GlyphID, ok bool) {
	id = f.characters.glyph(r)
	return id, id != 0 && int(id) < f.glyphCount
}

// Advance is how far a glyph moves the pen.
func (f *Font) Advance(id GlyphID) int {
	at := min(int(id), f.hMetrics-1)
	return f.tables["hmtx"].u16(4 * at)
}

// Extent is the box around a glyph's ink; a glyph without ink has an empty one.
func (f *Font) Extent(id GlyphID) Box {
	outline, err := f.outline(id)
	if err != nil || len(outline) == 0 {
		return Box{}
	}
	return Box{outline.i16(2), outline.i16(4), outline.i16(6), outline.i16(8)}
}

func (f *Font) readHead() error {
	head := f.tables["head"]
	if len(head) < 54 || head.u32(12) != 0x5F0F3CF5 {
		return unreadable("table head")
	}
	f.UnitsPerEm = head.u16(18)
	f.Box = Box{head.i16(36), head.i16(38), head.i16(40), head.i16(42)}
	f.longLoca = head.u16(50) == 1
	if f.UnitsPerEm < 16 || f.UnitsPerEm > 16384 {
		return unreadable("units per em")
	}
	return nil
}

func (f *Font) readCounts() error {
	hhea, maxp := f.tables["hhea"], f.tables["maxp"]
	if len(hhea) < 36 || len(maxp) < 6 {
		return unreadable("table hhea or maxp")
	}
	f.Ascent, f.Descent = hhea.i16(4), hhea.i16(6)
	f.hMetrics, f.glyphCount = hhea.u16(34), maxp.u16(4)
	entry := 2
	if f.longLoca {
		entry = 4
	}
	switch {
	case f.glyphCount == 0 || f.hMetrics == 0 || f.hMetrics > f.glyphCount:
		return unreadable("glyph counts")
	case len(f.tables["hmtx"]) < 4*f.hMetrics+2*(f.glyphCount-f.hMetrics):
		return unreadable("table hmtx")
	case len(f.tables["loca"]) < entry*(f.glyphCount+1):
		return unreadable("table loca")
	}
	return nil
}

// readOS2 takes weight and height of capitals, and obeys the embedding bits
// (fsType: 2 forbids embedding, 0x100 forbids subsetting).
func (f *Font) readOS2() error {
	os2 := f.tables["OS/2"]
	f.Weight, f.CapHeight = 400, f.Ascent
	if len(os2) < 10 {
		return nil
	}
	f.Weight = os2.u16(4)
	if rights := os2.u16(8); rights&0x0F == 2 || rights&0x100 != 0 {
		return fault.New(ErrNotEmbeddable, nil, nil)
	}
	if len(os2) >= 90 && os2.u16(0) >= 2 {
		f.CapHeight = os2.i16(88)
	}
	return nil
}

func (f *Font) readItalic() error {
	if post := f.tables["post"]; len(post) >= 8 {
		f.Italic = math.Round(float64(int32(post.u32(4)))/65536*100) / 100
	}
	return nil
}

func unreadable(part string) error {
	return fault.New(ErrUnreadable, fault.Args{"part": part}, nil)
}
