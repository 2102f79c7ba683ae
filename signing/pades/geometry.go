package pades

import "github.com/vanthu/vanthu/signing/pdf"

const pointsPerMillimetre = 72 / 25.4

func points(mm float64) float64 { return mm * pointsPerMillimetre }

// within moves a rectangle that would run off the page as seen back onto it.
// On a page smaller than the rectangle it begins at the corner and runs off: a
// smaller box might not hold its text any more.
func within(p pdf.Page, v Visible) Visible {
	width, height := seen(p.CropBox, p)
	v.X = inside(v.X, v.Width, width/pointsPerMillimetre)
	v.Y = inside(v.Y, v.Height, height/pointsPerMillimetre)
	return v
}

// Touches tells whether something of the rectangle stands on the page as seen;
// where nothing does, whoever gave it meant another page or another unit.
func (v Visible) Touches(p pdf.Page) bool {
	width, height := PageSize(p)
	return v.X < width && v.Y < height && v.X+v.Width > 0 && v.Y+v.Height > 0
}

func inside(start, length, room float64) float64 {
	return max(0, min(start, room-length))
}

// onPage turns millimetres from the top left of the page as seen into user
// space: /Rotate turns the page clockwise, /CropBox is what is seen of it, and
// a user unit is /UserUnit points (ISO 32000-2 §7.7.3.3).
func onPage(p pdf.Page, v Visible) pdf.Rect {
	x, y := points(v.X)/p.UserUnit, points(v.Y)/p.UserUnit
	w, h := points(v.Width)/p.UserUnit, points(v.Height)/p.UserUnit
	box := p.CropBox
	switch p.Rotate {
	case 90: // seen right is up, seen down is right
		return pdf.Rect{LLX: box.LLX + y, LLY: box.LLY + x, URX: box.LLX + y + h, URY: box.LLY + x + w}
	case 180:
		return pdf.Rect{LLX: box.URX - x - w, LLY: box.LLY + y, URX: box.URX - x, URY: box.LLY + y + h}
	case 270: // seen right is down, seen down is left
		return pdf.Rect{LLX: box.URX - y - h, LLY: box.URY - x - w, URX: box.URX - y, URY: box.URY - x}
	}
	return pdf.Rect{LLX: box.LLX + x, LLY: box.URY - y - h, URX: box.LLX + x + w, URY: box.URY - y}
}

// seen gives a rectangle's size in points as it appears on the page.
func seen(r pdf.Rect, p pdf.Page) (width, height float64) {
	width, height = r.Width()*p.UserUnit, r.Height()*p.UserUnit
	if p.Rotate%180 != 0 {
		return height, width
	}
	return width, height
}
