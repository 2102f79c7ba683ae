package pades_test

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/pdftest"
	"github.com/vanthu/vanthu/signing/pades"
	"github.com/vanthu/vanthu/signing/pdf"
)

// The red box must be seen where it was asked for, whatever the page's own
// coordinates: mutool draws (poppler knows no /UserUnit), the test measures.
func TestPlaceOnThePageAsSeen(t *testing.T) {
	want := pades.Visible{Page: 1, X: 20, Y: 30, Width: 50, Height: 15}
	for _, page := range []string{"", "/CropBox [50 60 500 700]", "/UserUnit 2", "/MediaBox [-100 -200 400 500]"} {
		for _, turn := range []int{0, 90, 180, 270} {
			entries := fmt.Sprintf("%s /Rotate %d", page, turn)
			in := save(t, pdftest.Build(pdftest.Options{Page: entries}))
			out, result := sign(t, in, visible(request(demo().Leader), want))
			assert.Equal(t, want, *result.Visible)
			requireRedAt(t, out, want, entries)
		}
	}
}

func requireRedAt(t *testing.T, file string, want pades.Visible, note string) {
	t.Helper()
	const dpi = 72
	seen := red(t, file, dpi)
	mm := func(pixels int) float64 { return float64(pixels) * 25.4 / dpi }
	assert.InDelta(t, want.X, mm(seen.Min.X), 1, note)
	assert.InDelta(t, want.Y, mm(seen.Min.Y), 1, note)
	assert.InDelta(t, want.Width, mm(seen.Dx()), 1, note)
	assert.InDelta(t, want.Height, mm(seen.Dy()), 1, note)
}

// red draws the first page and gives the bounds of what is red.
func red(t *testing.T, file string, dpi int) image.Rectangle {
	t.Helper()
	drawn := filepath.Join(t.TempDir(), "page.png")
	said, err := exec.Command("mutool", "draw", "-q", "-r", fmt.Sprint(dpi), "-o", drawn, file, "1").CombinedOutput()
	require.NoError(t, err, string(said))
	f, err := os.Open(drawn)
	require.NoError(t, err)
	defer f.Close()
	img, err := png.Decode(f)
	require.NoError(t, err)
	var out image.Rectangle
	for y := range img.Bounds().Dy() {
		for x := range img.Bounds().Dx() {
			if r, g, b, _ := img.At(x, y).RGBA(); r > 0x8000 && g < 0x4000 && b < 0x4000 {
				out = out.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return out
}

func TestBoxIsMovedOntoThePage(t *testing.T) {
	in := save(t, pdftest.Build(pdftest.Options{MediaBox: "[0 0 100 60]"})) // 35 by 21 mm
	for at, want := range map[pades.Visible]pades.Visible{
		{X: 5, Y: 4, Width: 20, Height: 10}:       {X: 5, Y: 4, Width: 20, Height: 10},
		{X: 900, Y: 500, Width: 20, Height: 10}:   {X: 35.28 - 20, Y: 21.17 - 10, Width: 20, Height: 10},
		{X: -60, Y: -1, Width: 20, Height: 10}:    {Width: 20, Height: 10},
		{X: 30, Y: 500, Width: 20, Height: 42.33}: {X: 35.28 - 10, Width: 10, Height: 21.17},
		{X: 1e300, Y: 0, Width: 70.56, Height: 5}: {Width: 35.28, Height: 2.5},
	} {
		at.Page = 1
		_, result := sign(t, in, visible(request(demo().Leader), at))
		assert.InDelta(t, want.X, result.Visible.X, 0.01, "%v", at)
		assert.InDelta(t, want.Y, result.Visible.Y, 0.01, "%v", at)
		assert.InDelta(t, want.Width, result.Visible.Width, 0.01, "%v", at)
		assert.InDelta(t, want.Height, result.Visible.Height, 0.01, "%v", at)
	}
}

// What does not fit is drawn in its own size, for its text needs the room, and
// shown smaller: the whole of it is seen on a page however small.
func TestPageSmallerThanTheBox(t *testing.T) {
	for _, turn := range []int{0, 90, 180, 270} {
		in := save(t, pdftest.Build(pdftest.Options{MediaBox: "[0 0 3.84 3.84]", Page: fmt.Sprint("/Rotate ", turn)}))
		req := visible(request(demo().Leader), pades.Visible{Page: 1, X: 10, Y: 10, Width: 60, Height: 25})
		req.Appearance = func(width, height float64, rotate int, add func(pdf.Object) pdf.Ref) (pdf.Ref, error) {
			assert.InDelta(t, 60, width*25.4/72, 0.01)
			assert.InDelta(t, 25, height*25.4/72, 0.01)
			return box(width, height, rotate, add)
		}
		out, _ := sign(t, in, req)
		requireSigned(t, out, "Signature1")
		seen := red(t, out, 720)
		assert.InDelta(t, 38, seen.Dx(), 2)
		assert.InDelta(t, 16, seen.Dy(), 2)
	}
}

// A document without pages can show nothing; it is signed, and the result says so.
func TestVisibleWithoutPages(t *testing.T) {
	file := bytes.Replace(pdftest.Build(pdftest.Options{}), []byte("/Count 1"), []byte("/Count 0"), 1)
	file = bytes.Replace(file, []byte("/Kids [10 0 R]"), []byte("/Kids [      ]"), 1)
	out := filepath.Join(t.TempDir(), "out.pdf")
	result, err := pades.SignFile(t.Context(), save(t, file), out, visible(request(demo().Leader), pades.Visible{Page: 1, Width: 9, Height: 9}))
	require.NoError(t, err)
	assert.Nil(t, result.Visible)
	requireSigned(t, out, "Signature1")
}

// A page that its node holds directly gets an object of its own, so that it can
// have annotations.
func TestVisibleOnAPageWithoutAnObject(t *testing.T) {
	const direct = "<</Type /Page /Parent 2 0 R /Contents 11 0 R /Resources <</Font <</Helv 7 0 R>>>>>>"
	for name, kids := range map[string]string{
		"direct list":    "/Kids [10 0 R " + direct + "]",
		"list by itself": "/Kids 30 0 R>>\nendobj\n30 0 obj\n[10 0 R " + direct + "]\nendobj\n31 0 obj\n<<",
	} {
		file := strings.Replace(string(pdftest.Build(pdftest.Options{})), "/Count 1 /MediaBox [0 0 595 842] /Kids [10 0 R]",
			"/Count 2 /MediaBox [0 0 595 842] "+kids, 1)
		out := save(t, []byte(file))
		for range 2 {
			out, _ = sign(t, out, visible(request(demo().Leader), pades.Visible{Page: 2, X: 100, Y: 200, Width: 50, Height: 20}))
		}
		d := read(t, out)
		n, err := d.PageCount()
		require.NoError(t, err)
		assert.Equal(t, 2, n, name)
		p, err := d.Page(2)
		require.NoError(t, err)
		assert.Len(t, p.Dict["Annots"], 2, name)
		requireSigned(t, out, "Signature1", "Signature2")
	}
}
