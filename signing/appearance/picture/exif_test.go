package picture

import (
	"bytes"
	"image"
	"image/color"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// photographed is a JPEG whose Exif segment states an orientation.
func photographed(t *testing.T, img image.Image, orientation byte, order string) []byte {
	t.Helper()
	plain := jpegOf(t, img)
	entry := []byte{1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0}
	tiff := append([]byte("II*\x00\x08\x00\x00\x00"), entry...)
	if order == "MM" {
		tiff = append([]byte("MM\x00*\x00\x00\x00\x08"), 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0)
	}
	segment := append([]byte("Exif\x00\x00"), tiff...)
	out := append([]byte{0xFF, 0xD8, 0xFF, 0xE1, 0, byte(len(segment) + 2)}, segment...)
	return append(out, plain[2:]...)
}

// TestPhotographsStandUpright: a dark corner comes to where the camera saw it.
func TestPhotographsStandUpright(t *testing.T) {
	stored := image.NewNRGBA(image.Rect(0, 0, 64, 32))
	for i := range stored.Pix {
		stored.Pix[i] = 0xFF
	}
	for y := range 16 {
		for x := range 16 {
			stored.Set(x, y, color.Black) // upper left
		}
	}
	// where the upper left corner goes: right, bottom; whether the sides change
	for orientation, goes := range map[byte][3]bool{
		2: {true, false, false}, 3: {true, true, false}, 4: {false, true, false}, 5: {false, false, true},
		6: {true, false, true}, 7: {true, true, true}, 8: {false, true, true},
	} {
		for _, order := range []string{"II", "MM"} {
			p, err := Load(photographed(t, stored, orientation, order))
			require.NoError(t, err)
			width, height := 64, 32
			if goes[2] {
				width, height = 32, 64
			}
			require.Equal(t, []int{width, height}, []int{p.Width, p.Height}, "%d", orientation)
			pixels := p.source.(pixelSource).pixels
			x, y := 4, 4
			if goes[0] {
				x = width - 5
			}
			if goes[1] {
				y = height - 5
			}
			assert.Less(t, pixels.NRGBAAt(x, y).R, byte(60), "%d %s", orientation, order)
			assert.Greater(t, pixels.NRGBAAt(width-1-x, height-1-y).R, byte(200), "%d", orientation)
		}
	}
	p, err := Load(photographed(t, stored, 1, "II"))
	require.NoError(t, err)
	assert.IsType(t, jpegSource{}, p.source, "nothing to turn")
}

func TestDensityOfAJPEG(t *testing.T) {
	plain := jpegOf(t, blot())
	jfif := func(unit, density byte) []byte {
		segment := []byte{0xFF, 0xD8, 0xFF, 0xE0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, unit, 0, density, 0, density, 0, 0}
		return append(segment, bytes.Clone(plain[2:])...)
	}
	for unit, want := range map[byte]float64{0: 0, 1: 200, 2: 508} {
		p, err := Load(jfif(unit, 200))
		require.NoError(t, err)
		assert.InDelta(t, want, p.DPI, 0.01)
	}
}
