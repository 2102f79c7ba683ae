package pages

import (
	"strings"

	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"github.com/vanthu/vanthu/office/reading"
	"github.com/vanthu/vanthu/office/reading/glyphs"
)

const (
	maxEntries    = 500 // annotations of a page that are looked at
	maxEntryBytes = 4000
)

// entries are what was written on a page after it was made: the values of form
// fields and free text (ISO 32000-2 §12.5.6.6 and §12.5.6.19). A number and a
// date that come after the leader's signature stand there, not in the page.
func (d *document) entries(page requests.Page, view glyphs.View) (lines []reading.Line) {
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

func (d *document) entry(annotation references.FPDF_ANNOTATION, view glyphs.View) (reading.Line, bool) {
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
	value := d.stringOf(annotation, key)
	if value == "" && key == "V" { // what a signature says it shows
		value = d.stringOf(annotation, "Contents")
	}
	if len(value) > maxEntryBytes {
		return reading.Line{}, false
	}
	place, err := d.instance.FPDFAnnot_GetRect(&requests.FPDFAnnot_GetRect{Annotation: annotation})
	if d.unanswered(err) {
		return reading.Line{}, false
	}
	text := strings.Join(strings.Fields(value), " ")
	b := view.Box(rectOf(place.Rect))
	ok := text != "" && glyphs.Finite(b.X0, b.Y0, b.X1, b.Y1)
	return reading.Line{Text: text, Left: b.X0, Top: b.Y0, Right: b.X1, Bottom: b.Y1}, ok
}

// stringOf gives an entry that is a text: other signatures have none, and what a
// check mark has is a name.
func (d *document) stringOf(annotation references.FPDF_ANNOTATION, key string) string {
	kind, err := d.instance.FPDFAnnot_GetValueType(&requests.FPDFAnnot_GetValueType{Annotation: annotation, Key: key})
	if err != nil || kind.ValueType == enums.FPDF_OBJECT_TYPE_NAME {
		return ""
	}
	value, err := d.instance.FPDFAnnot_GetStringValue(&requests.FPDFAnnot_GetStringValue{Annotation: annotation, Key: key})
	if err != nil {
		return ""
	}
	return value.Value
}
