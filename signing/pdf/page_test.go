package pdf

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/pdftest"
)

func TestPageInheritsAndBoundsItsBoxes(t *testing.T) {
	for text, want := range map[string]Page{
		"":                                {MediaBox: a4, CropBox: a4, UserUnit: 1},
		"/Rotate -90":                     {MediaBox: a4, CropBox: a4, UserUnit: 1, Rotate: 270},
		"/Rotate 450 /UserUnit 2":         {MediaBox: a4, CropBox: a4, UserUnit: 2, Rotate: 90},
		"/CropBox [500 900 100 50]":       {MediaBox: a4, CropBox: Rect{100, 50, 500, 842}, UserUnit: 1},
		"/CropBox [900 900 950 950]":      {MediaBox: a4, CropBox: a4, UserUnit: 1},
		"/MediaBox [10 20 30 40]":         {MediaBox: Rect{10, 20, 30, 40}, CropBox: Rect{10, 20, 30, 40}, UserUnit: 1},
		"/MediaBox [0 0 0 0] /Rotate 1e9": {MediaBox: a4, CropBox: a4, UserUnit: 1, Rotate: 0},
	} {
		p, err := open(t, pdftest.Build(pdftest.Options{Page: text})).Page(1)
		require.NoError(t, err)
		p.Ref, p.Dict, p.Resources = Ref{}, nil, nil
		assert.Equal(t, want, p, text)
	}
}

func TestPageByNumber(t *testing.T) {
	d := open(t, pdftest.Build(pdftest.Options{Kind: pdftest.Stream, Pages: 40}))
	for n := 1; n <= 40; n++ {
		p, err := d.Page(n)
		require.NoError(t, err)
		assert.Equal(t, pdftest.FirstPageNumber+3*(n-1), p.Ref.Number)
	}
	for _, n := range []int{0, -1, 41} {
		_, err := d.Page(n)
		assert.ErrorIs(t, err, ErrPageMissing, fmt.Sprint(n))
	}
	seen := 0
	for _, err := range d.Pages() {
		require.NoError(t, err)
		if seen++; seen == 7 {
			break
		}
	}
	assert.Equal(t, 7, seen)
}
