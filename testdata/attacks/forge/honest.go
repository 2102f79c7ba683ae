package forge

import (
	"github.com/vanthu/vanthu/signing/pades"
	"github.com/vanthu/vanthu/signing/pdf"
	"github.com/vanthu/vanthu/signing/verify"
)

// Honest files are what programs do to signed files without touching what was
// signed: a verifier that refuses these is of no use.
func Honest() []Case {
	honest := func(name string, before, after edit, class verify.LaterChanges, change verify.ChangeKind) Case {
		return Case{Name: name, Answer: Answer{Result: verify.TotalPassed, LaterChanges: class, Change: change}, Pdfsig: "intact part", forge: prepared(before, after)}
	}
	return []Case{
		honest("form filled", nothing, filling("filled"), verify.SigningAndForms, verify.ChangeFormFilled),
		honest("form filled and drawn anew", withLook, func(doc *pdf.Document, u *pdf.Update) {
			d := look(u, "filled")
			d["V"] = pdf.Text("filled")
			setIn(doc, u, noteRef, d)
		}, verify.SigningAndForms, verify.ChangeFormFilled),
		honest("form filled, drawing overwritten in its place", withLook, func(doc *pdf.Document, u *pdf.Update) {
			fill(doc, u, "filled")
			setStream(doc, u, lookOf(doc), "BT /Helv 12 Tf 2 5 Td (filled) Tj ET")
		}, verify.SigningAndForms, verify.ChangeFormFilled),
		honest("value in an object of its own", func(doc *pdf.Document, u *pdf.Update) {
			u.Set(hidden, pdf.Text("kept"))
			setIn(doc, u, noteRef, pdf.Dict{"V": hidden})
		}, func(_ *pdf.Document, u *pdf.Update) { u.Set(hidden, pdf.Text("other")) }, verify.SigningAndForms, verify.ChangeFormFilled),
		honest("field made read-only", nothing, func(doc *pdf.Document, u *pdf.Update) {
			setIn(doc, u, noteRef, pdf.Dict{"Ff": pdf.Integer(1)})
		}, verify.SigningAndForms, verify.ChangeFieldLocked),
		honest("one of several boxes ticked", radio, func(doc *pdf.Document, u *pdf.Update) {
			group := resolve[pdf.Dict](doc, hidden)
			setIn(doc, u, hidden, pdf.Dict{"V": pdf.Name("B")})
			for i, state := range []pdf.Name{"Off", "B"} {
				setIn(doc, u, group["Kids"].(pdf.Array)[i].(pdf.Ref), pdf.Dict{"AS": state})
			}
		}, verify.SigningAndForms, verify.ChangeFormFilled),
		honest("empty field for another signature", nothing, nextField, verify.SigningAndForms, verify.ChangeEmptyField),
		honest("the same written anew", nothing, func(doc *pdf.Document, u *pdf.Update) {
			u.Set(pageRef, resolve[pdf.Dict](doc, pageRef))
			u.Set(contentRef, &pdf.Stream{Dict: pdf.Dict{}, Data: rawData(doc, contentRef)})
		}, verify.NoChanges, ""),
		honest("an object nobody refers to", nothing, func(_ *pdf.Document, u *pdf.Update) { u.Add(evil) }, verify.NoChanges, ""),
		honest("security store", nothing, func(doc *pdf.Document, u *pdf.Update) {
			inCatalog("DSS", u.Add(pdf.Dict{"Type": pdf.Name("DSS"), "Certs": pdf.Array{u.Add(evil)}}))(doc, u)
		}, verify.SigningAndForms, verify.ChangeEvidence),
		honest("security store extended", inCatalog("DSS", hidden), func(_ *pdf.Document, u *pdf.Update) {
			u.Set(hidden, pdf.Dict{"CRLs": pdf.Array{u.Add(evil)}})
		}, verify.SigningAndForms, verify.ChangeEvidence),
		honest("metadata", func(doc *pdf.Document, u *pdf.Update) {
			u.Set(hidden, &pdf.Stream{Dict: pdf.Dict{"Type": pdf.Name("Metadata")}, Data: []byte("<x/>")})
			inCatalog("Metadata", hidden)(doc, u)
		}, func(_ *pdf.Document, u *pdf.Update) {
			u.Set(hidden, &pdf.Stream{Dict: pdf.Dict{"Type": pdf.Name("Metadata")}, Data: []byte("<y/>")})
		}, verify.SigningAndForms, verify.ChangeMetadata),
		honest("information", func(doc *pdf.Document, u *pdf.Update) {
			doc.Trailer()["Info"] = hidden
			u.Set(hidden, pdf.Dict{"Title": pdf.Text("a")})
		}, func(_ *pdf.Document, u *pdf.Update) { u.Set(hidden, pdf.Dict{"Title": pdf.Text("b")}) }, verify.SigningAndForms, verify.ChangeInformation),
		honest("extensions", nothing, inCatalog("Extensions", pdf.Dict{"ESIC": pdf.Dict{"BaseVersion": pdf.Name("1.7")}}), verify.SigningAndForms, verify.ChangeCatalog),
		honest("page's date and order of fields", nothing, onPage(pdf.Dict{"LastModified": pdf.String("D:2026"), "Tabs": pdf.Name("S")}), verify.NoChanges, ""),
		honest("structure for reading aloud", tagged, func(doc *pdf.Document, u *pdf.Update) {
			setIn(doc, u, hidden, pdf.Dict{"K": u.Add(pdf.Dict{"Type": pdf.Name("StructElem"), "S": pdf.Name("Form")})})
		}, verify.SigningAndForms, verify.ChangeStructure),
		honest("field that the structure names", tagged, filling("other"), verify.SigningAndForms, verify.ChangeFormFilled),
		honest("field that a button resets", resets, filling("other"), verify.SigningAndForms, verify.ChangeFormFilled),
		honest("pages listed in an object of their own", func(doc *pdf.Document, u *pdf.Update) {
			kids := resolve[pdf.Dict](doc, pagesRef)["Kids"]
			setIn(doc, u, pagesRef, pdf.Dict{"Kids": u.Add(kids)})
			setIn(doc, u, catalogRef, pdf.Dict{"Outlines": u.Add(pdf.Dict{"First": u.Add(pdf.Dict{"Title": pdf.Text("1"), "Dest": pdf.Array{pageRef, pdf.Name("Fit")}})})})
		}, nextField, verify.SigningAndForms, verify.ChangeEmptyField),
		honest("empty field beside a link that names its page", func(doc *pdf.Document, u *pdf.Update) {
			link := annotation("Link", overText, pdf.Dict{"P": pageRef, "A": pdf.Dict{"S": pdf.Name("URI"), "URI": pdf.String("https://example.invalid/")}})
			addAnnotation(doc, u, u.Add(link))
		}, nextField, verify.SigningAndForms, verify.ChangeEmptyField),
		honest("empty field beside a stamp that names its page", func(doc *pdf.Document, u *pdf.Update) {
			addAnnotation(doc, u, u.Add(annotation("Stamp", overText, drawn(u, 250, 40), pdf.Dict{"P": pageRef})))
		}, nextField, verify.SigningAndForms, verify.ChangeEmptyField),
		honest("empty field beside a button that leads to its page", func(doc *pdf.Document, u *pdf.Update) {
			setIn(doc, u, noteRef, pdf.Dict{"FT": pdf.Name("Btn"), "V": pdf.Null{}, "A": pdf.Dict{"S": pdf.Name("GoTo"), "D": pdf.Array{pageRef, pdf.Name("Fit")}}})
		}, nextField, verify.SigningAndForms, verify.ChangeEmptyField),
		{"agency's seal over the text", Answer{Result: verify.TotalPassed, LaterChanges: verify.SigningAndForms, Change: verify.ChangeSignature}, "intact part, intact whole", func(w *Workshop) []byte {
			return w.signedOver(w.genuine(), w.PKI.Agency)
		}},
		{"agency's signature in two places", Answer{Result: verify.TotalPassed, LaterChanges: verify.SigningAndForms, Change: verify.ChangeSignature}, "intact part, intact whole, intact whole", func(w *Workshop) []byte {
			return w.sign(w.genuine(), w.PKI.Agency, elsewhere)
		}},
		{"zeros behind the end", Answer{Result: verify.TotalPassed, LaterChanges: verify.NoChanges}, "intact part", func(w *Workshop) []byte {
			return append(w.genuine(), "\r\n\x00\x00"...)
		}},
	}
}

