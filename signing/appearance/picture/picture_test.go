package picture

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/signing/pdf"
)

// blot is a picture with empty margins: blue ink at 20..60 × 10..40 of 100 × 50.
func blot() *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, 100, 50))
	for y := 10; y < 40; y++ {
		for x := 20; x < 60; x++ {
			img.SetNRGBA(x, y, color.NRGBA{R: 20, G: 60, B: 160, A: uint8(100 + x)})
		}
	}
	return img
}

func pngOf(t testing.TB, img image.Image) []byte {
	t.Helper()
	var out bytes.Buffer
	require.NoError(t, png.Encode(&out, img))
	return out.Bytes()
}

func jpegOf(t testing.TB, img image.Image) []byte {
	t.Helper()
	var out bytes.Buffer
	require.NoError(t, jpeg.Encode(&out, img, nil))
	return out.Bytes()
}

// converted lets ImageMagick write a kind of file that Go cannot.
func converted(t testing.TB, name string, options ...string) []byte {
	t.Helper()
	dir := t.TempDir()
	in, out := filepath.Join(dir, "in.png"), filepath.Join(dir, name)
	require.NoError(t, os.WriteFile(in, pngOf(t, blot()), 0o600))
	args := append(append([]string{in}, options...), out)
	message, err := exec.Command("convert", args...).CombinedOutput()
	require.NoErrorf(t, err, "convert %v: %s", args, message)
	data, err := os.ReadFile(out)
	require.NoError(t, err)
	return data
}

// embedded gives the image XObject and its soft mask.
func embedded(t testing.TB, p *Picture, width, height float64) (img, mask *pdf.Stream) {
	t.Helper()
	var added []*pdf.Stream
	_, err := p.Embed(width, height, func(o pdf.Object) pdf.Ref {
		added = append(added, o.(*pdf.Stream))
		return pdf.Ref{Number: len(added)}
	})
	require.NoError(t, err)
	img = added[len(added)-1]
	if ref, ok := img.Dict["SMask"].(pdf.Ref); ok {
		mask = added[ref.Number-1]
	}
	return img, mask
}

func TestMarginsAreCutOffAndTransparencyKept(t *testing.T) {
	p, err := Load(pngOf(t, blot()))
	require.NoError(t, err)
	assert.Equal(t, [2]int{40, 30}, [2]int{p.Width, p.Height})
	assert.True(t, p.Transparent)
	img, mask := embedded(t, p, 72, 72)
	assert.Equal(t, pdf.Name("DeviceRGB"), img.Dict["ColorSpace"])
	require.NotNil(t, mask)
	assert.Equal(t, pdf.Name("DeviceGray"), mask.Dict["ColorSpace"])
	assert.Equal(t, pdf.Integer(40), mask.Dict["Width"])
}

func TestEveryKindOfPNG(t *testing.T) {
	kinds := map[string][]string{
		"interlaced.png": {"-interlace", "PNG"},
		"sixteen.png":    {"-depth", "16", "-define", "png:bit-depth=16"},
		"grey.png":       {"-colorspace", "Gray", "-define", "png:color-type=4"},
	}
	for name, options := range kinds {
		p, err := Load(converted(t, name, options...))
		require.NoError(t, err, name)
		assert.Equal(t, [2]int{40, 30}, [2]int{p.Width, p.Height}, name)
		img, mask := embedded(t, p, 72, 72)
		assert.NotNil(t, mask, name)
		if name == "grey.png" {
			assert.Equal(t, pdf.Name("DeviceGray"), img.Dict["ColorSpace"])
		}
	}
}

func TestPaletteWithTransparency(t *testing.T) {
	img := image.NewPaletted(image.Rect(0, 0, 30, 20), color.Palette{color.NRGBA{}, color.NRGBA{R: 200, A: 255}})
	img.SetColorIndex(5, 6, 1)
	img.SetColorIndex(9, 6, 1)
	p, err := Load(pngOf(t, img))
	require.NoError(t, err)
	assert.Equal(t, [2]int{5, 1}, [2]int{p.Width, p.Height})
	_, mask := embedded(t, p, 72, 72)
	assert.NotNil(t, mask)
}

func TestJPEGPassesThroughUnchanged(t *testing.T) {
	kinds := map[string]struct {
		options []string
		space   pdf.Name
	}{
		"colour.jpg":      {[]string{"-background", "white", "-flatten"}, "DeviceRGB"},
		"progressive.jpg": {[]string{"-background", "white", "-flatten", "-interlace", "JPEG"}, "DeviceRGB"},
		"grey.jpg":        {[]string{"-background", "white", "-flatten", "-colorspace", "Gray"}, "DeviceGray"},
		"inks.jpg":        {[]string{"-background", "white", "-flatten", "-colorspace", "CMYK"}, "DeviceCMYK"},
	}
	for name, kind := range kinds {
		data := converted(t, name, kind.options...)
		p, err := Load(data)
		require.NoError(t, err, name)
		img, mask := embedded(t, p, 10, 5)
		assert.Nil(t, mask, name)
		assert.True(t, bytes.Equal(data, img.Data), "%s: not byte for byte", name)
		assert.Equal(t, pdf.Name("DCTDecode"), img.Dict["Filter"], name)
		assert.Equal(t, kind.space, img.Dict["ColorSpace"], name)
		assert.Equal(t, name == "inks.jpg", img.Dict["Decode"] != nil, name)
	}
}

func TestMoreDotsThanPrintersShowAreLeftOut(t *testing.T) {
	img := image.NewNRGBA(image.Rect(0, 0, 2000, 1000))
	for i := range img.Pix {
		img.Pix[i] = 0xC0
	}
	p, err := Load(pngOf(t, img))
	require.NoError(t, err)
	small, _ := embedded(t, p, 72, 36)
	assert.Equal(t, pdf.Integer(maxDPI), small.Dict["Width"], "an inch")
	large, _ := embedded(t, p, 720, 360)
	assert.Equal(t, pdf.Integer(2000), large.Dict["Width"], "never made larger")
}

func TestResolutionGivesTrueWidth(t *testing.T) {
	p, err := Load(converted(t, "dpi.png", "-units", "PixelsPerInch", "-density", "300"))
	require.NoError(t, err)
	width, ok := p.TrueWidth()
	require.True(t, ok)
	assert.InDelta(t, 40.0/300*25.4, width, 0.01)
	p, err = Load(pngOf(t, blot()))
	require.NoError(t, err)
	_, ok = p.TrueWidth()
	assert.False(t, ok, "the file states none")
}
