package pages

import (
	"context"
	"image"
	"image/color"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestDraw(t *testing.T) {
	r := reader(t, Config{})
	ctx := context.Background()
	path := documents + "12-UBND-VX-cong-van-chu-ky-so.pdf"
	sizes, err := r.Sizes(ctx, path)
	require.NoError(t, err)
	require.Len(t, sizes, 3)
	assert.InDelta(t, 210, sizes[0].Width, 0.5)
	assert.InDelta(t, 297, sizes[2].Width, 0.5, "the appendix lies on its side")

	img, err := r.Draw(ctx, path, 1, 620)
	require.NoError(t, err)
	assert.Equal(t, 620, img.Bounds().Dx())
	assert.InDelta(t, 877, img.Bounds().Dy(), 1)
	ink := inked(img)
	assert.Greater(t, ink, 0.01, "there is text")
	assert.Less(t, ink, 0.3, "on white")

	again, err := r.Draw(ctx, path, 1, 620)
	require.NoError(t, err)
	assert.Same(t, img, again, "kept")
}

// inked is the share of pixels that are rather dark.
func inked(img image.Image) float64 {
	b, n := img.Bounds(), 0
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			if color.GrayModel.Convert(img.At(x, y)).(color.Gray).Y < 128 {
				n++
			}
		}
	}
	return float64(n) / float64(b.Dx()*b.Dy())
}

// TestAnnotationsAreDrawn: a visible signature is one.
func TestAnnotationsAreDrawn(t *testing.T) {
	path := page(t, "/MediaBox [0 0 200 100] /Annots [6 0 R]", "",
		"<</Type /Annot /Subtype /Widget /FT /Sig /T (Sig) /F 4 /Rect [0 0 100 100] /AP <</N 7 0 R>>>>",
		stream("/Type /XObject /Subtype /Form /BBox [0 0 100 100]", "1 0 0 rg 0 0 100 100 re f"))
	img, err := reader(t, Config{}).Draw(context.Background(), path, 1, 200)
	require.NoError(t, err)
	assert.Equal(t, color.RGBA{255, 0, 0, 255}, img.At(50, 50))
	assert.Equal(t, color.RGBA{255, 255, 255, 255}, img.At(150, 50))
}

// TestTransparencyOnWhite: half of black is grey, and nothing shows through.
func TestTransparencyOnWhite(t *testing.T) {
	path := page(t, "/MediaBox [0 0 100 100] /Group <</S /Transparency /CS /DeviceRGB>> /Resources <</ExtGState <</G <</ca 0.5>>>>>>",
		"/G gs 0 g 0 0 50 100 re f")
	img, err := reader(t, Config{}).Draw(context.Background(), path, 1, 100)
	require.NoError(t, err)
	r, _, _, a := img.At(20, 50).RGBA()
	assert.InDelta(t, 0x7f7f, r, 0x300)
	assert.Equal(t, uint32(0xffff), a)
	assert.Equal(t, color.RGBA{255, 255, 255, 255}, img.At(80, 50))
}

func TestEndlessPageStaysInBounds(t *testing.T) {
	path := page(t, "/MediaBox [0 0 1 14400]", "")
	img, err := reader(t, Config{}).Draw(context.Background(), path, 1, 1241)
	require.NoError(t, err)
	assert.LessOrEqual(t, img.Bounds().Dx()*img.Bounds().Dy(), maxPixels+14400)
	assert.Greater(t, img.Bounds().Dy(), img.Bounds().Dx()*1000)
}

func TestPageMissing(t *testing.T) {
	r := reader(t, Config{})
	for _, number := range []int{0, -1, 4} {
		_, err := r.Draw(context.Background(), documents+"07-GM-SNV-giay-moi-hop.pdf", number, 100)
		assert.ErrorIs(t, err, ErrPageMissing)
	}
}

func TestReplacedFileIsReadAgain(t *testing.T) {
	r := reader(t, Config{})
	path := filepath.Join(t.TempDir(), "a.pdf")
	for _, c := range []struct {
		name  string
		pages int
	}{{"07-GM-SNV-giay-moi-hop.pdf", 3}, {"chua-so-quyet-dinh.pdf", 2}} {
		data, err := os.ReadFile(documents + c.name)
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(path, data, 0o600))
		sizes, err := r.Sizes(context.Background(), path)
		require.NoError(t, err)
		assert.Len(t, sizes, c.pages)
	}
}

// TestFileIsNotHeldOpen: others may replace it between two questions.
func TestFileIsNotHeldOpen(t *testing.T) {
	r := reader(t, Config{})
	_, err := r.Draw(context.Background(), documents+"07-GM-SNV-giay-moi-hop.pdf", 2, 300)
	require.NoError(t, err)
	open, err := filepath.Glob("/proc/self/fd/*")
	require.NoError(t, err)
	for _, fd := range open {
		target, _ := os.Readlink(fd)
		assert.False(t, strings.HasSuffix(target, ".pdf"), target)
	}
}

func TestImagesAreBounded(t *testing.T) {
	c := images{bound: 1000}
	for i := range 20 {
		c.put(imageKey{page: i}, image.NewRGBA(image.Rect(0, 0, 10, 10)))
	}
	assert.Equal(t, int64(800), c.bytes)
	_, old := c.get(imageKey{page: 17})
	_, recent := c.get(imageKey{page: 18})
	assert.False(t, old)
	assert.True(t, recent)
	c.put(imageKey{page: 30}, image.NewRGBA(image.Rect(0, 0, 100, 100)))
	_, huge := c.get(imageKey{page: 30})
	assert.False(t, huge, "larger than all there is room for")
}
