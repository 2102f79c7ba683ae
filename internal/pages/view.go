package pages

import (
	"math"

	"github.com/klippa-app/go-pdfium/requests"
)

// rect is a box; which way y counts depends on whose it is.
type rect struct{ x0, y0, x1, y1 float64 }

// view turns a page's own coordinates (points, y upwards) into those of the page
// as seen (millimetres from the top left, y downwards).
type view struct {
	visible rect // CropBox inside MediaBox
	turns   int  // quarter turns clockwise
}

func (d *document) view(page requests.Page) (view, error) {
	bounds, err := d.instance.FPDF_GetPageBoundingBox(&requests.FPDF_GetPageBoundingBox{Page: page})
	if err != nil {
		return view{}, err
	}
	rotation, err := d.instance.FPDFPage_GetRotation(&requests.FPDFPage_GetRotation{Page: page})
	if err != nil {
		return view{}, err
	}
	return view{visible: rectOf(bounds.Rect), turns: int(rotation.PageRotation) & 3}, nil
}

func (v view) point(x, y float64) (float64, float64) {
	switch v.turns {
	case 1:
		x, y = y-v.visible.y0, x-v.visible.x0
	case 2:
		x, y = v.visible.x1-x, y-v.visible.y0
	case 3:
		x, y = v.visible.y1-y, v.visible.x1-x
	default:
		x, y = x-v.visible.x0, v.visible.y1-y
	}
	return x * mmPerPoint, y * mmPerPoint
}

func (v view) box(r rect) rect {
	ax, ay := v.point(r.x0, r.y0)
	bx, by := v.point(r.x1, r.y1)
	return rect{min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)}
}

// upright tells whether text at an angle (radians, clockwise in the page's own
// coordinates) runs from left to right as seen, give or take six degrees.
func (v view) upright(angle float64) bool {
	turned := math.Mod(angle+float64(v.turns)*math.Pi/2, 2*math.Pi)
	return turned < 0.1 || turned > 2*math.Pi-0.1
}
