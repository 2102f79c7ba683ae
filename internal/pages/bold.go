package pages

import (
	"strings"

	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

// forceBold is the flag of ISO 32000-2 table 121.
const forceBold = 1 << 18

// boldness tells whether a glyph's font is bold by its name or flags; by the
// thickness of its stems it cannot be told, many programs write any number.
func (d *document) boldness(text references.FPDF_TEXTPAGE) func(index int) bool {
	return func(index int) bool {
		font, err := d.instance.FPDFText_GetFontInfo(&requests.FPDFText_GetFontInfo{TextPage: text, Index: index})
		if d.unanswered(err) {
			return false
		}
		return font.Flags&forceBold != 0 || strings.Contains(strings.ToLower(font.FontName), "bold")
	}
}
