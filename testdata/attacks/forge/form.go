package forge

import (
	"bytes"

	"github.com/vanthu/vanthu/internal/pdftest"
	"github.com/vanthu/vanthu/signing/pades"
	"github.com/vanthu/vanthu/signing/pdf"
	"github.com/vanthu/vanthu/signing/verify"
)

// fill gives the text field of the sample form another value.
func fill(doc *pdf.Document, u *pdf.Update, value string) {
	setIn(doc, u, noteRef, pdf.Dict{"V": pdf.Text(value)})
}

// withLook gives the text field an appearance in an object of its own.
func withLook(doc *pdf.Document, u *pdf.Update) {
	setIn(doc, u, noteRef, look(u, "kept"))
}

func look(u *pdf.Update, text string) pdf.Dict {
	return pdf.Dict{"AP": pdf.Dict{"N": u.Add(&pdf.Stream{
		Dict: pdf.Dict{
			"Type": pdf.Name("XObject"), "Subtype": pdf.Name("Form"), "BBox": box(0, 0, 200, 20),
			"Resources": pdf.Dict{"Font": pdf.Dict{"Helv": fontRef}},
		},
		Data: []byte("/Tx BMC BT /Helv 12 Tf 2 5 Td (" + text + ") Tj ET EMC"),
	})}}
}

func lookOf(doc *pdf.Document) pdf.Ref {
	return resolve[pdf.Dict](doc, resolve[pdf.Dict](doc, noteRef)["AP"])["N"].(pdf.Ref)
}

// lockedBy signs the field "Approval", which locks others.
func lockedBy(lock string, e edit) func(*Workshop) []byte {
	return func(w *Workshop) []byte {
		file := pdftest.Build(pdftest.Options{Form: true, Lock: lock})
		signed := w.sign(file, w.PKI.Leader, func(r *pades.Request) { r.Field, r.Appearance = "Approval", Blank })
		return revised(signed, e)
	}
}

func filling(value string) edit {
	return func(doc *pdf.Document, u *pdf.Update) { fill(doc, u, value) }
}

