package pades

import "github.com/vanthu/vanthu/signing/pdf"

const pointsPerMillimetre = 72 / 25.4

func points(mm float64) float64 { return mm * pointsPerMillimetre }

// On gives the place that v comes to have on a page: within it as seen, of the
// same size, or shrunk in proportion where the page is smaller than that.
func (v Visible) On(p pdf.Page) Visible {
	width, height := PageSize(p)
	scale := min(1, width/v.Width, height/v.Height)
	v.Width, v.Height = v.Width*scale, v.Height*scale
	v.X = inside(v.X, v.Width, width)
	v.Y = inside(v.Y, v.Height, height)
	return v
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
