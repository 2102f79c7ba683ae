package signature_test

import (
	"context"
	"image"
	"image/color"
	"image/draw"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/desk/signature"
	"github.com/vanthu/vanthu/internal/pages"
	"github.com/vanthu/vanthu/signing/pades"
)

// stamped puts the stamp of arrival on the pages that a drawing shows, and says
// where.
func stamped(t *testing.T, change func(*signature.Order)) (pades.Visible, bool) {
	t.Helper()
	order, _ := sealing(t, "")
	order.Role, order.Invisible, order.Number = signature.Incoming, false, nil
	change(&order)
	made, err := signature.Make(t.Context(), order)
	require.NoError(t, err)
	require.NotNil(t, made.Visible)
	return *made.Visible, made.Over
}

// paper is a page of A4 with ink in boxes of millimetres.
func paper(ground, ink color.Color, boxes ...image.Rectangle) func(context.Context, string, int, int) (image.Image, error) {
	return func(_ context.Context, _ string, _, width int) (image.Image, error) {
		mm := float64(width) / 210
		page := image.NewNRGBA(image.Rect(0, 0, width, int(297*mm)))
		draw.Draw(page, page.Rect, image.NewUniform(ground), image.Point{}, draw.Src)
		for _, b := range boxes {
			at := image.Rect(int(float64(b.Min.X)*mm), int(float64(b.Min.Y)*mm), int(float64(b.Max.X)*mm), int(float64(b.Max.Y)*mm))
			draw.Draw(page, at, image.NewUniform(ink), image.Point{}, draw.Src)
		}
		return page, nil
	}
}

// TestStampStandsWhereThePageIsFree: at its usual place, else as near to it as
// nothing stands, below the number or below the date.
func TestStampStandsWhereThePageIsFree(t *testing.T) {
	usual, over := stamped(t, func(*signature.Order) {})
	assert.True(t, over, "nothing draws the page: nobody knows")
	scan, grey := color.NRGBA{240, 238, 225, 255}, color.NRGBA{120, 120, 120, 255}
	for name, c := range map[string]struct {
		ground, ink color.Color
		boxes       []image.Rectangle
		x, y        float64
	}{
		"free":                {color.White, color.Black, nil, usual.X, usual.Y},
		"a line ends above":   {color.White, color.Black, []image.Rectangle{image.Rect(30, 50, 100, 56)}, usual.X, 58},
		"ground is not white": {scan, grey, []image.Rectangle{image.Rect(30, 50, 100, 56)}, usual.X, 58},
		"free below the date": {color.White, color.Black, []image.Rectangle{image.Rect(20, 56, 110, 280)}, 210 - usual.X - usual.Width, usual.Y},
		"pale red is ink":     {color.White, color.NRGBA{255, 150, 150, 255}, []image.Rectangle{image.Rect(30, 50, 100, 56)}, usual.X, 58},
	} {
		at, over := stamped(t, func(o *signature.Order) { o.Draw = paper(c.ground, c.ink, c.boxes...) })
		assert.False(t, over, name)
		assert.InDelta(t, c.x, at.X, 0.6, name)
		assert.InDelta(t, c.y, at.Y, 0.6, name)
	}
	var lines []image.Rectangle
	for y := 10; y < 290; y += 30 {
		lines = append(lines, image.Rect(20, y, 190, y+4))
	}
	at, over := stamped(t, func(o *signature.Order) { o.Draw = paper(color.White, color.Black, lines...) })
	assert.True(t, over)
	assert.Equal(t, usual, at)
	at, over = stamped(t, func(o *signature.Order) {
		o.Visible = &pades.Visible{Page: 1, X: 70, Y: 80, Width: 50, Height: 35}
		o.Draw = paper(color.White, color.Black, lines...)
	})
	assert.False(t, over, "a person chose it")
	assert.InDelta(t, 70, at.X, 0.1)
}

// TestStampCoversNothingOfOurDocuments, or says that it does: a letter and its scan
// leave no room.
func TestStampCoversNothingOfOurDocuments(t *testing.T) {
	reader := pages.New(pages.Config{})
	t.Cleanup(func() { _ = reader.Close() })
	files, err := filepath.Glob("../../testdata/documents/*.pdf")
	require.NoError(t, err)
	found := 0
	for _, file := range files {
		at, over := stamped(t, func(o *signature.Order) { o.In, o.Draw = file, reader.Draw })
		before, err := reader.Draw(t.Context(), file, 1, 210*4)
		require.NoError(t, err)
		if !over {
			found++
		}
		assert.Equal(t, over, inked(before, at), filepath.Base(file))
	}
	assert.Equal(t, 5, found)
}

// inked tells that something stands in a box of a page of A4: not all of it is of
// about one shade.
func inked(page image.Image, at pades.Visible) bool {
	mm := float64(page.Bounds().Dx()) / 210
	least, most := uint32(1<<20), uint32(0)
	for y := int(at.Y * mm); y < int((at.Y+at.Height)*mm); y++ {
		for x := int(at.X * mm); x < int((at.X+at.Width)*mm); x++ {
			r, g, b, _ := page.At(x, y).RGBA()
			least, most = min(least, r+g+b), max(most, r+g+b)
		}
	}
	return most-least > 3<<14
}
