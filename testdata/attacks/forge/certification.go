package forge

import (
	"bytes"

	"github.com/vanthu/vanthu/signing/pades"
	"github.com/vanthu/vanthu/signing/pdf"
	"github.com/vanthu/vanthu/signing/verify"
)

// certificationAttacks play with what a certification permits, and where that
// is said.
func certificationAttacks() []Case {
	part := "intact part"
	notes := annotated(annotation("FreeText", margin))
	covering := annotated(annotation("FreeText", overText))
	second := func(a Answer) Answer {
		a.Signature = 1
		return a
	}
	return []Case{
		certified.to("certified without permissions in the catalog, then annotated", part, recertified(pades.NoChanges, "/Perms", "/Xerms", notes)),
		certified.to("certified with a permission that there is not, then annotated", part, recertified(pades.AnnotateAsWell, "/P 3", "/P 9", covering)),
		certified.to("certified with no permission, then annotated", part, recertified(pades.AnnotateAsWell, "/P 3", "/Q 3", covering)),
		altered.to("permissions pointing elsewhere", part, certify(pades.NoChanges, func(doc *pdf.Document, u *pdf.Update) {
			inCatalog("Perms", pdf.Dict{"DocMDP": u.Add(pdf.Dict{"Type": pdf.Name("Sig")})})(doc, u)
		})),
		altered.to("permissions taken away", part, certify(pades.NoChanges, inCatalog("Perms", pdf.Null{}))),
		altered.to("permission raised", part, certify(pades.NoChanges, func(doc *pdf.Document, u *pdf.Update) {
			params := pdf.Dict{"Type": pdf.Name("TransformParams"), "P": pdf.Integer(3), "V": pdf.Name("1.2")}
			setIn(doc, u, signedField(doc), pdf.Dict{"Reference": pdf.Array{pdf.Dict{"TransformMethod": pdf.Name("DocMDP"), "TransformParams": params}}})
			notes(doc, u)
		})),
		second(covered).to("certified for notes by a stranger, then signed, then annotated over the text", "intact part, intact part", func(w *Workshop) []byte {
			file := w.sign(twoPages(), w.stranger(), func(r *pades.Request) { r.Certify = pades.AnnotateAsWell })
			return revised(w.sign(file, w.PKI.Leader), covering)
		}),
		second(passed(verify.AnnotationsAllowed)).to("certified for notes by the agency, then signed, then annotated over the text", "intact part, intact part", func(w *Workshop) []byte {
			file := w.sign(twoPages(), w.PKI.Agency, func(r *pades.Request) { r.Certify = pades.AnnotateAsWell })
			return revised(w.sign(file, w.PKI.Leader), covering)
		}),
	}
}

// recertified certifies, changes what is said of it and signs that.
func recertified(p pades.Permission, old, changed string, after edit) func(*Workshop) []byte {
	return func(w *Workshop) []byte {
		file := w.sign(twoPages(), w.PKI.Leader, func(r *pades.Request) { r.Certify = p })
		hold(bytes.Contains(file, []byte(old)), old+" found")
		at := bytes.LastIndex(file, []byte(old))
		copy(file[at:], changed)
		return revised(w.resign(file, w.PKI.Leader), after)
	}
}