// elsewhere shows a signature on the first page, as a number in a blank.
func elsewhere(r *pades.Request) {
	r.Elsewhere = []pades.Mark{{Field: "Number", Visible: pades.Visible{Page: 1, X: 150, Y: 100, Width: 20, Height: 6}, Appearance: Blank}}
}

// nextField adds an empty signature field.
func nextField(doc *pdf.Document, u *pdf.Update) {
	field := u.Add(annotation("Widget", margin, pdf.Dict{"FT": pdf.Name("Sig"), "T": pdf.Text("Next"), "P": pageRef}))
	addAnnotation(doc, u, field)
	addField(doc, u, field)
}

// radio adds a group of two boxes, of which the first is ticked.
func radio(doc *pdf.Document, u *pdf.Update) {
	var kids pdf.Array
	for _, state := range []pdf.Name{"A", "Off"} {
		kid := u.Add(pdf.Dict{"Type": pdf.Name("Annot"), "Subtype": pdf.Name("Widget"), "Parent": hidden, "AS": state, "Rect": margin})
		kids = append(kids, kid)
	}
	u.Set(hidden, pdf.Dict{"FT": pdf.Name("Btn"), "T": pdf.Text("Choice"), "V": pdf.Name("A"), "Kids": kids})
	annots := append(append(pdf.Array{}, resolve[pdf.Array](doc, resolve[pdf.Dict](doc, pageRef)["Annots"])...), kids...)
	setIn(doc, u, pageRef, pdf.Dict{"Annots": annots})
	addField(doc, u, hidden)
}

// tagged gives the file a structure that names the text field.
func tagged(doc *pdf.Document, u *pdf.Update) {
	element := u.Add(pdf.Dict{
		"Type": pdf.Name("StructElem"), "S": pdf.Name("Form"), "P": hidden, "Pg": pageRef,
		"K": pdf.Dict{"Type": pdf.Name("OBJR"), "Obj": noteRef, "Pg": pageRef},
	})
	u.Set(hidden, pdf.Dict{"Type": pdf.Name("StructTreeRoot"), "K": element})
	inCatalog("StructTreeRoot", hidden)(doc, u)
}

// resets gives the page an action that clears the text field.
func resets(doc *pdf.Document, u *pdf.Update) {
	onPage(pdf.Dict{"AA": pdf.Dict{"C": u.Add(pdf.Dict{"S": pdf.Name("ResetForm"), "Fields": pdf.Array{noteRef}})}})(doc, u)
}
