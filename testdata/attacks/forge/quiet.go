package forge

import (
	"github.com/vanthu/vanthu/signing/pades"
	"github.com/vanthu/vanthu/signing/pdf"
	"github.com/vanthu/vanthu/signing/verify"
)

// quietAttacks change what is not looked at for itself: text behind the letters,
// the state of layers, where links lead, what buttons and lists show.
func quietAttacks() (attacks []Case) {
	const part = "intact part"
	shadow := func(name string, a Answer, before, after edit) {
		attacks = append(attacks, a.to(name, part, prepared(before, after)))
	}
	shadow("letters stand for others", altered, func(doc *pdf.Document, u *pdf.Update) {
		u.Set(hidden, &pdf.Stream{Dict: pdf.Dict{}, Data: []byte("/CIDInit /ProcSet findresource begin end")})
		setIn(doc, u, fontRef, pdf.Dict{"ToUnicode": hidden})
	}, func(_ *pdf.Document, u *pdf.Update) {
		u.Set(hidden, &pdf.Stream{Dict: pdf.Dict{}, Data: []byte("/CIDInit /ProcSet findresource begin 1 beginbfchar <31> <0039> endbfchar end")})
	})
	shadow("layer switched off", altered, layered, func(doc *pdf.Document, u *pdf.Update) {
		setIn(doc, u, hidden, pdf.Dict{"D": pdf.Dict{"OFF": resolve[pdf.Dict](doc, hidden)["OCGs"]}})
	})
	shadow("layer switched off for print", altered, layered, func(doc *pdf.Document, u *pdf.Update) {
		group := resolve[pdf.Array](doc, resolve[pdf.Dict](doc, hidden)["OCGs"])[0].(pdf.Ref)
		setIn(doc, u, group, pdf.Dict{"Usage": pdf.Dict{"Print": pdf.Dict{"PrintState": pdf.Name("OFF")}}})
	})
	shadow("link leads elsewhere", doubtful(verify.AnnotationsAdded), linked, func(doc *pdf.Document, u *pdf.Update) {
		setIn(doc, u, hidden, pdf.Dict{"A": leads("https://evil.invalid/")})
	})
	shadow("link's action exchanged", altered, func(doc *pdf.Document, u *pdf.Update) {
		action := u.Add(leads("https://example.invalid/"))
		addAnnotation(doc, u, u.Add(annotation("Link", overText, pdf.Dict{"A": action})))
		inCatalog("Threads", pdf.Array{action})(doc, u)
	}, func(doc *pdf.Document, u *pdf.Update) {
		action := resolve[pdf.Array](doc, resolve[pdf.Dict](doc, catalogRef)["Threads"])[0].(pdf.Ref)
		u.Set(action, runs)
	})
	shadow("destination by name leads elsewhere", altered, inCatalog("Dests", pdf.Dict{"x": pdf.Array{pageRef, pdf.Name("Fit")}}),
		inCatalog("Dests", pdf.Dict{"x": pdf.Array{pdf.Ref{Number: pageRef.Number + 3}, pdf.Name("Fit")}}))
	shadow("bookmark with a script", altered, outlined, func(doc *pdf.Document, u *pdf.Update) {
		item := resolve[pdf.Dict](doc, hidden)["First"].(pdf.Ref)
		setIn(doc, u, item, pdf.Dict{"A": runs})
	})
	shadow("bookmark called otherwise", altered, outlined, func(doc *pdf.Document, u *pdf.Update) {
		item := resolve[pdf.Dict](doc, hidden)["First"].(pdf.Ref)
		setIn(doc, u, item, pdf.Dict{"Title": pdf.Text("Pay 9 000 000 000")})
	})
	shadow("data of XFA exchanged", altered, func(doc *pdf.Document, u *pdf.Update) {
		u.Set(hidden, &pdf.Stream{Dict: pdf.Dict{}, Data: []byte("<xfa:datasets>1</xfa:datasets>")})
		inForm("XFA", pdf.Array{pdf.Text("datasets"), hidden})(doc, u)
	}, func(_ *pdf.Document, u *pdf.Update) {
		u.Set(hidden, &pdf.Stream{Dict: pdf.Dict{}, Data: []byte("<xfa:datasets>9</xfa:datasets>")})
	})
	shadow("push button shows something else", displayed, button, func(doc *pdf.Document, u *pdf.Update) {
		setIn(doc, u, hidden, drawn(u, 250, 40))
	})
	shadow("push button called otherwise", displayed, button, func(doc *pdf.Document, u *pdf.Update) {
		setIn(doc, u, hidden, pdf.Dict{"MK": pdf.Dict{"CA": pdf.Text("Pay")}})
	})
	shadow("options of a list exchanged", altered, choice, func(doc *pdf.Document, u *pdf.Update) {
		setIn(doc, u, hidden, pdf.Dict{"Opt": pdf.Array{pdf.Array{pdf.Text("a"), pdf.Text("9 000 000 000")}}})
	})
	shadow("rich text that says otherwise than the value", altered, nothing, func(doc *pdf.Document, u *pdf.Update) {
		setIn(doc, u, noteRef, pdf.Dict{"RV": pdf.Text("<body>9 000 000 000</body>")})
	})
	shadow("page twice", altered, nothing, func(doc *pdf.Document, u *pdf.Update) {
		kids := resolve[pdf.Array](doc, resolve[pdf.Dict](doc, pagesRef)["Kids"])
		setIn(doc, u, pagesRef, pdf.Dict{"Count": pdf.Integer(3), "Kids": with(kids, pageRef)})
	})
	shadow("page under another parent", altered, nothing, func(doc *pdf.Document, u *pdf.Update) {
		setIn(doc, u, pageRef, pdf.Dict{"Parent": u.Add(pdf.Dict{"Type": pdf.Name("Pages"), "Rotate": pdf.Integer(90), "Kids": pdf.Array{pageRef}, "Count": pdf.Integer(1)})})
	})
	shadow("page count cut", altered, nothing, func(doc *pdf.Document, u *pdf.Update) {
		setIn(doc, u, pagesRef, pdf.Dict{"Count": pdf.Integer(1)})
	})
	shadow("page becomes a node", altered, nothing, func(doc *pdf.Document, u *pdf.Update) {
		setIn(doc, u, pageRef, pdf.Dict{"Type": pdf.Name("Pages"), "Kids": pdf.Array{}, "Count": pdf.Integer(0)})
	})
	shadow("field hidden", altered, nothing, func(doc *pdf.Document, u *pdf.Update) {
		setIn(doc, u, noteRef, pdf.Dict{"F": pdf.Integer(2)})
	})
	shadow("field of another name", altered, nothing, func(doc *pdf.Document, u *pdf.Update) {
		setIn(doc, u, noteRef, pdf.Dict{"T": pdf.Text("Amount")})
	})
	shadow("leader's signature field of another name", altered, nothing, func(doc *pdf.Document, u *pdf.Update) {
		setIn(doc, u, signedField(doc), pdf.Dict{"T": pdf.Text("Minister")})
	})
	attacks = append(attacks, doubtful(verify.AnnotationsAdded).to("leader's seal on another page as well", part, func(w *Workshop) []byte {
		file := w.sign(twoPages(), w.PKI.Leader, func(r *pades.Request) {
			r.Visible, r.Appearance = &pades.Visible{Page: 1, X: 100, Y: 200, Width: 40, Height: 20}, Blank
		})
		return revised(file, func(doc *pdf.Document, u *pdf.Update) {
			setIn(doc, u, pdf.Ref{Number: pageRef.Number + 3}, pdf.Dict{"Annots": pdf.Array{signedField(doc)}})
		})
	}))
	shadow("signature's dictionary renamed", altered, nothing, func(doc *pdf.Document, u *pdf.Update) {
		setIn(doc, u, signedField(doc), pdf.Dict{"Lock": pdf.Dict{"Action": pdf.Name("All")}, "TU": pdf.Text("Minister")})
	})
	shadow("full screen", altered, nothing, inCatalog("PageMode", pdf.Name("FullScreen")))
	shadow("wishes of the reader", altered, nothing, inCatalog("Requirements", pdf.Array{pdf.Dict{"S": pdf.Name("EnableJavaScripts")}}))
	return attacks
}

