package forge

import (
	"bytes"
	"fmt"

	"github.com/vanthu/vanthu/signing/pdf"
	"github.com/vanthu/vanthu/signing/verify"
)

var runs = pdf.Dict{"S": pdf.Name("JavaScript"), "JS": pdf.Text("app.alert(1)")}

// contentAttacks change what pages show, or what viewers do, after signing.
func contentAttacks() (attacks []Case) {
	part := "intact part"
	for name, e := range map[string]edit{
		"content replaced": func(_ *pdf.Document, u *pdf.Update) { u.Set(contentRef, evil) },
		"content taken away": func(_ *pdf.Document, u *pdf.Update) {
			u.Set(contentRef, pdf.Null{})
		},
		"page shows another content": func(doc *pdf.Document, u *pdf.Update) {
			setIn(doc, u, pageRef, pdf.Dict{"Contents": u.Add(evil)})
		},
		"page shows more content": func(doc *pdf.Document, u *pdf.Update) {
			setIn(doc, u, pageRef, pdf.Dict{"Contents": pdf.Array{contentRef, u.Add(evil)}})
		},
		"page turned": func(doc *pdf.Document, u *pdf.Update) {
			setIn(doc, u, pageRef, pdf.Dict{"Rotate": pdf.Integer(90)})
		},
		"page cropped": func(doc *pdf.Document, u *pdf.Update) {
			setIn(doc, u, pageRef, pdf.Dict{"CropBox": pdf.Array{pdf.Integer(0), pdf.Integer(0), pdf.Integer(500), pdf.Integer(600)}})
		},
		"page removed": func(doc *pdf.Document, u *pdf.Update) {
			setIn(doc, u, pagesRef, pdf.Dict{"Count": pdf.Integer(1), "Kids": pdf.Array{pageRef}})
		},
		"page put in": func(doc *pdf.Document, u *pdf.Update) {
			page := resolve[pdf.Dict](doc, pageRef).Clone()
			page["Contents"] = u.Add(evil)
			kids := append(pdf.Array{u.Add(page)}, resolve[pdf.Dict](doc, pagesRef)["Kids"].(pdf.Array)...)
			setIn(doc, u, pagesRef, pdf.Dict{"Count": pdf.Integer(3), "Kids": kids})
		},
		"font replaced": func(_ *pdf.Document, u *pdf.Update) {
			u.Set(fontRef, pdf.Dict{"Type": pdf.Name("Font"), "Subtype": pdf.Name("Type1"), "BaseFont": pdf.Name("ZapfDingbats")})
		},
		"resources replaced": func(doc *pdf.Document, u *pdf.Update) {
			setIn(doc, u, pageRef, pdf.Dict{"Resources": pdf.Dict{}})
		},
		"other pages in the catalog": func(doc *pdf.Document, u *pdf.Update) {
			setIn(doc, u, catalogRef, pdf.Dict{"Pages": u.Add(resolve[pdf.Dict](doc, pagesRef))})
		},
		"another catalog": func(doc *pdf.Document, u *pdf.Update) {
			root := resolve[pdf.Dict](doc, catalogRef).Clone()
			root["OpenAction"] = runs
			u.SetRoot(u.Add(root))
		},
		"script when opened": func(doc *pdf.Document, u *pdf.Update) {
			setIn(doc, u, catalogRef, pdf.Dict{"AA": pdf.Dict{"WC": runs}})
		},
		"script when a page opens": onPage(pdf.Dict{"AA": pdf.Dict{"O": runs}}),
		"action when opened":       inCatalog("OpenAction", runs),
		"script by name": func(doc *pdf.Document, u *pdf.Update) {
			inCatalog("Names", pdf.Dict{"JavaScript": pdf.Dict{"Names": pdf.Array{pdf.Text("x"), runs}}})(doc, u)
		},
		"file embedded": func(doc *pdf.Document, u *pdf.Update) {
			file := pdf.Dict{"Type": pdf.Name("Filespec"), "F": pdf.Text("x.pdf"), "EF": pdf.Dict{"F": u.Add(evil)}}
			inCatalog("Names", pdf.Dict{"EmbeddedFiles": pdf.Dict{"Names": pdf.Array{pdf.Text("x"), file}}})(doc, u)
		},
		"file associated": func(doc *pdf.Document, u *pdf.Update) {
			inCatalog("AF", pdf.Array{pdf.Dict{"Type": pdf.Name("Filespec"), "F": pdf.Text("x.pdf"), "EF": pdf.Dict{"F": u.Add(evil)}}})(doc, u)
		},
		"made a portfolio":             inCatalog("Collection", pdf.Dict{"View": pdf.Name("D")}),
		"shown from the right":         inCatalog("ViewerPreferences", pdf.Dict{"Direction": pdf.Name("R2L"), "ViewArea": pdf.Name("BleedBox")}),
		"pages numbered anew":          inCatalog("PageLabels", pdf.Dict{"Nums": pdf.Array{pdf.Integer(0), pdf.Dict{"St": pdf.Integer(9)}}}),
		"rendered by XFA":              inCatalog("NeedsRendering", pdf.Bool(true)),
		"colours of output":            inCatalog("OutputIntents", pdf.Array{pdf.Dict{"S": pdf.Name("GTS_PDFX")}}),
		"address of links":             inCatalog("URI", pdf.Dict{"Base": pdf.String("https://example.invalid/")}),
		"page of another size by unit": onPage(pdf.Dict{"UserUnit": pdf.Integer(2)}),
		"page blended otherwise":       onPage(pdf.Dict{"Group": pdf.Dict{"S": pdf.Name("Transparency"), "I": pdf.Bool(true), "CS": pdf.Name("DeviceCMYK")}}),
		"page with threads":            onPage(pdf.Dict{"B": pdf.Array{}}),
		"size inherited": func(doc *pdf.Document, u *pdf.Update) {
			setIn(doc, u, pagesRef, pdf.Dict{"MediaBox": box(0, 0, 100, 100)})
		},
		"resources inherited": func(doc *pdf.Document, u *pdf.Update) {
			setIn(doc, u, pagesRef, pdf.Dict{"Resources": pdf.Dict{}})
		},
		"pages in another order": func(doc *pdf.Document, u *pdf.Update) {
			kids := resolve[pdf.Array](doc, resolve[pdf.Dict](doc, pagesRef)["Kids"])
			setIn(doc, u, pagesRef, pdf.Dict{"Kids": pdf.Array{kids[1], kids[0]}})
		},
		"content cut by its filter": func(doc *pdf.Document, u *pdf.Update) {
			u.Set(contentRef, &pdf.Stream{Dict: pdf.Dict{"Filter": pdf.Name("ASCIIHexDecode")}, Data: rawData(doc, contentRef)})
		},
		"content from another file": func(doc *pdf.Document, u *pdf.Update) {
			u.Set(contentRef, &pdf.Stream{Dict: pdf.Dict{"F": pdf.String("evil.bin")}, Data: rawData(doc, contentRef)})
		},
		"evidence that brings a catalog entry": func(doc *pdf.Document, u *pdf.Update) {
			setIn(doc, u, catalogRef, pdf.Dict{"DSS": pdf.Dict{"Certs": pdf.Array{u.Add(evil)}}, "OpenAction": runs})
		},
		"evidence in place of content": func(doc *pdf.Document, u *pdf.Update) {
			setIn(doc, u, catalogRef, pdf.Dict{"DSS": pdf.Dict{"Certs": pdf.Array{contentRef}}})
			u.Set(contentRef, evil)
		},
		"layers brought in": func(doc *pdf.Document, u *pdf.Update) {
			group := u.Add(pdf.Dict{"Type": pdf.Name("OCG"), "Name": pdf.Text("x")})
			setIn(doc, u, catalogRef, pdf.Dict{"OCProperties": pdf.Dict{"OCGs": pdf.Array{group}, "D": pdf.Dict{"OFF": pdf.Array{group}}}})
		},
		"page that passes for a signature field": func(doc *pdf.Document, u *pdf.Update) {
			page := resolve[pdf.Dict](doc, pageRef).Clone()
			page["Subtype"], page["FT"], page["T"] = pdf.Name("Widget"), pdf.Name("Sig"), pdf.Text("x")
			addField(doc, u, u.Add(page))
		},
	} {
		attacks = append(attacks, altered.to(name, part, later(e)))
	}
	return append(attacks,
		altered.to("another generation of the content", part, func(w *Workshop) []byte {
			return bareRevision(w.genuine(), contentRef.Number, 1, "11 1 obj\n<</Length 6>>\nstream\nq 99 Q\nendstream\nendobj\n", "")
		}),
		altered.to("content freed", part, func(w *Workshop) []byte {
			return bareRevision(w.genuine(), contentRef.Number, -1, "", "")
		}),
		doubtful(verify.UnsignedTail).to("unsigned tail", part, func(w *Workshop) []byte {
			return append(w.genuine(), "\n99 0 obj (tail) endobj\n"...)
		}),
		doubtful(verify.UnsignedTail).to("content replaced without a cross-reference", part, func(w *Workshop) []byte {
			return append(w.genuine(), "\n11 0 obj\n<</Length 6>>\nstream\nq 99 Q\nendstream\nendobj\n"...)
		}),
		doubtful(verify.ChangesUncompared).to("content replaced under a broken cross-reference", part, func(w *Workshop) []byte {
			return append(w.genuine(), "\n11 0 obj\n<</Length 6>>\nstream\nq 99 Q\nendstream\nendobj\nstartxref\n7\n%%EOF\n"...)
		}),
		brokenHash.to("flipped byte", "broken whole", func(w *Workshop) []byte {
			return bytes.Replace(w.genuine(), []byte("Page 1"), []byte("Page 7"), 1)
		}),
	)
}

// bareRevision appends an object as it is given, and a table that points at it,
// or, without an object, elsewhere: at is a place in the file, -1 frees.
func bareRevision(file []byte, number, generation int, object, trailer string) []byte {
	place := len(file) + 1
	return pointTo(append(append(bytes.Clone(file), '\n'), object...), len(file), number, generation, place, trailer)
}

// pointTo ends a file with a table of one entry. end is where the previous
// revision ended.
func pointTo(file []byte, end, number, generation, place int, trailer string) []byte {
	previous := startOf(file[:end])
	entry := fmt.Sprintf("%010d %05d n ", place, max(generation, 0))
	if generation < 0 {
		entry = "0000000000 00001 f "
	}
	start := len(file)
	return fmt.Appendf(file, "xref\n%d 1\n%s\ntrailer\n<</Size 99 /Root 1 0 R /Prev %d %s>>\nstartxref\n%d\n%%%%EOF\n", number, entry, previous, trailer, start)
}
