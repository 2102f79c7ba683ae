package appearance_test

import (
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/signing/appearance"
	"github.com/vanthu/vanthu/signing/appearance/picture"
)

var signedAt = time.Date(2026, 11, 23, 9, 5, 7, 0, time.UTC)

func builtIn(t testing.TB, id string) appearance.Profile {
	t.Helper()
	p, err := appearance.BuiltIn(id)
	require.NoError(t, err)
	return p
}

func demoImage(t testing.TB, name string) *picture.Picture {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "assets", "signature", name))
	require.NoError(t, err)
	p, err := picture.Load(data)
	require.NoError(t, err)
	return p
}

func person(t testing.TB, name, title, file string) appearance.Content {
	t.Helper()
	return appearance.Content{
		Profile: builtIn(t, "person"),
		Values:  map[appearance.Field]string{appearance.Name: name, appearance.Title: title},
		Time:    signedAt,
		Images:  map[string]appearance.Image{"signature": {Picture: demoImage(t, file)}},
	}
}

func agency(t testing.TB) appearance.Content {
	t.Helper()
	return appearance.Content{
		Profile: builtIn(t, "agency"),
		Images:  map[string]appearance.Image{"seal": {Picture: demoImage(t, "con-dau-ubnd-tinh-mau.png"), WidthMM: 36}},
	}
}

// stacked holds the letters with two marks, where fonts and readers go wrong.
const stacked = "Nguyễn Thị Hường; Trần Văn Nghĩa; ễ ị ường ĩ ẫ Ẫ ặ Ặ ỵ Ỵ ợ Ợ ử Ữ ồ Ổ ẩ Đ đ"

func text(t testing.TB, words string) appearance.Content {
	t.Helper()
	profile, err := appearance.ParseProfile([]byte(`{"id": "test", "style": {"size_pt": 14}, "rows": [
		{"text": "{name}"}, {"text": "{name}", "style": {"bold": true}},
		{"text": "{name}", "style": {"italic": true}}, {"text": "{name}", "style": {"bold": true, "italic": true}}]}`))
	require.NoError(t, err)
	return appearance.Content{Profile: profile, Values: map[appearance.Field]string{appearance.Name: words}}
}

func incoming(t testing.TB) appearance.Content {
	t.Helper()
	return appearance.Content{
		Profile: builtIn(t, "incoming"),
		Values: map[appearance.Field]string{
			appearance.Agency: "SỞ NỘI VỤ TỈNH MẪU", appearance.Number: "015", appearance.To: "Phòng Cải cách hành chính",
		},
		Time: signedAt,
	}
}

func appendix(t testing.TB) appearance.Content {
	t.Helper()
	return appearance.Content{
		Profile: builtIn(t, "appendix"),
		Values:  map[appearance.Field]string{appearance.Code: "153/KH-UBND"},
		Time:    signedAt,
	}
}

func copyOf(t testing.TB) appearance.Content {
	t.Helper()
	return appearance.Content{
		Profile: builtIn(t, "copy"),
		Values:  map[appearance.Field]string{appearance.Copy: "SAO Y", appearance.Agency: "Ủy ban nhân dân tỉnh Mẫu"},
		Time:    signedAt,
	}
}

// natural places a content in the box it asks for.
func natural(t testing.TB, c appearance.Content, left, top float64) placed {
	t.Helper()
	size, err := appearance.NaturalSize(c)
	require.NoError(t, err)
	return placed{c, appearance.Rect{Left: left, Top: top, Width: size.Width, Height: size.Height}}
}

// demoPage is everything on one page, the seal over a third of the signature.
func demoPage(t testing.TB) []placed {
	t.Helper()
	leader := natural(t, person(t, "Nguyễn Thị Hường", "CHỦ TỊCH", "nguyen-thi-huong.png"), 240, 60)
	other := natural(t, person(t, "Trần Văn Nghĩa", "PHÓ CHỦ TỊCH", "tran-van-nghia.png"), 240, 180)
	seal := natural(t, agency(t), 0, 0)
	seal.at = appearance.SealOver(leader.at, appearance.Size{Width: seal.at.Width, Height: seal.at.Height})
	return []placed{
		leader, seal, other,
		natural(t, appendix(t), 20, 10), natural(t, copyOf(t), 20, 30), natural(t, incoming(t), 10, 180),
		{text(t, stacked), appearance.Rect{Left: 10, Top: 300, Width: 380, Height: 190}},
	}
}

func TestJudgesAcceptAndReadTheText(t *testing.T) {
	s := newSheet()
	s.page(t, 0, demoPage(t)...)
	path := s.write(t, "demo.pdf")
	assert.Contains(t, run(t, "qpdf", "--check", path), "No syntax or stream encoding errors")

	read := run(t, "pdftotext", "-layout", path, "-")
	for _, words := range []string{
		"Nguyễn Thị Hường", "Trần Văn Nghĩa", "PHÓ CHỦ TỊCH", "Số: 153/KH-UBND; 23/11/2026; 16:05:07",
		"SAO Y; Ủy ban nhân dân tỉnh Mẫu; 23/11/2026; 16:05:07", "SỞ NỘI VỤ TỈNH MẪU", "Số: 015", "Ngày: 23/11/2026",
	} {
		assert.Contains(t, read, words)
	}
	assert.Equal(t, 4, strings.Count(squeezed(read), squeezed(stacked)), "once in each cut")
}

// squeezed takes spaces out: pdftotext drops those between single letters.
func squeezed(text string) string { return strings.Join(strings.Fields(text), "") }