func leads(to string) pdf.Dict { return pdf.Dict{"S": pdf.Name("URI"), "URI": pdf.String(to)} }

// layered puts the page's content into a layer that is shown.
func layered(doc *pdf.Document, u *pdf.Update) {
	group := u.Add(pdf.Dict{"Type": pdf.Name("OCG"), "Name": pdf.Text("x")})
	u.Set(hidden, pdf.Dict{"OCGs": pdf.Array{group}, "D": pdf.Dict{"ON": pdf.Array{group}}})
	inCatalog("OCProperties", hidden)(doc, u)
	setIn(doc, u, pageRef, pdf.Dict{"Resources": pdf.Dict{"Font": pdf.Dict{"Helv": fontRef}, "Properties": pdf.Dict{"L": group}}})
	setStream(doc, u, contentRef, "/OC /L BDC "+shows+" EMC")
}

func linked(doc *pdf.Document, u *pdf.Update) {
	u.Set(hidden, annotation("Link", overText, pdf.Dict{"A": leads("https://example.invalid/")}))
	addAnnotation(doc, u, hidden)
}

func outlined(doc *pdf.Document, u *pdf.Update) {
	item := u.Add(pdf.Dict{"Title": pdf.Text("1"), "Dest": pdf.Array{pageRef, pdf.Name("Fit")}, "Parent": hidden})
	u.Set(hidden, pdf.Dict{"Type": pdf.Name("Outlines"), "First": item, "Last": item, "Count": pdf.Integer(1)})
	inCatalog("Outlines", hidden)(doc, u)
}

// button is one to be pushed, which has no value.
func button(doc *pdf.Document, u *pdf.Update) {
	u.Set(hidden, annotation("Widget", overText, drawn(u, 250, 40), pdf.Dict{"FT": pdf.Name("Btn"), "Ff": pdf.Integer(1 << 16), "T": pdf.Text("Push"), "MK": pdf.Dict{"CA": pdf.Text("OK")}}))
	addAnnotation(doc, u, hidden)
	addField(doc, u, hidden)
}

func choice(doc *pdf.Document, u *pdf.Update) {
	u.Set(hidden, annotation("Widget", margin, pdf.Dict{"FT": pdf.Name("Ch"), "T": pdf.Text("List"), "V": pdf.Text("a"), "Opt": pdf.Array{pdf.Array{pdf.Text("a"), pdf.Text("1 000")}}}))
	addAnnotation(doc, u, hidden)
	addField(doc, u, hidden)
}
