package forge

import (
	"bytes"
	"fmt"

	"github.com/vanthu/vanthu/internal/pdftest"
	"github.com/vanthu/vanthu/signing/pades"
	"github.com/vanthu/vanthu/signing/pdf"
	"github.com/vanthu/vanthu/signing/verify"
)

// form is a form XObject, state a graphics state under which nothing shows.
func form(data string) *pdf.Stream {
	return &pdf.Stream{Dict: pdf.Dict{"Type": pdf.Name("XObject"), "Subtype": pdf.Name("Form"), "BBox": box(0, 0, 595, 842)}, Data: []byte(data)}
}

const shows = "BT /Helv 18 Tf 60 700 Td (Pay) Tj ET"

// drawsBy has the page's content use a resource that stands in a dictionary
// which pretends to be something else.
func drawsBy(category, name pdf.Name, content string, pretence pdf.Dict, target pdf.Ref, first pdf.Object) edit {
	return func(doc *pdf.Document, u *pdf.Update) {
		u.Set(target, first)
		disguised := pretence.Clone()
		disguised[name] = target
		setIn(doc, u, pageRef, pdf.Dict{"Resources": pdf.Dict{
			"Font": pdf.Dict{"Helv": fontRef}, category: u.Add(disguised),
		}})
		setStream(doc, u, contentRef, content)
	}
}

// shadowAttacks are documents that the forger prepared: something harmless is
// also what a page shows, or will be.
func shadowAttacks() (attacks []Case) {
	shadow := func(name string, a Answer, before, after edit) {
		attacks = append(attacks, a.to(name, "intact part", prepared(before, after)))
	}
	shadow("hide: picture over the text taken away", altered, drawsBy("XObject", "X", shows+" /X Do", pdf.Dict{}, hidden, form("1 g 0 0 595 842 re f")),
		func(_ *pdf.Document, u *pdf.Update) { u.Set(hidden, form("")) })
	shadow("hide: picture over the text lost", altered, drawsBy("XObject", "X", shows+" /X Do", pdf.Dict{}, hidden, form("1 g 0 0 595 842 re f")),
		func(_ *pdf.Document, u *pdf.Update) { u.Set(hidden, pdf.Null{}) })
	shadow("replace: missing content supplied", altered, onPage(pdf.Dict{"Contents": pdf.Array{contentRef, hidden}}), replace(hidden))
	shadow("replace: content that was called metadata", altered, inCatalog("Metadata", contentRef), replace(contentRef))
	shadow("replace: content that was called evidence", altered, inCatalog("DSS", pdf.Dict{"VRI": contentRef}), replace(contentRef))
	shadow("replace: content that was the form", altered,
		both(onPage(pdf.Dict{"Contents": pdf.Array{contentRef, hidden}}), func(doc *pdf.Document, u *pdf.Update) {
			u.Set(hidden, formOf(doc))
			setIn(doc, u, catalogRef, pdf.Dict{"AcroForm": hidden})
		}), func(doc *pdf.Document, u *pdf.Update) {
			form := resolve[pdf.Dict](doc, hidden)
			replace(hidden)(doc, u)
			setIn(doc, u, catalogRef, pdf.Dict{"AcroForm": form})
		})
	shadow("replace: content that was the catalog", altered, onPage(pdf.Dict{"Contents": pdf.Array{contentRef, catalogRef}}),
		func(doc *pdf.Document, u *pdf.Update) {
			u.SetRoot(u.Add(resolve[pdf.Dict](doc, catalogRef)))
			replace(catalogRef)(doc, u)
		})
	shadow("hide: graphics state that was called information", altered,
		func(doc *pdf.Document, u *pdf.Update) {
			doc.Trailer()["Info"] = hidden
			drawsBy("ExtGState", "G", "/G gs "+shows, pdf.Dict{}, hidden, pdf.Dict{"ca": pdf.Real(1)})(doc, u)
		},
		func(_ *pdf.Document, u *pdf.Update) { u.Set(hidden, pdf.Dict{"ca": pdf.Real(0)}) })
	for name, pretence := range map[string]struct {
		key  pdf.Name
		dict pdf.Dict
	}{
		"a page":               {"Annots", pdf.Dict{"Type": pdf.Name("Page")}},
		"a reference":          {"Obj", pdf.Dict{"Type": pdf.Name("OBJR")}},
		"a signature's":        {"Data", pdf.Dict{"TransformMethod": pdf.Name("DocMDP")}},
		"an action":            {"T", pdf.Dict{"S": pdf.Name("Hide")}},
		"a node of a tree":     {"Kids", pdf.Dict{"Type": pdf.Name("Pages")}},
		"a widget on its page": {"P", pdf.Dict{"Subtype": pdf.Name("Widget")}},
	} {
		shadow("replace: resources that pretend to be "+name, altered,
			drawsBy("XObject", pretence.key, "/"+string(pretence.key)+" Do", pretence.dict, hidden, form(shows)),
			func(_ *pdf.Document, u *pdf.Update) { u.Set(hidden, form("")) })
	}
	shadow("hide: layer that pretends to be a signature field", altered, layerField, func(doc *pdf.Document, u *pdf.Update) {
		setIn(doc, u, hidden, pdf.Dict{"P": pdf.Name("AllOff")})
	})
	return append(attacks,
		altered.to("hide: layer that is signed as a signature field", "intact part, intact part", signedLayer),
		altered.to("hide: length of the content shortened", "intact part", shortened),
		altered.to("hide and replace: other catalog from the signed part", "intact part", hideAndReplace),
		altered.to("hide and replace: object from the signed part", "intact part", pointInside),
		doubtful(verify.ChangesUncompared).to("replace: content behind a reference to a reference", "intact part", aliased),
		altered.to("hide: object stream read from another place", "intact part", streamShifted),
	)
}

