package truetype

import (
	"bytes"
	"encoding/binary"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/fault"
)

// small is a whole font of a few letters, for damaging.
func small(t testing.TB) []byte {
	t.Helper()
	f := parsed(t, "LiberationSerif-Regular")
	subset, err := f.Subset([]rune("aễịHườĩẪ "))
	require.NoError(t, err)
	return standalone(t, f, subset)
}

// table gives the bytes of a table inside a font file, to change in place.
func table(t testing.TB, file view, tag string) view {
	t.Helper()
	for i := range file.u16(4) {
		if entry := file.slice(int64(12+16*i), 16); string(entry[:4]) == tag {
			return file.slice(entry.u32(8), entry.u32(12))
		}
	}
	require.Failf(t, "no table", tag)
	return nil
}

func TestSmallFontIsSound(t *testing.T) {
	f, err := Parse(small(t))
	require.NoError(t, err)
	_, err = f.Subset([]rune("aễịHườĩẪ "))
	require.NoError(t, err)
}

func TestDamagedFonts(t *testing.T) {
	cases := map[string]struct {
		damage func(view) view
		want   fault.Code
	}{
		"empty":                {func(view) view { return nil }, ErrUnreadable},
		"text":                 {func(view) view { return view("this is not a font") }, ErrUnreadable},
		"PostScript":           {func(f view) view { copy(f, "OTTO"); return f }, ErrUnreadable},
		"half":                 {func(f view) view { return f[:len(f)/2] }, ErrUnreadable},
		"table beyond end":     {func(f view) view { binary.BigEndian.PutUint32(f[20:], 1<<31); return f }, ErrUnreadable},
		"many tables":          {func(f view) view { f[4], f[5] = 0xFF, 0xFF; return f }, ErrUnreadable},
		"no units":             {func(f view) view { h := table(t, f, "head"); h[18], h[19] = 0, 0; return f }, ErrUnreadable},
		"more glyphs":          {func(f view) view { m := table(t, f, "maxp"); m[4], m[5] = 0xFF, 0xFF; return f }, ErrUnreadable},
		"embedding forbidden":  {func(f view) view { o := table(t, f, "OS/2"); o[8], o[9] = 0, 2; return f }, ErrNotEmbeddable},
		"subsetting forbidden": {func(f view) view { o := table(t, f, "OS/2"); o[8], o[9] = 1, 8; return f }, ErrNotEmbeddable},
	}
	for name, c := range cases {
		_, err := Parse(c.damage(small(t)))
		assert.ErrorIs(t, err, c.want, name)
	}
}

// TestGlyphThatContainsItself makes the first composite its own part.
func TestGlyphThatContainsItself(t *testing.T) {
	file := view(small(t))
	f, err := Parse(file)
	require.NoError(t, err)
	id, ok := f.Glyph('ễ')
	require.True(t, ok)
	outline, err := f.outline(id)
	require.NoError(t, err)
	parts, err := components(outline)
	require.NoError(t, err)
	require.NotEmpty(t, parts, "ễ is made of parts in this font")
	binary.BigEndian.PutUint16(outline[parts[0].at:], uint16(id))
	_, err = f.Subset([]rune("ễ"))
	assert.ErrorIs(t, err, ErrUnreadable)
}

// TestGlyphsThatShareTheirBytes lets every glyph be the whole of a large table.
func TestGlyphsThatShareTheirBytes(t *testing.T) {
	f, err := Parse(small(t))
	require.NoError(t, err)
	f.tables["glyf"] = append(view{0, 1}, make(view, 1<<20)...)
	f.tables["loca"] = bytes.Repeat(view{0, 0, 0, 0, 0, 0x10, 0, 0}, f.glyphCount)
	f.longLoca = true
	var many []rune
	for r := rune(0x4E00); len(many) < 20000; r++ {
		many = append(many, r)
	}
	f.characters = everywhere{}
	_, err = f.Subset(many)
	assert.ErrorIs(t, err, ErrUnreadable)
}

// everywhere gives every character the same glyph.
type everywhere struct{}

func (everywhere) glyph(rune) GlyphID { return 2 }

func TestEveryCutIsRefusedOrHarmless(t *testing.T) {
	file := small(t)
	for n := 0; n < len(file); n += 7 {
		exercise(file[:n])
	}
}

// exercise does with a font what a signature does.
func exercise(data []byte) {
	f, err := Parse(data)
	if err != nil {
		return
	}
	for _, r := range "aễịHườĩẪ \U0010FFFF\u0000" {
		if id, ok := f.Glyph(r); ok {
			f.Advance(id)
			f.Extent(id)
			_, _ = f.Subset([]rune{r})
		}
	}
}

func FuzzParse(f *testing.F) {
	file := small(f)
	f.Add(file)
	f.Add(file[:len(file)/2])
	formatFour := slices.Clone(file)
	copy(table(f, formatFour, "cmap")[12:], []byte{0, 4, 0, 40, 0, 0, 0, 4, 0, 4, 0, 1, 0, 0, 0, 0x7A, 0xFF, 0xFF, 0, 0, 0, 0x20, 0xFF, 0xFF, 0, 0, 0, 1, 0, 4, 0, 0})
	f.Add(formatFour)
	f.Fuzz(func(_ *testing.T, data []byte) { exercise(data) })
}
