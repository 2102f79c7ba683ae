package forge

import (
	"slices"

	"github.com/vanthu/vanthu/internal/pkitest"
	"github.com/vanthu/vanthu/signing/pades"
	"github.com/vanthu/vanthu/signing/pdf"
	"github.com/vanthu/vanthu/signing/verify"
)

func box(numbers ...int) pdf.Array {
	var a pdf.Array
	for _, n := range numbers {
		a = append(a, pdf.Integer(n))
	}
	return a
}

var (
	overText = box(50, 690, 300, 730) // "Page 1 of the document" stands at 60, 700
	margin   = box(400, 20, 580, 60)
)

func annotation(kind string, rect pdf.Array, more ...pdf.Dict) pdf.Dict {
	d := pdf.Dict{"Type": pdf.Name("Annot"), "Subtype": pdf.Name(kind), "Rect": rect, "Contents": pdf.Text("Đồng ý"), "F": pdf.Integer(4)}
	for _, m := range more {
		for k, v := range m {
			d[k] = v
		}
	}
	return d
}

func annotated(d pdf.Dict) edit {
	return func(doc *pdf.Document, u *pdf.Update) { addAnnotation(doc, u, u.Add(d)) }
}

func drawn(u *pdf.Update, width, height int) pdf.Dict {
	return pdf.Dict{"AP": pdf.Dict{"N": u.Add(&pdf.Stream{
		Dict: pdf.Dict{"Type": pdf.Name("XObject"), "Subtype": pdf.Name("Form"), "BBox": box(0, 0, width, height)},
		Data: []byte("1 g 0 0 999 999 re f"),
	})}}
}

// certify signs with a permission for what comes later.
func certify(p pades.Permission, e edit) func(*Workshop) []byte {
	return func(w *Workshop) []byte {
		file := twoPages()
		return revised(w.sign(file, w.PKI.Leader, func(r *pades.Request) { r.Certify = p }), e)
	}
}

// script is what no annotation may bring.
var script = pdf.Dict{"A": runs}

