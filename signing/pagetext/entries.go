package pagetext

import (
	"strings"

	"github.com/vanthu/vanthu/office/reading"
	"github.com/vanthu/vanthu/office/reading/glyphs"
	"github.com/vanthu/vanthu/signing/pdf"
)

const (
	maxEntries    = 500 // annotations of a page that are looked at
	maxEntryBytes = 4000
)

// entries are what was written on a page after it was made: the values of form
// fields and free text (ISO 32000-2 §12.5.6.6 and §12.5.6.19). A number and a
// date that come after the leader's signature stand there, not in the page.
func (r *Reader) entries(p pdf.Page, view glyphs.View) (lines []reading.Line) {
	annotations, _ := r.value(p.Dict["Annots"]).(pdf.Array)
	for _, o := range annotations[:min(len(annotations), maxEntries)] {
		if line, ok := r.entry(r.dict(o), view); ok {
			lines = append(lines, line)
		}
	}
	return lines
}

func (r *Reader) entry(annotation pdf.Dict, view glyphs.View) (reading.Line, bool) {
	text := ""
	switch r.value(annotation["Subtype"]) {
	case pdf.Object(pdf.Name("Widget")):
		if text = r.text(annotation["V"]); text == "" {
			text = r.text(annotation["Contents"]) // what a signature says it shows
		}
	case pdf.Object(pdf.Name("FreeText")):
		text = r.text(annotation["Contents"])
	}
	rect, ok := r.doc.Rect(annotation["Rect"])
	if text = strings.Join(strings.Fields(text), " "); text == "" || !ok {
		return reading.Line{}, false
	}
	b := view.Box(glyphs.Rect{X0: rect.LLX, Y0: rect.LLY, X1: rect.URX, Y1: rect.URY})
	return reading.Line{Text: text, Left: b.X0, Top: b.Y0, Right: b.X1, Bottom: b.Y1}, glyphs.Finite(b.X0, b.Y0, b.X1, b.Y1)
}

// text reads a text string or a text stream; what is too long is none.
func (r *Reader) text(o pdf.Object) string {
	text := pdf.String(nil)
	switch v := r.value(o).(type) {
	case pdf.String:
		text = v
	case *pdf.Stream:
		text, _ = r.doc.StreamData(v)
	}
	if s := text.Text(); len(s) <= maxEntryBytes {
		return s
	}
	return ""
}
