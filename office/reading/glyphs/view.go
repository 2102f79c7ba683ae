package glyphs

import "math"

// Rect is a box; which way y counts depends on whose it is.
type Rect struct{ X0, Y0, X1, Y1 float64 }

// View turns a page's own coordinates (points, y upwards) into those of the page
// as seen (millimetres from the top left, y downwards).
type View struct {
	Visible Rect // CropBox inside MediaBox
	Turns   int  // quarter turns clockwise
}

// MMPerPoint is a point's length in millimetres.
const MMPerPoint = 25.4 / 72

// Point turns a point.
func (v View) Point(x, y float64) (float64, float64) {
	switch v.Turns {
	case 1:
		x, y = y-v.Visible.Y0, x-v.Visible.X0
	case 2:
		x, y = v.Visible.X1-x, y-v.Visible.Y0
	case 3:
		x, y = v.Visible.Y1-y, v.Visible.X1-x
	default:
		x, y = x-v.Visible.X0, v.Visible.Y1-y
	}
	return x * MMPerPoint, y * MMPerPoint
}

// Box turns a box.
func (v View) Box(r Rect) Rect {
	ax, ay := v.Point(r.X0, r.Y0)
	bx, by := v.Point(r.X1, r.Y1)
	return Rect{min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)}
}

// Upright tells whether text at an angle (radians, clockwise in the page's own
// coordinates) runs from left to right as seen, give or take six degrees.
func (v View) Upright(angle float64) bool {
	turned := math.Mod(angle+float64(v.Turns)*math.Pi/2, 2*math.Pi)
	return turned < 0.1 || turned > 2*math.Pi-0.1
}
