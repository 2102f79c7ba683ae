package pages

import (
	"context"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestTextAsSeen sets the same words at the same place as seen, 20 mm from the
// left and 30 mm from the top, on pages that are turned and cut in every way.
func TestTextAsSeen(t *testing.T) {
	const x, y = 20 / mmPerPoint, 30 / mmPerPoint
	matrix := map[int]string{ // of text that is upright as seen, on a visible part from (40,50) to (440,650)
		0:   fmt.Sprintf("1 0 0 1 %f %f", 40+x, 650-y),
		90:  fmt.Sprintf("0 1 -1 0 %f %f", 40+y, 50+x),
		180: fmt.Sprintf("-1 0 0 -1 %f %f", 440-x, 50+y),
		270: fmt.Sprintf("0 -1 1 0 %f %f", 440-y, 650-x),
	}
	r := reader(t, Config{})
	for turn, tm := range matrix {
		path := page(t, fmt.Sprintf("/MediaBox [-30 -30 500 900] /CropBox [40 50 440 650] /Rotate %d /Resources <</Font <</F 5 0 R>>>>", turn),
			"BT /F 14 Tf "+tm+" Tm (CH\xdaNG T\xd4I) Tj ET")
		pages, err := r.Text(context.Background(), path)
		require.NoError(t, err)
		require.Len(t, pages[0].Lines, 1, "turned by %d", turn)
		line := pages[0].Lines[0]
		assert.Equal(t, "CHÚNG TÔI", line.Text)
		assert.True(t, line.Bold)
		assert.InDelta(t, 20, line.Left, 0.7)
		assert.InDelta(t, 30, line.Bottom, 0.7)
		width, height := 400*mmPerPoint, 600*mmPerPoint
		if turn%180 == 90 {
			width, height = height, width
		}
		assert.InDelta(t, width, pages[0].Width, 0.1)
		assert.InDelta(t, height, pages[0].Height, 0.1)
	}
}

func TestTextAcrossThePageIsLeftOut(t *testing.T) {
	path := page(t, "/MediaBox [0 0 500 500] /Resources <</Font <</F 5 0 R>>>>",
		"BT /F 40 Tf 0.7 0.7 -0.7 0.7 100 100 Tm (DRAFT) Tj ET BT /F 14 Tf 1 0 0 1 50 400 Tm (Text) Tj ET")
	pages, err := reader(t, Config{}).Text(context.Background(), path)
	require.NoError(t, err)
	require.Len(t, pages[0].Lines, 1)
	assert.Equal(t, "Text", pages[0].Lines[0].Text)
}

// TestEntries: what is written into a page later counts as text of the page.
func TestEntries(t *testing.T) {
	path := page(t, "/MediaBox [0 0 500 500] /Annots [6 0 R 7 0 R 8 0 R 9 0 R] /Resources <</Font <</F 5 0 R>>>>", "",
		"<</Type /Annot /Subtype /Widget /FT /Tx /V (153) /T (so) /Rect [100 400 150 420]>>",
		"<</Type /Annot /Subtype /FreeText /Contents <FEFF01101EBF006E> /Rect [100 300 150 320]>>",
		"<</Type /Annot /Subtype /Link /Contents (no) /Rect [0 0 1 1]>>",
		"<</Type /Annot /Subtype /Widget /FT /Btn /V /Off /Rect [0 0 1 1]>>")
	pages, err := reader(t, Config{}).Text(context.Background(), path)
	require.NoError(t, err)
	require.Len(t, pages[0].Lines, 2)
	assert.Equal(t, "153", pages[0].Lines[0].Text)
	assert.InDelta(t, 80*mmPerPoint, pages[0].Lines[0].Top, 0.1)
	assert.Equal(t, "Đến", pages[0].Lines[1].Text)
}
