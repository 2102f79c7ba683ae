// Package font tells of a PDF's fonts what reading needs: which characters a
// string of codes shows and how far each moves the pen (ISO 32000-2 §9.6 to
// §9.10). It draws nothing and does not look into font programs: what cannot be
// told without them is said to be unknown.
package font

import (
	"strings"

	"github.com/vanthu/vanthu/signing/pdf"
)

// Glyph is what one code shows.
type Glyph struct {
	Code  uint32
	Text  string  // "" where it shows nothing
	Width float64 // of the font size
	Known bool    // Text is certain
	Ink   Ink
	// Space: word spacing applies, which is so for the single byte 32 only.
	Space bool
}

// Font gives the glyphs of strings. It is not safe for several goroutines.
type Font struct {
	Name string
	Bold bool // by its flags or name; by the thickness of stems it cannot be told

	codes  coding
	glyph  func(code uint32) Glyph
	glyphs map[uint32]Glyph
}

// maxGlyphs bounds what is remembered of a font.
const maxGlyphs = 1 << 16

// Next takes the first glyph of a string that is not empty, and tells how many
// bytes it takes.
func (f *Font) Next(text []byte) (Glyph, int) {
	code, size := f.codes.next(text)
	g, known := f.glyphs[code]
	if !known {
		g = f.glyph(code)
		g.Code, g.Ink = code, InkOf(g.Text)
		if len(f.glyphs) >= maxGlyphs {
			clear(f.glyphs)
		}
		f.glyphs[code] = g
	}
	g.Space = code == ' ' && size == 1
	return g, size
}

// Load reads a font dictionary. ok is false for fonts of which nothing can be
// told.
func Load(doc *pdf.Document, dict pdf.Dict) (f *Font, ok bool) {
	s := source{doc}
	f = &Font{glyphs: map[uint32]Glyph{}}
	unicode, ok := s.toUnicode(dict)
	if !ok {
		return nil, false
	}
	if s.name(dict["Subtype"]) == "Type0" {
		ok = s.composite(f, dict, unicode)
	} else {
		ok = s.simple(f, dict, unicode)
	}
	return f, ok
}

// The flags of ISO 32000-2 table 121 that count here.
const (
	fixedPitch  = 1 << 0
	symbolic    = 1 << 2
	nonsymbolic = 1 << 5
	forceBold   = 1 << 18
)

func isBold(name string, flags int) bool {
	return flags&forceBold != 0 || strings.Contains(strings.ToLower(name), "bold")
}

// withoutTag cuts the tag of a subset off a font's name.
func withoutTag(name string) string {
	if len(name) > 7 && name[6] == '+' {
		return name[7:]
	}
	return name
}
