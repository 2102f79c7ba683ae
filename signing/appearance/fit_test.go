package appearance

import (
	"errors"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/vanthu/vanthu/signing/pdf"
)

var words = []string{"Ủy", "ban", "nhân", "dân", "tỉnh", "Mẫu", "Nguyễn", "Thị", "Hường", "ẪẶỴ", "ẴẼỄ", "gjpqy", "153/KH-UBND", "a"}

var shown = regexp.MustCompile(`(?m)^/F\d+ ([\d.]+) Tf\n(-?[\d.]+) (-?[\d.]+) Td\n<([0-9A-F]*)> Tj$`)

// TestNothingIsEverCut sets texts of any length in boxes of any size: either
// every line lies wholly inside the box and no word is lost, or it is refused.
func TestNothingIsEverCut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 1, 40).Draw(t, "words"), " ")
		align := rapid.SampledFrom([]Align{Left, Centre, Right}).Draw(t, "align")
		box := Size{rapid.Float64Range(5, 400).Draw(t, "width"), rapid.Float64Range(5, 300).Draw(t, "height")}
		profile := Profile{
			ID: "test", PaddingMM: rapid.SampledFrom([]float64{0, 0.5, 3}).Draw(t, "padding"),
			Style: Style{SizePt: 14, MinSizePt: 5, Align: align, Bold: true}, Rows: []Row{{Text: "{name}"}, {Text: "{name}"}},
		}
		c := Content{Profile: profile, Values: map[Field]string{Name: text}}
		if rapid.Bool().Draw(t, "tight") {
			c.Profile.Box.WidthMM = millimetres(box.Width)
			tight, err := NaturalSize(c)
			require.NoError(t, err)
			box = tight
		}
		objects := []pdf.Object{}
		_, err := Build(c, box, func(o pdf.Object) pdf.Ref {
			objects = append(objects, o)
			return pdf.Ref{Number: len(objects)}
		})
		if err != nil {
			require.ErrorIs(t, err, ErrTextTooLong)
			return
		}
		form := objects[len(objects)-1].(*pdf.Stream)
		require.Equal(t, strings.ReplaceAll(text+text, " ", ""), inside(t, c, box, string(form.Data)))
	})
}

// TestTypeIsChosenForTheWidthItIsDrawnIn walks widths so closely that some lie
// where a hair decides whether a word wraps.
func TestTypeIsChosenForTheWidthItIsDrawnIn(t *testing.T) {
	text := "nhân nhân Nguyễn ban Ủy ban Nguyễn ban Hường"
	for width := 36.0; width < 40; width += 0.003 {
		c := Content{Values: map[Field]string{Name: text}, Profile: Profile{
			ID: "test", PaddingMM: 0.5, Style: Style{SizePt: 14, MinSizePt: 5, Align: Left, Bold: true},
			Rows: []Row{{Text: "{name}"}, {Text: "{name}"}},
		}}
		l, err := newLayout(c)
		require.NoError(t, err)
		step, err := l.fit(Size{width, 126})
		require.NoError(t, err)
		height, fits := l.root.least(width, step)
		require.True(t, fits)
		require.LessOrEqual(t, height, 126+tolerance)
	}
}

// inside checks that each line of a content stream lies in the box and gives
// back the characters, without spaces.
func inside(t *rapid.T, c Content, box Size, stream string) string {
	l, err := newLayout(c)
	require.NoError(t, err)
	f := l.faces[cut{bold: true}]
	subset, err := f.font.Subset(f.runes)
	require.NoError(t, err)
	var all strings.Builder
	const rounding = 0.02
	for _, line := range shown.FindAllStringSubmatch(stream, -1) {
		size, left, baseline := float(t, line[1]), float(t, line[2]), float(t, line[3])
		text := decode(t, subset.Runes, line[4])
		above, below := inkOf(f, text, size)
		require.GreaterOrEqual(t, left, -rounding)
		require.LessOrEqual(t, left+f.width(text, size), box.Width+rounding)
		require.LessOrEqual(t, baseline+above, box.Height+rounding)
		require.GreaterOrEqual(t, baseline-below, -rounding)
		all.WriteString(strings.ReplaceAll(text, " ", ""))
	}
	return all.String()
}

// inkOf measures a line by the glyphs' outlines alone.
func inkOf(f *face, text string, size float64) (above, below float64) {
	for _, r := range text {
		id, _ := f.font.Glyph(r)
		extent := f.font.Extent(id)
		above, below = max(above, f.em(extent.YMax, size)), max(below, -f.em(extent.YMin, size))
	}
	return above, below
}

func decode(t *rapid.T, runes []rune, codes string) string {
	var text strings.Builder
	for ; codes != ""; codes = codes[4:] {
		id, err := strconv.ParseUint(codes[:4], 16, 16)
		require.NoError(t, err)
		text.WriteRune(runes[id-1])
	}
	return text.String()
}

func float(t *rapid.T, text string) float64 {
	v, err := strconv.ParseFloat(text, 64)
	require.NoError(t, err)
	return v
}

// FuzzBuild takes any text and any profile: an appearance or a named error.
func FuzzBuild(f *testing.F) {
	f.Add("Nguyễn Thị Hường", []byte(`{"id": "a", "rows": [{"text": "{name} {time|dd}", "when_empty": "keep"}]}`), 100.0, 50.0)
	f.Add("Ẫ\n\nb", []byte(`{"id": "a", "border": {"width_pt": 1, "colour": "#000000"}, "rows": [{"line": {"width_pt": 1, "colour": "#123456"}},
		{"columns": [{"share": 1, "rows": [{"text": "{name}", "grow": true}]}, {"share": 2, "rows": [{"picture": "x"}]}]}]}`), 30.0, 400.0)
	f.Fuzz(func(t *testing.T, text string, data []byte, width, height float64) {
		profile, err := ParseProfile(data)
		if err != nil {
			require.ErrorIs(t, err, ErrProfileInvalid)
			return
		}
		c := Content{Profile: profile, Values: map[Field]string{Name: text}}
		_, err = NaturalSize(c)
		_, buildErr := Build(c, Size{width, height}, func(pdf.Object) pdf.Ref { return pdf.Ref{Number: 1} })
		for _, err := range []error{err, buildErr} {
			var named interface{ Unwrap() []error }
			require.True(t, err == nil || errors.As(err, &named), err)
		}
	})
}
