package pages

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestTextOfALargeFileIsReadAsFarAsItsBytesReach: three pages with an image of
// 20 MB each. The first is read, the others are said to be unread, and the
// pages are drawn afterwards as if nobody had asked for their text.
func TestTextOfALargeFileIsReadAsFarAsItsBytesReach(t *testing.T) {
	const side = 2580 // of the images, in pixels of three bytes
	objects := []string{"<</Type /Catalog /Pages 2 0 R>>", "<</Type /Pages /Count 3 /Kids [4 0 R 7 0 R 10 0 R]>>", "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>"}
	for n := range 3 {
		first := 4 + 3*n
		objects = append(objects,
			fmt.Sprintf("<</Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents %d 0 R /Resources <</Font <</F 3 0 R>> /XObject <</I %d 0 R>>>>>>", first+1, first+2),
			stream("", fmt.Sprintf("q 300 0 0 300 0 0 cm /I Do Q BT /F 14 Tf 20 200 Td (Page %d) Tj ET", n+1)),
			stream(fmt.Sprintf("/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB /BitsPerComponent 8", side, side),
				strings.Repeat("\x40", side*side*3)),
		)
	}
	path := file(t, objects...)
	r := reader(t, Config{})
	pages, err := r.Text(context.Background(), path)
	require.NoError(t, err)
	require.Len(t, pages, 3)
	assert.False(t, pages[0].Unread)
	require.Len(t, pages[0].Lines, 1)
	assert.Equal(t, "Page 1", pages[0].Lines[0].Text)
	assert.True(t, pages[1].Unread)
	assert.True(t, pages[2].Unread)
	assert.Empty(t, pages[2].Lines)
	img, err := r.Draw(context.Background(), path, 2, 100)
	require.NoError(t, err)
	red, _, _, _ := img.At(50, 90).RGBA()
	assert.Equal(t, uint32(0x4040), red)
	requireWorks(t, r)
}