// Evil annotations.
func annotationAttacks() []Case {
	part := "intact part"
	withStamp := func(doc *pdf.Document, u *pdf.Update) {
		addAnnotation(doc, u, u.Add(annotation("Stamp", overText, drawn(u, 250, 40))))
	}
	find := func(doc *pdf.Document) (stamp pdf.Ref) {
		for _, o := range resolve[pdf.Array](doc, resolve[pdf.Dict](doc, pageRef)["Annots"]) {
			if resolve[pdf.Dict](doc, o)["Subtype"] == pdf.Name("Stamp") {
				stamp = o.(pdf.Ref)
			}
		}
		return stamp
	}
	return []Case{
		covered.to("free text over the text", part, later(annotated(annotation("FreeText", overText)))),
		covered.to("stamp over the text", part, later(withStamp)),
		covered.to("note with a drawing over the text", part, later(func(doc *pdf.Document, u *pdf.Update) {
			addAnnotation(doc, u, u.Add(annotation("Text", overText, drawn(u, 250, 40))))
		})),
		covered.to("highlight over the text", part, later(annotated(annotation("Highlight", overText)))),
		doubtful(verify.AnnotationsAdded).to("free text in the margin", part, later(annotated(annotation("FreeText", margin)))),
		doubtful(verify.AnnotationsAdded).to("note of a reader", part, later(annotated(annotation("Text", overText)))),
		altered.to("link with a script", part, later(annotated(annotation("Link", margin, script)))),
		altered.to("text field over the text", part, later(func(doc *pdf.Document, u *pdf.Update) {
			field := u.Add(annotation("Widget", overText, pdf.Dict{"FT": pdf.Name("Tx"), "T": pdf.Text("x"), "V": pdf.Text("9 000 000 000")}))
			setIn(doc, u, pageRef, pdf.Dict{"Annots": append(resolve[pdf.Array](doc, resolve[pdf.Dict](doc, pageRef)["Annots"]), field)})
			addField(doc, u, field)
		})),
		certified.to("certified against all changes, then annotated", part, certify(pades.NoChanges, annotated(annotation("FreeText", margin)))),
		certified.to("certified for filling, then annotated", part, certify(pades.FillAndSign, annotated(annotation("FreeText", overText)))),
		passed(verify.AnnotationsAllowed).to("certified for notes, then annotated over the text", part, certify(pades.AnnotateAsWell, annotated(annotation("FreeText", overText)))),
		altered.to("certified for notes, then content replaced", part, certify(pades.AnnotateAsWell, func(_ *pdf.Document, u *pdf.Update) { u.Set(contentRef, evil) })),
		altered.to("certified for notes, then a script", part, certify(pades.AnnotateAsWell, annotated(annotation("Link", margin, script)))),
		covered.to("stamp taken away", part, prepared(withStamp, func(doc *pdf.Document, u *pdf.Update) {
			annots := resolve[pdf.Array](doc, resolve[pdf.Dict](doc, pageRef)["Annots"])
			at := slices.Index(annots, pdf.Object(find(doc)))
			setIn(doc, u, pageRef, pdf.Dict{"Annots": slices.Delete(slices.Clone(annots), at, at+1)})
		})),
		covered.to("stamp hidden", part, prepared(withStamp, func(doc *pdf.Document, u *pdf.Update) {
			setIn(doc, u, find(doc), pdf.Dict{"F": pdf.Integer(2)})
		})),
		covered.to("stamp draws something else", part, prepared(withStamp, func(doc *pdf.Document, u *pdf.Update) {
			look := resolve[pdf.Dict](doc, resolve[pdf.Dict](doc, find(doc))["AP"])["N"].(pdf.Ref)
			setStream(doc, u, look, "0 g 0 0 999 999 re f")
		})),
		altered.to("stamp gets a script", part, prepared(withStamp, func(doc *pdf.Document, u *pdf.Update) {
			setIn(doc, u, find(doc), script)
		})),
		doubtful(verify.StrangerOverContent).to("signed over the text by a stranger", "intact part, intact whole", func(w *Workshop) []byte {
			return w.signedOver(w.genuine(), w.stranger())
		}),
		doubtful(verify.StrangerOverContent).to("signed by a stranger in a field prepared over the text", "intact whole, intact part", func(w *Workshop) []byte {
			file := revised(twoPages(), func(doc *pdf.Document, u *pdf.Update) { setIn(doc, u, emptyRef, pdf.Dict{"Rect": overText}) })
			return w.signedOver(w.sign(file, w.PKI.Leader), w.stranger(), func(r *pades.Request) { r.Field, r.Visible = "Approval", nil })
		}),
		covered.to("empty signature field that draws over the text", part, later(func(doc *pdf.Document, u *pdf.Update) {
			sneaky(doc, u, nil)
		})),
		covered.to("signature field without a signature that draws over the text", "intact part, broken part", later(func(doc *pdf.Document, u *pdf.Update) {
			sneaky(doc, u, u.Add(pdf.Dict{"Type": pdf.Name("Sig"), "Filter": pdf.Name("Adobe.PPKLite"), "Contents": pdf.String("x")}))
		})),
		covered.to("signature field that borrows the leader's signature", "intact part, intact part", later(func(doc *pdf.Document, u *pdf.Update) {
			sneaky(doc, u, signedRef(doc))
		})),
		covered.to("signature field that borrows the agency's signature, which shows in two places", "intact part, intact part, intact part, intact part", func(w *Workshop) []byte {
			return revised(w.sign(w.genuine(), w.PKI.Agency, elsewhere), func(doc *pdf.Document, u *pdf.Update) { sneaky(doc, u, signedRef(doc)) })
		}),
		covered.to("signature field listed first that borrows the leader's signature", "intact part, intact part", later(func(doc *pdf.Document, u *pdf.Update) {
			sneaky(doc, u, signedRef(doc))
			root := resolve[pdf.Dict](doc, catalogRef).Clone()
			form := resolve[pdf.Dict](doc, root["AcroForm"]).Clone()
			names := resolve[pdf.Array](doc, form["Fields"])
			form["Fields"] = append(pdf.Array{lastOf(u)}, names...)
			root["AcroForm"] = form
			u.Set(catalogRef, root)
		})),
	}
}

// lastOf is the object added last.
func lastOf(u *pdf.Update) pdf.Ref { return pdf.Ref{Number: u.Add(pdf.Null{}).Number - 1} }

func (w *Workshop) stranger() *pkitest.Identity {
	root := must(pkitest.NewRoot(w.random, "CA lạ", pkitest.ECDSAP256, pkitest.Around(w.Now, 5)))
	return w.leafOf(root)
}

// signedOver signs with a picture over the text of the first page.
func (w *Workshop) signedOver(file []byte, id *pkitest.Identity, alter ...func(*pades.Request)) []byte {
	return w.sign(file, id, append([]func(*pades.Request){func(r *pades.Request) {
		r.Visible, r.Appearance = &pades.Visible{Page: 1, X: 18, Y: 38, Width: 90, Height: 18}, Blank
	}}, alter...)...)
}

// sneaky adds a signature field with a picture over the text, whatever its value.
func sneaky(doc *pdf.Document, u *pdf.Update, value pdf.Object) {
	d := annotation("Widget", overText, drawn(u, 250, 40), pdf.Dict{"FT": pdf.Name("Sig"), "T": pdf.Text("Sneaky"), "P": pageRef})
	if value != nil {
		d["V"] = value
	}
	field := u.Add(d)
	addAnnotation(doc, u, field)
	addField(doc, u, field)
}
