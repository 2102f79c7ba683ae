package truetype

import (
	"encoding/binary"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"github.com/vanthu/vanthu/assets"
)

// letters are all of Vietnamese: 12 vowels with 6 tones, the consonants, both
// cases, and what stands between words in an office.
var letters = []rune("aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệfghiìíỉĩịjklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvwxyỳýỷỹỵz" +
	"AÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬBCDĐEÈÉẺẼẸÊỀẾỂỄỆFGHIÌÍỈĨỊJKLMNOÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢPQRSTUÙÚỦŨỤƯỪỨỬỮỰVWXYỲÝỶỸỴZ" +
	"0123456789 .,;:/-–()“”\u00a0")

var shipped = []string{"LiberationSerif-Regular", "LiberationSerif-Bold", "LiberationSerif-Italic", "LiberationSerif-BoldItalic"}

func fontFile(t testing.TB, name string) []byte {
	t.Helper()
	data, err := assets.FS.ReadFile("fonts/" + name + ".ttf")
	require.NoError(t, err)
	return data
}

func parsed(t testing.TB, name string) *Font {
	t.Helper()
	f, err := Parse(fontFile(t, name))
	require.NoError(t, err)
	return f
}

func TestShippedFontsHaveAllOfVietnamese(t *testing.T) {
	for _, name := range shipped {
		f := parsed(t, name)
		assert.Equal(t, name, map[bool]string{true: f.Name + "-Regular", false: f.Name}[f.Name == "LiberationSerif"])
		for _, r := range letters {
			_, ok := f.Glyph(r)
			assert.Truef(t, ok, "%s lacks %c", name, r)
		}
	}
}

// TestOutlinesAreTheOriginals lets another font reader compare each letter of
// the subset with the same letter of the whole font.
func TestOutlinesAreTheOriginals(t *testing.T) {
	for _, name := range shipped {
		f := parsed(t, name)
		subset, err := f.Subset(letters)
		require.NoError(t, err)
		whole, err := sfnt.Parse(fontFile(t, name))
		require.NoError(t, err)
		part, err := sfnt.Parse(standalone(t, f, subset))
		require.NoError(t, err)
		for _, r := range letters {
			want, wantAdvance := outlineOf(t, whole, r)
			got, gotAdvance := outlineOf(t, part, r)
			assert.Equalf(t, want, got, "%s: %c", name, r)
			assert.Equalf(t, wantAdvance, gotAdvance, "%s: %c", name, r)
			id, _ := f.Glyph(r)
			assert.Equal(t, f.Advance(id), subset.Widths[subset.Glyphs[r]])
		}
	}
}

func outlineOf(t testing.TB, f *sfnt.Font, r rune) (sfnt.Segments, fixed.Int26_6) {
	t.Helper()
	var buffer sfnt.Buffer
	id, err := f.GlyphIndex(&buffer, r)
	require.NoError(t, err)
	require.NotZerof(t, id, "%c", r)
	advance, err := f.GlyphAdvance(&buffer, id, fixed.I(1000), font.HintingNone)
	require.NoError(t, err)
	segments, err := f.LoadGlyph(&buffer, id, fixed.I(1000), nil)
	require.NoError(t, err)
	return slices.Clone(segments), advance
}

// standalone adds the tables that a PDF does not need but other readers do.
func standalone(t testing.TB, f *Font, s *Subset) []byte {
	t.Helper()
	count := binary.BigEndian.Uint16(s.File[4:])
	all := map[string][]byte{}
	for i := range int(count) {
		entry := view(s.File).slice(int64(12+16*i), 16)
		all[string(entry[:4])] = view(s.File).slice(entry.u32(8), entry.u32(12))
	}
	all["cmap"] = groupTable(s)
	all["OS/2"], all["name"] = f.tables["OS/2"], f.tables["name"]
	all["post"] = append([]byte{0, 3, 0, 0}, make([]byte, 28)...)
	return assemble(all)
}

// groupTable is a cmap of format 12 with one group for each character.
func groupTable(s *Subset) []byte {
	out := []byte{0, 0, 0, 1, 0, 3, 0, 10, 0, 0, 0, 12, 0, 12, 0, 0}
	out = binary.BigEndian.AppendUint32(out, uint32(16+12*len(s.Runes)))
	out = binary.BigEndian.AppendUint32(out, 0)
	out = binary.BigEndian.AppendUint32(out, uint32(len(s.Runes)))
	for _, r := range s.Runes {
		out = binary.BigEndian.AppendUint32(out, uint32(r))
		out = binary.BigEndian.AppendUint32(out, uint32(r))
		out = binary.BigEndian.AppendUint32(out, uint32(s.Glyphs[r]))
	}
	return out
}

func TestChecksumsAreRight(t *testing.T) {
	subset, err := parsed(t, "LiberationSerif-Regular").Subset([]rune("Nguyễn Thị Hường"))
	require.NoError(t, err)
	file := view(subset.File)
	assert.Equal(t, uint32(checksumMagic), checksum(file), "of the whole file")
	for i := range file.u16(4) {
		entry := file.slice(int64(12+16*i), 16)
		table := slices.Clone(file.slice(entry.u32(8), entry.u32(12)))
		if string(entry[:4]) == "head" {
			copy(table[8:], []byte{0, 0, 0, 0})
		}
		assert.Equalf(t, uint32(entry.u32(4)), checksum(table), "table %s", entry[:4])
		assert.Zero(t, entry.u32(8)%4, "tables begin at multiples of four")
	}
}

func TestSubsetIsSmallAndRepeatable(t *testing.T) {
	f := parsed(t, "LiberationSerif-Regular")
	a, err := f.Subset([]rune("Nguyễn Thị Hường"))
	require.NoError(t, err)
	b, err := f.Subset([]rune("gnờưH ịhT nễyugN"))
	require.NoError(t, err)
	assert.Equal(t, a.File, b.File, "the order of the text does not matter")
	assert.Less(t, len(a.File), 12<<10)
}

// Đ and Ð look alike; a reader must still copy the one that was meant.
func TestLookAlikesKeepTheirOwnGlyphs(t *testing.T) {
	subset, err := parsed(t, "LiberationSerif-Regular").Subset([]rune("ĐÐ \u00a0"))
	require.NoError(t, err)
	assert.Len(t, subset.Glyphs, 4)
	seen := map[GlyphID]bool{}
	for _, id := range subset.Glyphs {
		assert.False(t, seen[id])
		seen[id] = true
	}
}

func TestMissingCharacterIsNamed(t *testing.T) {
	_, err := parsed(t, "LiberationSerif-Regular").Subset([]rune("a漢"))
	require.ErrorIs(t, err, ErrGlyphMissing)
	assert.Contains(t, err.Error(), "漢")
	assert.Contains(t, err.Error(), "U+6F22")
}