// layerField makes a membership dictionary, which decides on whether text shows,
// a field of the form.
func layerField(doc *pdf.Document, u *pdf.Update) {
	group := u.Add(pdf.Dict{"Type": pdf.Name("OCG"), "Name": pdf.Text("x")})
	u.Set(hidden, pdf.Dict{"OCGs": pdf.Array{group}, "P": pdf.Name("AnyOn"), "FT": pdf.Name("Sig"), "T": pdf.Text("Layer"), "Subtype": pdf.Name("Widget")})
	form := formOf(doc).Clone()
	form["Fields"] = append(append(pdf.Array{}, resolve[pdf.Array](doc, form["Fields"])...), hidden)
	setIn(doc, u, catalogRef, pdf.Dict{"AcroForm": form, "OCProperties": pdf.Dict{"OCGs": pdf.Array{group}, "D": pdf.Dict{}}})
	setIn(doc, u, pageRef, pdf.Dict{"Resources": pdf.Dict{"Font": pdf.Dict{"Helv": fontRef}, "Properties": pdf.Dict{"L": hidden}}})
	setStream(doc, u, contentRef, "/OC /L BDC "+shows+" EMC")
}

// signedLayer has the membership dictionary signed, then switched.
func signedLayer(w *Workshop) []byte {
	file := w.sign(revised(twoPages(), layerField), w.PKI.Leader)
	file = w.sign(file, w.PKI.Agency, func(r *pades.Request) { r.Field = "Layer" })
	return revised(file, func(doc *pdf.Document, u *pdf.Update) {
		setIn(doc, u, hidden, pdf.Dict{"P": pdf.Name("AllOff")})
	})
}

// shortened changes the number that a stream's /Length refers to.
func shortened(w *Workshop) []byte {
	content := "BT /Helv 18 Tf 60 700 Td (Pay 9) Tj ET"
	file := pdftest.Build(pdftest.Options{Form: true})
	file = bareRevision(file, contentRef.Number, 0, fmt.Sprintf("11 0 obj\n<</Length 500 0 R>>\nstream\n%s\nendstream\nendobj\n", content), "")
	file = revised(file, func(_ *pdf.Document, u *pdf.Update) { u.Set(hidden, pdf.Integer(len(content))) })
	return revised(w.sign(file, w.PKI.Leader), func(_ *pdf.Document, u *pdf.Update) { u.Set(hidden, pdf.Integer(3)) })
}

