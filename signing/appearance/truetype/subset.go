package truetype

import (
	"fmt"
	"slices"

	"github.com/vanthu/vanthu/internal/fault"
)

// Subset is a font with the characters of one text. Its glyphs are numbered
// anew: 0 is "missing", then one glyph for each character in the order of
// Unicode, then the parts of composites. Two characters that look alike (Đ and
// Ð) have a glyph each, so that a reader copies the right one.
type Subset struct {
	File   []byte           // the font file
	Glyphs map[rune]GlyphID // the new number of each character
	Runes  []rune           // the characters, sorted; Runes[i] has glyph i+1
	Widths []int            // the advance of each glyph in font units
}

// Subset cuts the glyphs of the given characters out of the font. A character
// that the font lacks gives ErrGlyphMissing with the character in its
// arguments. The same characters give the same bytes.
func (f *Font) Subset(runes []rune) (*Subset, error) {
	runes = slices.Clone(runes)
	slices.Sort(runes)
	runes = slices.Compact(runes)
	c := &cutter{font: f, renumbered: map[GlyphID]GlyphID{0: 0}, glyphs: []GlyphID{0}, levels: map[GlyphID]int{}}
	subset := &Subset{Runes: runes, Glyphs: make(map[rune]GlyphID, len(runes))}
	for _, r := range runes {
		old, ok := f.Glyph(r)
		if !ok {
			return nil, Missing(r)
		}
		subset.Glyphs[r] = c.add(old)
	}
	outlines, err := c.outlines()
	if err != nil {
		return nil, err
	}
	for _, old := range c.glyphs {
		subset.Widths = append(subset.Widths, f.Advance(old))
	}
	subset.File = c.file(outlines)
	return subset, nil
}

// Missing is the error for a character that cannot be drawn.
func Missing(r rune) error {
	return fault.New(ErrGlyphMissing, fault.Args{"character": string(r), "code": fmt.Sprintf("U+%04X", r)}, nil)
}

// maxSubsetSize bounds the outlines of a subset: in a hostile font thousands of
// glyphs may share the same bytes.
const maxSubsetSize = 4 << 20

// cutter collects the glyphs of a subset.
type cutter struct {
	font       *Font
	glyphs     []GlyphID           // old number of each new glyph
	renumbered map[GlyphID]GlyphID // the first new number of an old glyph
	levels     map[GlyphID]int     // levels of composites below a glyph, as far as known
}

func (c *cutter) add(old GlyphID) GlyphID {
	id := GlyphID(len(c.glyphs))
	c.glyphs = append(c.glyphs, old)
	if _, known := c.renumbered[old]; !known {
		c.renumbered[old] = id
	}
	return id
}

// outlines copies the glyphs' bytes and follows composites: parts that are not
// yet in the subset come behind what is there, and the composites get the new
// numbers.
func (c *cutter) outlines() ([]view, error) {
	var out []view
	total := 0
	for i := 0; i < len(c.glyphs); i++ {
		if len(c.glyphs) > 0xFFFF || total > maxSubsetSize {
			return nil, unreadable("too many glyphs")
		}
		if _, err := c.nesting(c.glyphs[i], 0); err != nil {
			return nil, err
		}
		outline, err := c.font.outline(c.glyphs[i])
		if err != nil {
			return nil, err
		}
		if outline, err = c.renumber(outline); err != nil {
			return nil, err
		}
		out = append(out, outline)
		total += len(outline)
	}
	return out, nil
}

func (c *cutter) renumber(outline view) (view, error) {
	parts, err := components(outline)
	if err != nil || len(parts) == 0 {
		return outline, err
	}
	outline = slices.Clone(outline)
	for _, part := range parts {
		id, known := c.renumbered[part.id]
		if !known {
			id = c.add(part.id)
		}
		outline[part.at], outline[part.at+1] = byte(id>>8), byte(id)
	}
	return outline, nil
}

// nesting counts the levels of composites below a glyph that itself lies above
// levels deep; a glyph that contains itself runs into the bound.
func (c *cutter) nesting(id GlyphID, above int) (int, error) {
	if below, known := c.levels[id]; known && above+below <= maxNesting {
		return below, nil
	}
	if above > maxNesting {
		return 0, unreadable("composite glyphs nest too deep")
	}
	outline, err := c.font.outline(id)
	if err != nil {
		return 0, err
	}
	parts, err := components(outline)
	if err != nil {
		return 0, err
	}
	deepest := 0
	for _, part := range parts {
		below, err := c.nesting(part.id, above+1)
		if err != nil {
			return 0, err
		}
		deepest = max(deepest, below+1)
	}
	c.levels[id] = deepest
	return deepest, nil
}
