package verify_test

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/vanthu/vanthu/internal/pdftest"
	"github.com/vanthu/vanthu/signing/pdf"
)

var (
	pagesRef = pdf.Ref{Number: pdftest.PagesNumber}
	fontRef  = pdf.Ref{Number: pdftest.FontNumber}
	noteRef  = pdf.Ref{Number: pdftest.TextFieldNumber}
)

// What pages show was changed after signing.
func init() {
	part := "intact part"
	for name, e := range map[string]edit{
		"content replaced": func(_ *testing.T, _ *pdf.Document, u *pdf.Update) { u.Set(contentRef, evil) },
		"content taken away": func(_ *testing.T, _ *pdf.Document, u *pdf.Update) {
			u.Set(contentRef, pdf.Null{})
		},
		"page shows another content": func(t *testing.T, doc *pdf.Document, u *pdf.Update) {
			setIn(t, doc, u, pageRef, pdf.Dict{"Contents": u.Add(evil)})
		},
		"page shows more content": func(t *testing.T, doc *pdf.Document, u *pdf.Update) {
			setIn(t, doc, u, pageRef, pdf.Dict{"Contents": pdf.Array{contentRef, u.Add(evil)}})
		},
		"page turned": func(t *testing.T, doc *pdf.Document, u *pdf.Update) {
			setIn(t, doc, u, pageRef, pdf.Dict{"Rotate": pdf.Integer(90)})
		},
		"page cropped": func(t *testing.T, doc *pdf.Document, u *pdf.Update) {
			setIn(t, doc, u, pageRef, pdf.Dict{"CropBox": pdf.Array{pdf.Integer(0), pdf.Integer(0), pdf.Integer(500), pdf.Integer(600)}})
		},
		"page removed": func(t *testing.T, doc *pdf.Document, u *pdf.Update) {
			setIn(t, doc, u, pagesRef, pdf.Dict{"Count": pdf.Integer(1), "Kids": pdf.Array{pageRef}})
		},
		"page put in": func(t *testing.T, doc *pdf.Document, u *pdf.Update) {
			page := resolve[pdf.Dict](t, doc, pageRef).Clone()
			page["Contents"] = u.Add(evil)
			kids := append(pdf.Array{u.Add(page)}, resolve[pdf.Dict](t, doc, pagesRef)["Kids"].(pdf.Array)...)
			setIn(t, doc, u, pagesRef, pdf.Dict{"Count": pdf.Integer(3), "Kids": kids})
		},
		"font replaced": func(_ *testing.T, _ *pdf.Document, u *pdf.Update) {
			u.Set(fontRef, pdf.Dict{"Type": pdf.Name("Font"), "Subtype": pdf.Name("Type1"), "BaseFont": pdf.Name("ZapfDingbats")})
		},
		"resources replaced": func(t *testing.T, doc *pdf.Document, u *pdf.Update) {
			setIn(t, doc, u, pageRef, pdf.Dict{"Resources": pdf.Dict{}})
		},
		"other pages in the catalog": func(t *testing.T, doc *pdf.Document, u *pdf.Update) {
			setIn(t, doc, u, catalogRef, pdf.Dict{"Pages": u.Add(resolve[pdf.Dict](t, doc, pagesRef))})
		},
		"another catalog": func(t *testing.T, doc *pdf.Document, u *pdf.Update) {
			root := resolve[pdf.Dict](t, doc, catalogRef).Clone()
			root["OpenAction"] = pdf.Dict{"S": pdf.Name("JavaScript"), "JS": pdf.Text("app.alert(1)")}
			u.SetRoot(u.Add(root))
		},
		"script when opened": func(t *testing.T, doc *pdf.Document, u *pdf.Update) {
			setIn(t, doc, u, catalogRef, pdf.Dict{"AA": pdf.Dict{"WC": pdf.Dict{"S": pdf.Name("JavaScript"), "JS": pdf.Text("1")}}})
		},
		"layers brought in": func(t *testing.T, doc *pdf.Document, u *pdf.Update) {
			group := u.Add(pdf.Dict{"Type": pdf.Name("OCG"), "Name": pdf.Text("x")})
			setIn(t, doc, u, catalogRef, pdf.Dict{"OCProperties": pdf.Dict{"OCGs": pdf.Array{group}, "D": pdf.Dict{"OFF": pdf.Array{group}}}})
		},
		"page that passes for a signature field": func(t *testing.T, doc *pdf.Document, u *pdf.Update) {
			page := resolve[pdf.Dict](t, doc, pageRef).Clone()
			page["Subtype"], page["FT"], page["T"] = pdf.Name("Widget"), pdf.Name("Sig"), pdf.Text("x")
			addField(t, doc, u, u.Add(page))
		},
	} {
		attacks = append(attacks, altered.to(name, part, later(e)))
	}
	attacks = append(attacks,
		altered.to("another generation of the content", part, func(t *testing.T) []byte {
			return bareRevision(t, genuine(t), contentRef.Number, 1, "11 1 obj\n<</Length 6>>\nstream\nq 99 Q\nendstream\nendobj\n", "")
		}),
		altered.to("content freed", part, func(t *testing.T) []byte {
			return bareRevision(t, genuine(t), contentRef.Number, -1, "", "")
		}),
		doubtful("verify.unsigned_tail").to("unsigned tail", part, func(t *testing.T) []byte {
			return append(genuine(t), "\n99 0 obj (tail) endobj\n"...)
		}),
		doubtful("verify.unsigned_tail").to("content replaced without a cross-reference", part, func(t *testing.T) []byte {
			return append(genuine(t), "\n11 0 obj\n<</Length 6>>\nstream\nq 99 Q\nendstream\nendobj\n"...)
		}),
		doubtful("verify.changes_uncompared").to("content replaced under a broken cross-reference", part, func(t *testing.T) []byte {
			return append(genuine(t), "\n11 0 obj\n<</Length 6>>\nstream\nq 99 Q\nendstream\nendobj\nstartxref\n7\n%%EOF\n"...)
		}),
		brokenHash.to("flipped byte", "broken whole", func(t *testing.T) []byte {
			return bytes.Replace(genuine(t), []byte("Page 1"), []byte("Page 7"), 1)
		}),
	)
}