func TestFontsAreEmbeddedSubsetAndReadable(t *testing.T) {
	s := newSheet()
	s.page(t, 0, demoPage(t)...)
	lines := strings.Split(strings.TrimSpace(run(t, "pdffonts", s.write(t, "fonts.pdf"))), "\n")[2:]
	require.NotEmpty(t, lines)
	for _, line := range lines {
		fields := strings.Fields(line)
		require.GreaterOrEqual(t, len(fields), 9, line)
		assert.Regexp(t, `^[A-Z]{6}\+LiberationSerif`, fields[0])
		assert.Equal(t, []string{"CID", "TrueType", "Identity-H", "yes", "yes", "yes"}, fields[1:7], line)
	}
}

// TestTurnedPagesLookTheSame draws the same page at each /Rotate: as seen, all
// must be alike, in both readers.
func TestTurnedPagesLookTheSame(t *testing.T) {
	s := newSheet()
	for _, rotate := range []int{0, 90, 180, 270} {
		s.page(t, rotate, demoPage(t)...)
	}
	path := s.write(t, "turned.pdf")
	for _, reader := range []func(testing.TB, string) []image.Image{poppler, mupdf} {
		pages := reader(t, path)
		require.Len(t, pages, 4)
		require.Greater(t, inked(pages[0]), 0.02, "something is drawn")
		for _, page := range pages[1:] {
			assert.Less(t, difference(pages[0], page), 0.01)
		}
	}
}

func TestReadersAgree(t *testing.T) {
	s := newSheet()
	s.page(t, 0, demoPage(t)...)
	path := s.write(t, "agree.pdf")
	assert.Less(t, difference(poppler(t, path)[0], mupdf(t, path)[0]), 0.01)
}

func poppler(t testing.TB, path string) []image.Image {
	dir := t.TempDir()
	run(t, "pdftoppm", "-r", "144", "-png", path, filepath.Join(dir, "p"))
	return pictures(t, filepath.Join(dir, "p-*.png"))
}

func mupdf(t testing.TB, path string) []image.Image {
	dir := t.TempDir()
	run(t, "mutool", "draw", "-q", "-r", "144", "-o", filepath.Join(dir, "m-%d.png"), path)
	return pictures(t, filepath.Join(dir, "m-*.png"))
}

func pictures(t testing.TB, pattern string) []image.Image {
	t.Helper()
	files, err := filepath.Glob(pattern)
	require.NoError(t, err)
	var all []image.Image
	for _, name := range files {
		f, err := os.Open(name)
		require.NoError(t, err)
		img, err := png.Decode(f)
		require.NoError(t, err)
		require.NoError(t, f.Close())
		all = append(all, img)
	}
	return all
}

// cell is the side of the squares that are compared: readers smooth edges in
// their own ways, so single pixels say nothing.
const cell = 6

// difference is the share of squares whose mean brightness is far apart.
func difference(a, b image.Image) float64 {
	if a.Bounds().Size() != b.Bounds().Size() {
		return 1
	}
	far, all := 0, 0
	size := a.Bounds().Size()
	for y := 0; y+cell <= size.Y; y += cell {
		for x := 0; x+cell <= size.X; x += cell {
			all++
			if d := brightness(a, x, y) - brightness(b, x, y); d > 0.15 || d < -0.15 {
				far++
			}
		}
	}
	return float64(far) / float64(all)
}

func brightness(img image.Image, x0, y0 int) float64 {
	sum := 0.0
	for y := y0; y < y0+cell; y++ {
		for x := x0; x < x0+cell; x++ {
			r, g, b, _ := img.At(x, y).RGBA()
			sum += float64(r+g+b) / (3 * 0xFFFF)
		}
	}
	return sum / (cell * cell)
}

// inked is the share of squares that are not white.
func inked(img image.Image) float64 {
	dark, all := 0, 0
	size := img.Bounds().Size()
	for y := 0; y+cell <= size.Y; y += cell {
		for x := 0; x+cell <= size.X; x += cell {
			all++
			if brightness(img, x, y) < 0.95 {
				dark++
			}
		}
	}
	return float64(dark) / float64(all)
}

// TestPhotographsKeepTheirColour: four inks as Adobe's programs write them come
// out as a negative in readers that are not told so.
func TestPhotographsKeepTheirColour(t *testing.T) {
	profile, err := appearance.ParseProfile([]byte(`{"id": "test", "rows": [{"picture": "photo"}]}`))
	require.NoError(t, err)
	for _, space := range []string{"sRGB", "CMYK"} {
		path := filepath.Join(t.TempDir(), "blue.jpg")
		run(t, "convert", "-size", "80x80", "xc:#1B3A9C", "-colorspace", space, path)
		data, err := os.ReadFile(path)
		require.NoError(t, err)
		photo, err := picture.Load(data)
		require.NoError(t, err)
		s := newSheet()
		c := appearance.Content{Profile: profile, Images: map[string]appearance.Image{"photo": {Picture: photo}}}
		s.page(t, 0, placed{c, appearance.Rect{Left: 100, Top: 100, Width: 100, Height: 100}})
		for _, page := range []image.Image{poppler(t, s.write(t, "photo.pdf"))[0], mupdf(t, s.write(t, "photo.pdf"))[0]} {
			r, g, b, _ := page.At(300, 300).RGBA()
			assert.Greater(t, b, 2*r, "%s is blue: %x %x %x", space, r, g, b)
			assert.Greater(t, b, g, "%s is blue: %x %x %x", space, r, g, b)
		}
	}
}
