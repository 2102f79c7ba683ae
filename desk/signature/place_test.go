package signature_test

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"image/png"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/desk/signature"
	"github.com/vanthu/vanthu/internal/pdftest"
	"github.com/vanthu/vanthu/office/reading"
	"github.com/vanthu/vanthu/signing/pades"
	"github.com/vanthu/vanthu/signing/pdf"
)

// block is a page that ends in a position, room, and a name.
func block(name float64) []reading.Page {
	line := func(text string, left, top, right float64) reading.Line {
		return reading.Line{Text: text, Left: left, Top: top, Right: right, Bottom: top + 4}
	}
	return []reading.Page{{Width: 210, Height: 297, Lines: []reading.Line{
		line("Nơi nhận:", 30, 100, 48), line("CHỦ TỊCH", 140, 100, 166), line("Trần Văn Nghĩa", 136, name, 170),
	}}}
}

// signed signs a page in a role and says where the signature stands.
func signed(t *testing.T, change func(*signature.Order)) (pades.Visible, []byte) {
	t.Helper()
	order := ordered(t, signature.Person, "Trần Văn Nghĩa", pdftest.Options{Pages: 2})
	order.Text = text(block(130))
	change(&order)
	_, err := signature.Make(t.Context(), order)
	require.NoError(t, err)
	data, err := os.ReadFile(order.Out)
	require.NoError(t, err)
	doc, err := pdf.Open(bytes.NewReader(data), int64(len(data)))
	require.NoError(t, err)
	fields, err := doc.SignatureFields()
	require.NoError(t, err)
	require.Len(t, fields, 1)
	stands, ok, err := pades.Standing(doc, fields[0])
	require.NoError(t, err)
	require.True(t, ok)
	return stands, data
}

func TestPersonSignsBetweenPositionAndName(t *testing.T) {
	at, _ := signed(t, func(*signature.Order) {})
	assert.Equal(t, 1, at.Page)
	assert.InDelta(t, 128, at.X, 0.1)
	assert.InDelta(t, 105.5, at.Y, 0.1)
	assert.InDelta(t, 50, at.Width, 0.1)
	assert.InDelta(t, 23, at.Height, 0.1)
}

// TestOtherwiseAtTheUsualPlace: no text, no room, or another role.
func TestOtherwiseAtTheUsualPlace(t *testing.T) {
	for name, change := range map[string]func(*signature.Order){
		"nothing reads text":  func(o *signature.Order) { o.Text = nil },
		"text unreadable":     func(o *signature.Order) { o.Text = unreadable },
		"no room for content": func(o *signature.Order) { o.Text = text(block(114)) },
		"page not there":      func(o *signature.Order) { o.Text = text(append(make([]reading.Page, 5), block(130)...)) },
		"initial":             func(o *signature.Order) { o.Role = signature.Initial },
	} {
		at, _ := signed(t, change)
		assert.NotEqual(t, [2]float64{128, 105.5}, [2]float64{at.X, at.Y}, name)
		assert.Greater(t, at.Y, 150.0, name)
	}
}

func unreadable(context.Context, string) ([]reading.Page, error) {
	return nil, errors.New("unreadable")
}

func text(pages []reading.Page) func(context.Context, string) ([]reading.Page, error) {
	return func(context.Context, string) ([]reading.Page, error) { return pages, nil }
}

// TestNoNameTwice: an image over the printed name stands alone, elsewhere the
// name comes with it.
func TestNoNameTwice(t *testing.T) {
	picture := image.NewNRGBA(image.Rect(0, 0, 40, 20))
	picture.Set(3, 3, color.NRGBA{B: 200, A: 255})
	var b bytes.Buffer
	require.NoError(t, png.Encode(&b, picture))
	_, here := signed(t, func(o *signature.Order) { o.Image = b.Bytes() })
	_, chosen := signed(t, func(o *signature.Order) {
		o.Image, o.Visible = b.Bytes(), &pades.Visible{Page: 1, X: 130, Y: 110, Width: 40, Height: 25}
	})
	_, elsewhere := signed(t, func(o *signature.Order) {
		o.Image, o.Visible = b.Bytes(), &pades.Visible{Page: 1, X: 20, Y: 20, Width: 50, Height: 30}
	})
	assert.False(t, bytes.Contains(here, []byte("/FontDescriptor")), "no text")
	assert.False(t, bytes.Contains(chosen, []byte("/FontDescriptor")), "no text")
	assert.True(t, bytes.Contains(elsewhere, []byte("/FontDescriptor")), "name and time")
}
