package appearance_test

import (
	"image"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/unicode/norm"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/signing/appearance"
	"github.com/vanthu/vanthu/signing/pdf"
)

// size is a box in millimetres.
func size(width, height float64) appearance.Size {
	return appearance.Size{Width: width / 25.4 * 72, Height: height / 25.4 * 72}
}

// built gives the objects of an appearance, the form last.
func built(t testing.TB, c appearance.Content, box appearance.Size) ([]pdf.Object, error) {
	t.Helper()
	var objects []pdf.Object
	_, err := appearance.Build(c, box, func(o pdf.Object) pdf.Ref {
		objects = append(objects, o)
		return pdf.Ref{Number: len(objects)}
	})
	return objects, err
}

// TestSealHasItsTrueSize measures the ring on the rendered page: 36 mm, in a box
// of that size and in a larger one.
func TestSealHasItsTrueSize(t *testing.T) {
	seal := agency(t)
	own, err := appearance.NaturalSize(seal)
	require.NoError(t, err)
	assert.InDelta(t, 36/25.4*72, own.Width, 0.01)
	assert.InDelta(t, 36/25.4*72, own.Height, 0.01)
	for _, box := range []appearance.Size{own, size(60, 50)} {
		s := newSheet()
		s.page(t, 90, placed{seal, appearance.Rect{Left: 50, Top: 50, Width: box.Width, Height: box.Height}})
		path := s.write(t, "seal.pdf")
		for _, page := range []image.Image{poppler(t, path)[0], mupdf(t, path)[0]} {
			ink := inkBounds(page)
			assert.InDelta(t, 36, float64(ink.Dx())/144*25.4, 0.4)
			assert.InDelta(t, 36, float64(ink.Dy())/144*25.4, 0.4)
		}
	}
}

