package main

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestCommittedImagesAreWhatTheProgramDraws allows for the last bit: processors
// round in their own ways.
func TestCommittedImagesAreWhatTheProgramDraws(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, drawAll(dir))
	files, err := filepath.Glob(filepath.Join(dir, "*.png"))
	require.NoError(t, err)
	require.Len(t, files, 3)
	for _, file := range files {
		drawn, kept := decoded(t, file), decoded(t, filepath.Join("..", filepath.Base(file)))
		require.Equal(t, drawn.Rect, kept.Rect, file)
		far := 0
		for i := range drawn.Pix {
			if d := int(drawn.Pix[i]) - int(kept.Pix[i]); d > 8 || d < -8 {
				far++
			}
		}
		assert.Less(t, far, len(drawn.Pix)/1000, file)
		assert.False(t, drawn.Opaque(), "the ground is transparent")
	}
}

func decoded(t *testing.T, file string) *image.NRGBA {
	t.Helper()
	data, err := os.ReadFile(file)
	require.NoError(t, err)
	img, err := png.Decode(bytes.NewReader(data))
	require.NoError(t, err)
	return img.(*image.NRGBA)
}
