package forge

import (
	"bytes"
	"fmt"

	"github.com/vanthu/vanthu/internal/pdftest"
	"github.com/vanthu/vanthu/signing/pdf"
)

// Objects of the sample document.
var (
	catalogRef = pdf.Ref{Number: pdftest.CatalogNumber}
	pagesRef   = pdf.Ref{Number: pdftest.PagesNumber}
	fontRef    = pdf.Ref{Number: pdftest.FontNumber}
	noteRef    = pdf.Ref{Number: pdftest.TextFieldNumber}
	emptyRef   = pdf.Ref{Number: pdftest.SignatureNumber}
	pageRef    = pdf.Ref{Number: pdftest.FirstPageNumber}
	contentRef = pdf.Ref{Number: pdftest.FirstPageNumber + 1}
	hidden     = pdf.Ref{Number: 500} // missing when signed
)

func twoPages() []byte { return pdftest.Build(pdftest.Options{Form: true, Pages: 2}) }

// blankFile is what forgers sign.
func blankFile() []byte { return pdftest.Build(pdftest.Options{}) }

// edit is one revision.
type edit func(doc *pdf.Document, u *pdf.Update)

// later appends a revision to the genuine file.
func later(e edit) func(*Workshop) []byte {
	return func(w *Workshop) []byte { return revised(w.genuine(), e) }
}

// prepared lets the forger make the document before the leader signs it, and
// alter it afterwards: the shadow attacks.
func prepared(before, after edit) func(*Workshop) []byte {
	return func(w *Workshop) []byte {
		return revised(w.sign(revised(twoPages(), before), w.PKI.Leader), after)
	}
}

// revised appends a revision as any program might.
func revised(file []byte, e edit) []byte {
	doc := open(file)
	u := pdf.NewUpdate(doc)
	e(doc, u)
	return append(bytes.Clone(file), must(u.Bytes())...)
}

func open(file []byte) *pdf.Document {
	return must(pdf.Open(bytes.NewReader(file), int64(len(file))))
}

func resolve[T pdf.Object](doc *pdf.Document, o pdf.Object) T {
	out, ok := must(doc.Resolve(o)).(T)
	hold(ok, fmt.Sprintf("%v is a %T", o, out))
	return out
}

var evil = &pdf.Stream{Dict: pdf.Dict{}, Data: []byte("BT /Helv 18 Tf 60 700 Td (Pay 9 000 000 000) Tj ET")}

// setIn gives an object's dictionary other entries.
func setIn(doc *pdf.Document, u *pdf.Update, ref pdf.Ref, entries pdf.Dict) {
	d := resolve[pdf.Dict](doc, ref).Clone()
	for k, v := range entries {
		d[k] = v
	}
	u.Set(ref, d)
}

func setStream(doc *pdf.Document, u *pdf.Update, ref pdf.Ref, data string) {
	s := resolve[*pdf.Stream](doc, ref)
	d := s.Dict.Clone()
	delete(d, "Filter")
	u.Set(ref, &pdf.Stream{Dict: d, Data: []byte(data)})
}

func replace(ref pdf.Ref) edit { return func(_ *pdf.Document, u *pdf.Update) { u.Set(ref, evil) } }

func inCatalog(key pdf.Name, value pdf.Object) edit {
	return func(doc *pdf.Document, u *pdf.Update) { setIn(doc, u, catalogRef, pdf.Dict{key: value}) }
}

func inForm(key pdf.Name, value pdf.Object) edit {
	return func(doc *pdf.Document, u *pdf.Update) {
		form := formOf(doc).Clone()
		form[key] = value
		setIn(doc, u, catalogRef, pdf.Dict{"AcroForm": form})
	}
}

func onPage(entries pdf.Dict) edit {
	return func(doc *pdf.Document, u *pdf.Update) { setIn(doc, u, pageRef, entries) }
}

func both(a, b edit) edit { return func(doc *pdf.Document, u *pdf.Update) { a(doc, u); b(doc, u) } }

func nothing(*pdf.Document, *pdf.Update) {}

func formOf(doc *pdf.Document) pdf.Dict {
	return resolve[pdf.Dict](doc, resolve[pdf.Dict](doc, catalogRef)["AcroForm"])
}

// addField enters a field into the form.
func addField(doc *pdf.Document, u *pdf.Update, field pdf.Object) {
	inForm("Fields", with(resolve[pdf.Array](doc, formOf(doc)["Fields"]), field))(doc, u)
}

// addAnnotation puts one on the first page.
func addAnnotation(doc *pdf.Document, u *pdf.Update, annotation pdf.Object) {
	annots := resolve[pdf.Array](doc, resolve[pdf.Dict](doc, pageRef)["Annots"])
	setIn(doc, u, pageRef, pdf.Dict{"Annots": with(annots, annotation)})
}

func with(list pdf.Array, more ...pdf.Object) pdf.Array {
	return append(append(pdf.Array{}, list...), more...)
}

// signedRef is the signature dictionary of the field that the leader signed.
func signedRef(doc *pdf.Document) pdf.Ref {
	fields := must(doc.SignatureFields())
	return fields[len(fields)-1].ValueRef
}

func signedField(doc *pdf.Document) pdf.Ref {
	fields := must(doc.SignatureFields())
	return fields[len(fields)-1].Ref
}

func rawData(doc *pdf.Document, ref pdf.Ref) []byte {
	return must(doc.RawData(resolve[*pdf.Stream](doc, ref)))
}
