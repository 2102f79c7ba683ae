package pades

import "github.com/vanthu/vanthu/signing/pdf"

// Standing tells where a signature field stands, as a Visible would have placed
// it; ok is false for one that no page shows.
func Standing(doc *pdf.Document, f pdf.SignatureField) (v Visible, ok bool, err error) {
	n := 0
	for page, err := range doc.Pages() {
		if err != nil {
			return Visible{}, false, err
		}
		n++
		for _, w := range f.Widgets {
			rect, known := doc.Rect(w.Dict["Rect"])
			if known && !rect.Empty() && page.Ref != (pdf.Ref{}) && w.Dict["P"] == pdf.Object(page.Ref) {
				return asSeen(page, rect, n), true, nil
			}
		}
	}
	return Visible{}, false, nil
}

// PageSize is a page's width and height in millimetres as seen.
func PageSize(p pdf.Page) (width, height float64) {
	width, height = seen(p.CropBox, p)
	return width / pointsPerMillimetre, height / pointsPerMillimetre
}

// asSeen is the inverse of onPage.
func asSeen(p pdf.Page, r pdf.Rect, n int) Visible {
	box := p.CropBox
	x, y := r.LLX-box.LLX, box.URY-r.URY
	switch p.Rotate {
	case 90:
		x, y = r.LLY-box.LLY, r.LLX-box.LLX
	case 180:
		x, y = box.URX-r.URX, r.LLY-box.LLY
	case 270:
		x, y = box.URY-r.URY, box.URX-r.URX
	}
	width, height := seen(r, p)
	mm := p.UserUnit / pointsPerMillimetre
	return Visible{Page: n, X: x * mm, Y: y * mm, Width: width / pointsPerMillimetre, Height: height / pointsPerMillimetre}
}
