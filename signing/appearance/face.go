package appearance

import (
	"io/fs"
	"sync"
	"unicode"

	"github.com/vanthu/vanthu/assets"
	"github.com/vanthu/vanthu/signing/appearance/truetype"
	"github.com/vanthu/vanthu/signing/pdf"
)

// cut is which of the four cuts of the typeface a text is set in.
type cut struct{ bold, italic bool }

// fontFiles are parsed when first used, once for the whole program.
var fontFiles = map[cut]func() (*truetype.Font, error){
	{false, false}: fontFile("LiberationSerif-Regular"),
	{true, false}:  fontFile("LiberationSerif-Bold"),
	{false, true}:  fontFile("LiberationSerif-Italic"),
	{true, true}:   fontFile("LiberationSerif-BoldItalic"),
}

func fontFile(name string) func() (*truetype.Font, error) {
	return sync.OnceValues(func() (*truetype.Font, error) {
		data, err := fs.ReadFile(assets.FS, "fonts/"+name+".ttf")
		if err != nil {
			return nil, err
		}
		return truetype.Parse(data)
	})
}

// face is a cut in one appearance: it gathers the characters in use, measures
// text, and becomes an embedded font when something was drawn with it.
type face struct {
	font   *truetype.Font
	runes  []rune
	subset *truetype.Subset
	name   pdf.Name // in the form's resources
}

// faces are those of one appearance.
type faces map[cut]*face

// use gives the face of a style and notes the characters of a text; those
// without a glyph, and marks that stayed apart from their letter, are errors.
func (f faces) use(style Style, text string) (*face, error) {
	key := cut{style.Bold, style.Italic}
	if f[key] == nil {
		font, err := fontFiles[key]()
		if err != nil {
			return nil, err
		}
		f[key] = &face{font: font}
	}
	for _, r := range text {
		if r == '\n' {
			continue
		}
		if _, ok := f[key].font.Glyph(r); !ok || unicode.Is(unicode.Mn, r) {
			return nil, truetype.Missing(r)
		}
		f[key].runes = append(f[key].runes, r)
	}
	return f[key], nil
}

// em turns font units into a length at a font size.
func (f *face) em(units int, size float64) float64 {
	return float64(units) * size / float64(f.font.UnitsPerEm)
}

func (f *face) width(text string, size float64) float64 {
	sum := 0
	for _, r := range text {
		id, _ := f.font.Glyph(r)
		sum += f.font.Advance(id)
	}
	return f.em(sum, size)
}

// reach is how far a text goes above and below its baseline: the font's own
// measure, or more where stacked marks (Ẫ) go beyond it.
func (f *face) reach(text string, size float64) (above, below float64) {
	top, bottom := f.font.Ascent, f.font.Descent
	for _, r := range text {
		id, _ := f.font.Glyph(r)
		extent := f.font.Extent(id)
		top, bottom = max(top, extent.YMax), min(bottom, extent.YMin)
	}
	return f.em(top, size), -f.em(bottom, size)
}