func inkBounds(img image.Image) image.Rectangle {
	var ink image.Rectangle
	for y := img.Bounds().Min.Y; y < img.Bounds().Max.Y; y++ {
		for x := img.Bounds().Min.X; x < img.Bounds().Max.X; x++ {
			if _, g, _, _ := img.At(x, y).RGBA(); g < 0xC000 {
				ink = ink.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return ink
}

func TestSealIsNeverReduced(t *testing.T) {
	_, err := built(t, agency(t), size(35, 36))
	require.ErrorIs(t, err, appearance.ErrBoxTooSmall)
	_, args, _ := fault.Of(err)
	assert.Equal(t, fault.Args{"width": 36.0, "height": 36.0}, args)
}

func TestSealSizeComesFromTheFileOrTheCaller(t *testing.T) {
	c := agency(t)
	c.Images = map[string]appearance.Image{"seal": {Picture: demoImage(t, "con-dau-ubnd-tinh-mau.png")}}
	own, err := appearance.NaturalSize(c)
	require.NoError(t, err)
	assert.InDelta(t, 36/25.4*72, own.Width, 0.2, "the demo seal states 300 dpi")
}

func TestSealStandsOverAThirdOfTheSignature(t *testing.T) {
	at := appearance.SealOver(appearance.Rect{Left: 300, Top: 100, Width: 120, Height: 60}, appearance.Size{Width: 100, Height: 100})
	assert.Equal(t, appearance.Rect{Left: 240, Top: 80, Width: 100, Height: 100}, at)
}

func TestTextIsFoundWhicheverWayItWasTyped(t *testing.T) {
	apart := norm.NFD.String("Nguyễn Thị Hường")
	require.NotEqual(t, "Nguyễn Thị Hường", apart)
	s := newSheet()
	s.page(t, 0, placed{text(t, apart), appearance.Rect{Left: 10, Top: 10, Width: 380, Height: 100}})
	assert.Contains(t, run(t, "pdftotext", s.write(t, "nfd.pdf"), "-"), "Nguyễn Thị Hường")
}

func TestUnknownCharactersAreNamed(t *testing.T) {
	for words, character := range map[string]string{"Chữ 漢": "漢", "🖊 ký": "🖊", "a\u0331": "\u0331", "\xff": "\uFFFD"} {
		_, err := built(t, text(t, words), size(80, 40))
		if character == "\uFFFD" && err == nil {
			continue // the font draws the replacement character itself
		}
		require.ErrorIs(t, err, fault.Code("appearance.glyph_missing"), words)
		_, args, _ := fault.Of(err)
		assert.Equal(t, character, args["character"])
	}
}

// Characters that turn text around could make a signature say something else.
func TestInvisibleCharactersAreTakenOut(t *testing.T) {
	s := newSheet()
	s.page(t, 0, placed{text(t, "An\u202e\u200b\ufeff\u00ad Bình\x07\tCường"), appearance.Rect{Left: 10, Top: 10, Width: 380, Height: 120}})
	assert.Contains(t, run(t, "pdftotext", s.write(t, "invisible.pdf"), "-"), "An Bình Cường")
}

func TestLongTextWrapsThenShrinksThenIsRefused(t *testing.T) {
	long := strings.Repeat("Ủy ban nhân dân tỉnh Mẫu ", 8)
	for _, box := range []appearance.Size{size(130, 60), size(60, 60), size(45, 55)} {
		s := newSheet()
		s.page(t, 0, placed{text(t, long), appearance.Rect{Left: 2, Top: 10, Width: box.Width, Height: box.Height}})
		read := run(t, "pdftotext", s.write(t, "long.pdf"), "-")
		assert.Equal(t, 32, strings.Count(squeezed(read), squeezed("Ủy ban nhân dân tỉnh Mẫu")), "all of it, in four cuts")
	}
	_, err := built(t, text(t, long), size(30, 20))
	require.ErrorIs(t, err, appearance.ErrTextTooLong)
	_, err = built(t, text(t, strings.Repeat("W", 200)), size(60, 60))
	require.ErrorIs(t, err, appearance.ErrTextTooLong, "one word wider than the box")
	_, err = built(t, text(t, strings.Repeat("a ", 3000)), size(300, 300))
	require.ErrorIs(t, err, appearance.ErrTextTooLong, "more than anybody reads")
}

func TestImpossibleBoxes(t *testing.T) {
	for _, box := range []appearance.Size{{}, {Width: -5, Height: 10}, {Width: math.NaN(), Height: 10}, {Width: math.Inf(1), Height: math.Inf(1)}} {
		_, err := built(t, text(t, "A"), box)
		assert.ErrorIs(t, err, appearance.ErrTextTooLong)
		_, err = built(t, agency(t), box)
		assert.ErrorIs(t, err, appearance.ErrBoxTooSmall)
	}
}

func TestWhatIsMissingIsNamed(t *testing.T) {
	c := appendix(t)
	c.Values = nil
	_, err := appearance.NaturalSize(c)
	require.ErrorIs(t, err, appearance.ErrValueMissing)
	_, args, _ := fault.Of(err)
	assert.Equal(t, "code", args["field"])

	c = agency(t)
	c.Images = nil
	_, err = appearance.NaturalSize(c)
	require.ErrorIs(t, err, appearance.ErrPictureMissing)

	_, err = built(t, appearance.Content{Profile: builtIn(t, "person")}, size(50, 30))
	require.ErrorIs(t, err, appearance.ErrNothingToShow)
}

// A value is shown as it is, even one that looks like a placeholder.
func TestValuesAreNotTemplates(t *testing.T) {
	s := newSheet()
	s.page(t, 0, placed{text(t, "{time} {agency}"), appearance.Rect{Left: 10, Top: 10, Width: 380, Height: 100}})
	assert.Contains(t, run(t, "pdftotext", s.write(t, "braces.pdf"), "-"), "{time} {agency}")
}

func TestEqualContentGivesEqualBytes(t *testing.T) {
	for _, c := range []appearance.Content{person(t, "Trần Văn Nghĩa", "", "tran-van-nghia.png"), incoming(t), agency(t)} {
		a, err := built(t, c, size(60, 60))
		require.NoError(t, err)
		b, err := built(t, c, size(60, 60))
		require.NoError(t, err)
		assert.Equal(t, written(a), written(b))
	}
}

func written(objects []pdf.Object) []byte {
	var out []byte
	for _, o := range objects {
		out = pdf.Append(out, o)
	}
	return out
}

// TestAppearancesAreSmall holds what each kind adds to a document.
func TestAppearancesAreSmall(t *testing.T) {
	noPicture := person(t, "Nguyễn Thị Hường", "CHỦ TỊCH", "nguyen-thi-huong.png")
	noPicture.Images = nil
	for name, c := range map[string]struct {
		content appearance.Content
		limit   int
	}{
		"text of a person":      {noPicture, 30 << 10},
		"person with signature": {person(t, "Nguyễn Thị Hường", "CHỦ TỊCH", "nguyen-thi-huong.png"), 50 << 10},
		"line of an appendix":   {appendix(t), 15 << 10},
		"seal":                  {agency(t), 50 << 10},
	} {
		box, err := appearance.NaturalSize(c.content)
		require.NoError(t, err)
		objects, err := built(t, c.content, box)
		require.NoError(t, err)
		n := len(written(objects))
		t.Logf("%s: %d bytes", name, n)
		assert.Less(t, n, c.limit, name)
	}
}

func TestBuiltInProfiles(t *testing.T) {
	for _, id := range []string{"person", "agency", "copy", "appendix", "incoming", "initial"} {
		p := builtIn(t, id)
		assert.Equal(t, id, p.ID)
		assert.NotEmpty(t, p.Name["vi"])
		assert.NotEmpty(t, p.Name["en"])
	}
	for _, id := range []string{"nobody", "../person", "", "PERSON"} {
		_, err := appearance.BuiltIn(id)
		assert.ErrorIs(t, err, appearance.ErrProfileInvalid, id)
	}
}

func TestBadProfiles(t *testing.T) {
	for name, data := range map[string]string{
		"not JSON":         `person`,
		"two":              `{"id": "a", "rows": [{"text": "x"}]} {}`,
		"unknown key":      `{"id": "a", "rows": [{"text": "x", "colour": "#000000"}]}`,
		"no rows":          `{"id": "a", "rows": []}`,
		"two kinds":        `{"id": "a", "rows": [{"text": "x", "picture": "y"}]}`,
		"no kind":          `{"id": "a", "rows": [{"grow": true}]}`,
		"unknown field":    `{"id": "a", "rows": [{"text": "{pin}"}]}`,
		"format of a name": `{"id": "a", "rows": [{"text": "{name|dd}"}]}`,
		"colour":           `{"id": "a", "rows": [{"text": "x", "style": {"colour": "red"}}]}`,
		"size":             `{"id": "a", "style": {"size_pt": 900}, "rows": [{"text": "x"}]}`,
		"least size":       `{"id": "a", "style": {"size_pt": 8, "min_size_pt": 9}, "rows": [{"text": "x"}]}`,
		"negative box":     `{"id": "a", "box": {"width_mm": -1}, "rows": [{"text": "x"}]}`,
		"corner":           `{"id": "a", "place": {"page": "first", "corner": "middle"}, "rows": [{"text": "x"}]}`,
		"too deep": `{"id": "a", "rows": [{"columns": [{"share": 1, "rows": [{"columns": [{"share": 1, "rows":
			[{"columns": [{"share": 1, "rows": [{"text": "x"}]}]}]}]}]}]}]}`,
		"too many": `{"id": "a", "rows": [` + strings.Repeat(`{"text": "x"},`, 80) + `{"text": "x"}]}`,
		"no share": `{"id": "a", "rows": [{"columns": [{"share": 0, "rows": [{"text": "x"}]}]}]}`,
	} {
		_, err := appearance.ParseProfile([]byte(data))
		assert.ErrorIs(t, err, appearance.ErrProfileInvalid, name)
	}
}

func TestPlaceOnThePage(t *testing.T) {
	place := builtIn(t, "appendix").Place
	require.NotNil(t, place)
	page := size(210, 297)
	at := place.On(page, size(60, 5))
	assert.InDelta(t, page.Width-size(15+60, 0).Width, at.Left, 1e-9)
	assert.InDelta(t, size(0, 8).Height, at.Top, 1e-9)
}

func TestEveryErrorHasItsTexts(t *testing.T) {
	for _, code := range fault.All() {
		if !strings.HasPrefix(string(code), "appearance.") {
			continue
		}
		for _, lang := range i18n.Languages {
			for _, part := range []string{"heading", "what", "do"} {
				assert.True(t, i18n.Has(lang, "error."+string(code)+"."+part), "%s %s %s", lang, code, part)
			}
		}
	}
}