// bareRevision appends an object as it is given, and a table that points at it,
// or, without an object, elsewhere: at is a place in the file, -1 frees.
func bareRevision(t *testing.T, file []byte, number, generation int, object, trailer string) []byte {
	t.Helper()
	place := len(file) + 1
	return pointTo(t, append(append(bytes.Clone(file), '\n'), object...), len(file), number, generation, place, trailer)
}

// pointTo ends a file with a table of one entry. end is where the previous
// revision ended.
func pointTo(t *testing.T, file []byte, end, number, generation, place int, trailer string) []byte {
	t.Helper()
	previous := startOf(t, file[:end])
	entry := fmt.Sprintf("%010d %05d n ", place, max(generation, 0))
	if generation < 0 {
		entry = "0000000000 00001 f "
	}
	start := len(file)
	return fmt.Appendf(file, "xref\n%d 1\n%s\ntrailer\n<</Size 99 /Root 1 0 R /Prev %d %s>>\nstartxref\n%d\n%%%%EOF\n", number, entry, previous, trailer, start)
}

// addField enters a field into the form.
func addField(t *testing.T, doc *pdf.Document, u *pdf.Update, field pdf.Object) {
	form := resolve[pdf.Dict](t, doc, resolve[pdf.Dict](t, doc, catalogRef)["AcroForm"]).Clone()
	form["Fields"] = append(append(pdf.Array{}, resolve[pdf.Array](t, doc, form["Fields"])...), field)
	setIn(t, doc, u, catalogRef, pdf.Dict{"AcroForm": form})
}

// addAnnotation puts one on the first page.
func addAnnotation(t *testing.T, doc *pdf.Document, u *pdf.Update, annotation pdf.Object) {
	page := resolve[pdf.Dict](t, doc, pageRef)
	annots := append(pdf.Array{}, resolve[pdf.Array](t, doc, page["Annots"])...)
	setIn(t, doc, u, pageRef, pdf.Dict{"Annots": append(annots, annotation)})
}
