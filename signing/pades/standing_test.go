package pades

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/vanthu/vanthu/signing/pdf"
)

func TestStandingIsTheInverseOfPlacing(t *testing.T) {
	want := Visible{Page: 3, X: 12, Y: 34, Width: 56, Height: 7}
	for _, rotate := range []int{0, 90, 180, 270} {
		for _, unit := range []float64{1, 2.5} {
			page := pdf.Page{CropBox: pdf.Rect{LLX: 10, LLY: 20, URX: 500, URY: 800}, Rotate: rotate, UserUnit: unit}
			got := asSeen(page, onPage(page, want), 3)
			assert.Equal(t, 3, got.Page)
			assert.InDeltaSlice(t, []float64{12, 34, 56, 7}, []float64{got.X, got.Y, got.Width, got.Height}, 1e-9, "rotate %d", rotate)
		}
	}
}