// Forms.
func formAttacks() []Case {
	part := "intact part"
	needed := func(value pdf.Object) edit { return inForm("NeedAppearances", value) }
	include := "<</Type /SigFieldLock /Action /Include /Fields [(Note)]>>"
	return []Case{
		locked.to("locked field filled", part, lockedBy(include, filling("other"))),
		locked.to("field filled though all are locked", part, lockedBy("<</Type /SigFieldLock /Action /All>>", filling("other"))),
		locked.to("field filled that is not excluded from the lock", part, lockedBy("<</Type /SigFieldLock /Action /Exclude /Fields [(Other)]>>", filling("other"))),
		passed(verify.TimeOnlyClaimed).to("field filled that is excluded from the lock", part, lockedBy("<</Type /SigFieldLock /Action /Exclude /Fields [(Note)]>>", filling("other"))),
		certified.to("certified against all changes, then filled", part, certify(pades.NoChanges, filling("other"))),
		passed(verify.TimeOnlyClaimed).to("certified for filling, then filled", part, certify(pades.FillAndSign, filling("other"))),
		displayed.to("field shows something else", part, prepared(withLook, func(doc *pdf.Document, u *pdf.Update) {
			setIn(doc, u, noteRef, look(u, "9 000 000 000"))
		})),
		displayed.to("field's drawing overwritten", part, prepared(withLook, func(doc *pdf.Document, u *pdf.Update) {
			setStream(doc, u, lookOf(doc), "BT /Helv 12 Tf 2 5 Td (9 000 000 000) Tj ET")
		})),
		displayed.to("field gets a drawing", part, later(func(doc *pdf.Document, u *pdf.Update) {
			setIn(doc, u, noteRef, look(u, "9 000 000 000"))
		})),
		displayed.to("drawing shared with a field that is filled", part, prepared(func(doc *pdf.Document, u *pdf.Update) {
			shared := look(u, "kept")
			setIn(doc, u, noteRef, shared)
			other := u.Add(annotation("Widget", overText, shared, pdf.Dict{"FT": pdf.Name("Tx"), "T": pdf.Text("Amount"), "V": pdf.Text("kept")}))
			addAnnotation(doc, u, other)
			addField(doc, u, other)
		}, func(doc *pdf.Document, u *pdf.Update) {
			fill(doc, u, "other")
			setStream(doc, u, lookOf(doc), "BT /Helv 12 Tf 2 5 Td (9 000 000 000) Tj ET")
		})),
		displayed.to("empty signature field gets a drawing", part, later(func(doc *pdf.Document, u *pdf.Update) {
			setIn(doc, u, emptyRef, drawn(u, 200, 80))
		})),
		altered.to("filled field moved", part, later(func(doc *pdf.Document, u *pdf.Update) {
			setIn(doc, u, noteRef, pdf.Dict{"V": pdf.Text("other"), "Rect": overText})
		})),
		altered.to("field gets a script", part, later(func(doc *pdf.Document, u *pdf.Update) { setIn(doc, u, noteRef, script) })),
		altered.to("field of another kind", part, later(func(doc *pdf.Document, u *pdf.Update) {
			setIn(doc, u, noteRef, pdf.Dict{"FT": pdf.Name("Sig"), "V": pdf.Null{}})
		})),
		altered.to("signature field removed", part, later(func(doc *pdf.Document, u *pdf.Update) {
			form := formOf(doc).Clone()
			form["Fields"] = resolve[pdf.Array](doc, form["Fields"])[1:]
			setIn(doc, u, catalogRef, pdf.Dict{"AcroForm": form})
		})),
		altered.to("form's font replaced", part, prepared(func(doc *pdf.Document, u *pdf.Update) {
			font := u.Add(pdf.Dict{"Type": pdf.Name("Font"), "Subtype": pdf.Name("Type1"), "BaseFont": pdf.Name("Courier")})
			inForm("DR", pdf.Dict{"Font": pdf.Dict{"Cour": font}})(doc, u)
		}, func(doc *pdf.Document, u *pdf.Update) {
			form := formOf(doc)
			font := resolve[pdf.Dict](doc, resolve[pdf.Dict](doc, form["DR"])["Font"])["Cour"].(pdf.Ref)
			setIn(doc, u, font, pdf.Dict{"BaseFont": pdf.Name("ZapfDingbats")})
		})),
		altered.to("form's resources exchanged", part, later(inForm("DR", pdf.Dict{"Font": pdf.Dict{"Helv": pdf.Ref{Number: 90}}}))),
		altered.to("form's default appearance changed", part, later(inForm("DA", pdf.String("/Helv 99 Tf 1 g")))),
		altered.to("order of calculations", part, later(inForm("CO", pdf.Array{noteRef}))),
		altered.to("leader's signature shows something else", part, later(func(doc *pdf.Document, u *pdf.Update) {
			setIn(doc, u, signedField(doc), drawn(u, 250, 40))
		})),
		altered.to("leader's signature moved", part, later(func(doc *pdf.Document, u *pdf.Update) {
			setIn(doc, u, signedField(doc), pdf.Dict{"Rect": overText})
		})),
		altered.to("leader's signature in another field as well", "intact part, intact part", later(func(doc *pdf.Document, u *pdf.Update) {
			setIn(doc, u, noteRef, pdf.Dict{"FT": pdf.Name("Sig"), "V": signedRef(doc)})
		})),
		locked.to("locked field filled, where the lock was not signed", part, func(w *Workshop) []byte {
			lock := pdf.Dict{"Lock": pdf.Dict{"Type": pdf.Name("SigFieldLock"), "Action": pdf.Name("Include"), "Fields": pdf.Array{pdf.Text("Note")}}}
			return revised(w.signedPastLock(lock), filling("other"))
		}),
		certified.to("filled, where the field's lock allows nothing", part, func(w *Workshop) []byte {
			lock := pdf.Dict{"Lock": pdf.Dict{"Type": pdf.Name("SigFieldLock"), "Action": pdf.Name("Include"), "Fields": pdf.Array{}, "P": pdf.Integer(1)}}
			return revised(w.signedPastLock(lock), filling("other"))
		}),
		altered.to("form replaced by XFA", part, later(func(doc *pdf.Document, u *pdf.Update) {
			inForm("XFA", u.Add(&pdf.Stream{Dict: pdf.Dict{}, Data: []byte("<xdp/>")}))(doc, u)
		})),
		doubtful(verify.FormDisplayChanged).to("fields to be drawn anew", part, prepared(func(doc *pdf.Document, u *pdf.Update) {
			d := look(u, "1 000")
			d["V"] = pdf.Text("9 000 000 000")
			setIn(doc, u, noteRef, d)
		}, needed(pdf.Bool(true)))),
		passed(verify.TimeOnlyClaimed).to("fields to be drawn anew that show their values", part, prepared(withLook, needed(pdf.Bool(true)))),
	}
}

// signedPastLock has the leader sign a field that locks others, with a program
// that does not put the lock into what it signs.
func (w *Workshop) signedPastLock(lock pdf.Dict) []byte {
	file := revised(twoPages(), func(doc *pdf.Document, u *pdf.Update) { setIn(doc, u, emptyRef, lock) })
	file = w.sign(file, w.PKI.Leader, func(r *pades.Request) { r.Field, r.Appearance = "Approval", Blank })
	hold(bytes.Contains(file, []byte("/Reference")), "lock signed")
	file = bytes.Replace(file, []byte("/Reference"), []byte("/Xeference"), 1)
	return w.resign(file, w.PKI.Leader)
}

// Blank is an appearance that draws nothing.
func Blank(width, height float64, _ int, add func(pdf.Object) pdf.Ref) (pdf.Ref, error) {
	return add(&pdf.Stream{Dict: pdf.Dict{
		"Type": pdf.Name("XObject"), "Subtype": pdf.Name("Form"),
		"BBox": pdf.Array{pdf.Integer(0), pdf.Integer(0), pdf.Real(width), pdf.Real(height)},
	}}), nil
}