// hideAndReplace has a second document in the signed part, whose catalog the
// later trailer names.
func hideAndReplace(w *Workshop) []byte {
	var second pdf.Ref
	file := revised(pdftest.Build(pdftest.Options{Form: true}), func(doc *pdf.Document, u *pdf.Update) {
		page := resolve[pdf.Dict](doc, pageRef).Clone()
		page["Contents"] = u.Add(evil)
		root := resolve[pdf.Dict](doc, catalogRef).Clone()
		root["Pages"] = u.Add(pdf.Dict{"Type": pdf.Name("Pages"), "Count": pdf.Integer(1), "Kids": pdf.Array{u.Add(page)}, "MediaBox": box(0, 0, 595, 842)})
		second = u.Add(root)
	})
	return revised(w.sign(file, w.PKI.Leader), func(doc *pdf.Document, u *pdf.Update) {
		// What readers need to go on showing the signature.
		setIn(doc, u, second, pdf.Dict{"AcroForm": resolve[pdf.Dict](doc, catalogRef)["AcroForm"]})
		u.SetRoot(second)
	})
}

// pointInside points the cross-reference at an object inside of a stream that
// was signed.
func pointInside(w *Workshop) []byte {
	const inner = "11 0 obj\n<</Length 6>>\nstream\nq 99 Q\nendstream\nendobj\n"
	file := revised(blankFile(), func(_ *pdf.Document, u *pdf.Update) {
		u.Add(&pdf.Stream{Dict: pdf.Dict{}, Data: []byte("% " + inner)})
	})
	file = w.sign(file, w.PKI.Leader)
	at := bytes.Index(file, []byte("% "+inner)) + 2
	hold(at > 2, "place found")
	return pointTo(bytes.Clone(file), len(file), contentRef.Number, 0, at, "")
}

// aliased has the page's content be a reference to another object.
func aliased(w *Workshop) []byte {
	file := revised(blankFile(), func(_ *pdf.Document, u *pdf.Update) {
		u.Set(hidden, &pdf.Stream{Dict: pdf.Dict{}, Data: []byte(shows)})
		u.Set(contentRef, hidden)
	})
	return revised(w.sign(file, w.PKI.Leader), func(_ *pdf.Document, u *pdf.Update) { u.Set(hidden, evil) })
}

// streamShifted changes the number that an object stream's /First refers to, so
// that the page's list of contents becomes another one.
func streamShifted(w *Workshop) []byte {
	const head, lists = "600 0 ", "[11 0 R] [14 0 R]"
	file := revised(pdftest.Build(pdftest.Options{Kind: pdftest.Stream, Form: true, Pages: 2}), onPage(pdf.Dict{"Contents": pdf.Ref{Number: 600}}))
	file = revised(file, func(_ *pdf.Document, u *pdf.Update) { u.Set(hidden, pdf.Integer(len(head))) })
	previous, container := startOf(file), len(file)
	file = fmt.Appendf(file, "501 0 obj\n<</Type /ObjStm /N 1 /First 500 0 R /Length %d>>\nstream\n%s\nendstream\nendobj\n", len(head+lists), head+lists)
	start := len(file)
	file = fmt.Appendf(file, "601 0 obj\n<</Type /XRef /Size 602 /Root 1 0 R /Prev %d /W [1 4 1] /Index [501 1 600 1] /Filter /ASCIIHexDecode /Length 25>>\n"+
		"stream\n01%08x0002%08x00>\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n", previous, container, 501, start)
	return revised(w.sign(file, w.PKI.Leader), func(_ *pdf.Document, u *pdf.Update) { u.Set(hidden, pdf.Integer(len(head)+9)) })
}

// startOf is what a file's last startxref says.
func startOf(file []byte) (start int) {
	at := bytes.LastIndex(file, []byte("startxref"))
	hold(at > 0, "place found")
	must(fmt.Sscanf(string(file[at:]), "startxref\n%d", &start))
	return start
}
