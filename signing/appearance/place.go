package appearance

import (
	"math"

	"github.com/vanthu/vanthu/signing/pdf"
)

// Place says where a profile stands when the person chose no place.
type Place struct {
	Page   string  `json:"page"`   // first or last
	Corner string  `json:"corner"` // top-left, top-right, bottom-left, bottom-right
	TopMM  float64 `json:"top_mm"` // from the top or bottom edge
	SideMM float64 `json:"side_mm"`
}

func (p Place) valid() bool {
	corner := p.Corner == "top-left" || p.Corner == "top-right" || p.Corner == "bottom-left" || p.Corner == "bottom-right"
	return corner && (p.Page == "first" || p.Page == "last") && isLength(p.TopMM) && isLength(p.SideMM)
}

// Rect is a place on a page as it is seen: Left and Top count from the page's
// top left corner.
type Rect struct{ Left, Top, Width, Height float64 }

// On gives the place of a box on a page, both in points.
func (p Place) On(page, box Size) Rect {
	at := Rect{points(p.SideMM), points(p.TopMM), box.Width, box.Height}
	if p.Corner == "top-right" || p.Corner == "bottom-right" {
		at.Left = page.Width - at.Left - box.Width
	}
	if p.Corner == "bottom-left" || p.Corner == "bottom-right" {
		at.Top = page.Height - at.Top - box.Height
	}
	return at
}

// SealOver places a seal as Decree 30/2020 wants it (annex I, II.8a): over a
// third of the person's signature, on its left.
func SealOver(signature Rect, seal Size) Rect {
	return Rect{
		Left:  signature.Left + signature.Width/3 - seal.Width,
		Top:   signature.Top + (signature.Height-seal.Height)/2,
		Width: seal.Width, Height: seal.Height,
	}
}

// Matrix turns a form so that it stands upright on a page whose /Rotate is
// given, its lower left corner staying at the origin (ISO 32000-2 §12.5.5,
// algorithm 8.1). What is no multiple of 90 counts as 0, as readers do.
func Matrix(rotate int, box Size) pdf.Array {
	numbers := [6]float64{1, 0, 0, 1, 0, 0}
	switch turn(rotate) {
	case 90:
		numbers = [6]float64{0, 1, -1, 0, box.Height, 0}
	case 180:
		numbers = [6]float64{-1, 0, 0, -1, box.Width, box.Height}
	case 270:
		numbers = [6]float64{0, -1, 1, 0, 0, box.Width}
	}
	matrix := make(pdf.Array, len(numbers))
	for i, v := range numbers {
		matrix[i] = pdf.Real(v)
		if v == math.Trunc(v) {
			matrix[i] = pdf.Integer(v)
		}
	}
	return matrix
}

// Turned is the size that a box as seen has in the page's own coordinates.
func Turned(rotate int, box Size) Size {
	if t := turn(rotate); t == 90 || t == 270 {
		return Size{box.Height, box.Width}
	}
	return box
}

func turn(rotate int) int {
	if rotate%90 != 0 {
		return 0
	}
	return ((rotate % 360) + 360) % 360
}

// millimetres is a length for a message, to a tenth.
func millimetres(length float64) float64 {
	return math.Round(length/pointsPerMM*10) / 10
}
