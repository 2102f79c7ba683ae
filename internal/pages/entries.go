package pages

import (
	"strings"

	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"github.com/vanthu/vanthu/office/reading"
)

const (
	maxEntries    = 500 // annotations of a page that are looked at
	maxEntryBytes = 4000
)

// entries are what was written on a page after it was made: the values of form
// fields and free text (ISO 32000-2 §12.5.6.6 and §12.5.6.19). A number and a
// date that come after the leader's signature stand there, not in the page.
func (d *document) entries(page requests.Page, view view) (lines []reading.Line) {
	count, err := d.instance.FPDFPage_GetAnnotCount(&requests.FPDFPage_GetAnnotCount{Page: page})
	if d.unanswered(err) {
		return nil
	}
	for i := range min(count.Count, maxEntries) {
		opened, err := d.instance.FPDFPage_GetAnnot(&requests.FPDFPage_GetAnnot{Page: page, Index: i})
		if err != nil {
			continue // what is no dictionary is no annotation
		}
		if line, ok := d.entry(opened.Annotation, view); ok {
			lines = append(lines, line)
		}
		_, _ = d.instance.FPDFPage_CloseAnnot(&requests.FPDFPage_CloseAnnot{Annotation: opened.Annotation})
	}
	return lines
}

func (d *document) entry(annotation references.FPDF_ANNOTATION, view view) (reading.Line, bool) {
	kind, err := d.instance.FPDFAnnot_GetSubtype(&requests.FPDFAnnot_GetSubtype{Annotation: annotation})
	if d.unanswered(err) {
		return reading.Line{}, false
	}
	key := ""
	switch kind.Subtype {
	case enums.FPDF_ANNOT_SUBTYPE_WIDGET:
		key = "V"
	case enums.FPDF_ANNOT_SUBTYPE_FREETEXT:
		key = "Contents"
	default:
		return reading.Line{}, false
	}
	value, err := d.instance.FPDFAnnot_GetStringValue(&requests.FPDFAnnot_GetStringValue{Annotation: annotation, Key: key})
	if key == "V" && (err != nil || value.Value == "") { // what a signature says it shows
		value, err = d.instance.FPDFAnnot_GetStringValue(&requests.FPDFAnnot_GetStringValue{Annotation: annotation, Key: "Contents"})
	}
	if err != nil || len(value.Value) > maxEntryBytes {
		return reading.Line{}, false // other signatures and check marks have no text
	}
	place, err := d.instance.FPDFAnnot_GetRect(&requests.FPDFAnnot_GetRect{Annotation: annotation})
	if d.unanswered(err) {
		return reading.Line{}, false
	}
	text := strings.Join(strings.Fields(value.Value), " ")
	b := view.box(rectOf(place.Rect))
	ok := text != "" && finite(b.x0, b.y0, b.x1, b.y1)
	return reading.Line{Text: text, Left: b.x0, Top: b.y0, Right: b.x1, Bottom: b.y1}, ok
}
