package pages

import (
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/structs"

	"github.com/vanthu/vanthu/office/reading/glyphs"
)

const mmPerPoint = glyphs.MMPerPoint

func (d *document) view(page requests.Page) (glyphs.View, error) {
	bounds, err := d.instance.FPDF_GetPageBoundingBox(&requests.FPDF_GetPageBoundingBox{Page: page})
	if err != nil {
		return glyphs.View{}, err
	}
	rotation, err := d.instance.FPDFPage_GetRotation(&requests.FPDFPage_GetRotation{Page: page})
	if err != nil {
		return glyphs.View{}, err
	}
	return glyphs.View{Visible: rectOf(bounds.Rect), Turns: int(rotation.PageRotation) & 3}, nil
}

func rectOf(r structs.FPDF_FS_RECTF) glyphs.Rect {
	return glyphs.Rect{X0: float64(r.Left), Y0: float64(r.Bottom), X1: float64(r.Right), Y1: float64(r.Top)}
}
