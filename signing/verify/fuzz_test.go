package verify_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/clock"
	"github.com/vanthu/vanthu/internal/pdftest"
	"github.com/vanthu/vanthu/internal/pkitest"
	"github.com/vanthu/vanthu/signing/pades"
	"github.com/vanthu/vanthu/signing/pdf"
	"github.com/vanthu/vanthu/signing/verify"
)

// FuzzVerify verifies whatever comes: signed files and such that were altered
// afterwards in every way that is told apart. It ends with a report or a typed
// error, and nothing passes whose bytes are not those that were signed.
func FuzzVerify(f *testing.F) {
	id, err := pki(f).Person("Trần Văn Nghĩa", "", "", pkitest.ECDSAP256, pkitest.Around(now, 1))
	require.NoError(f, err)
	id.Chain = id.Chain[:1]
	small := func(r *pades.Request) { r.Room = 1500 }
	f.Add(pdftest.Build(pdftest.Options{Form: true}))
	for _, kind := range pdftest.Kinds {
		signed := sign(f, pdftest.Build(pdftest.Options{Kind: kind, Form: true}), id, small)
		f.Add(signed)
		f.Add(sign(f, signed, id, small))
		for _, e := range []func(*pdf.Document, *pdf.Update){
			func(_ *pdf.Document, u *pdf.Update) { u.Set(contentRef, evil) },
			func(doc *pdf.Document, u *pdf.Update) {
				page := resolve[pdf.Dict](f, doc, pageRef).Clone()
				page["Annots"] = append(page["Annots"].(pdf.Array), u.Add(annotation("FreeText", overText)))
				u.Set(pageRef, page)
			},
			func(doc *pdf.Document, u *pdf.Update) {
				field := resolve[pdf.Dict](f, doc, noteRef).Clone()
				field["V"] = pdf.Text("x")
				u.Set(noteRef, field)
			},
			func(doc *pdf.Document, u *pdf.Update) {
				root := resolve[pdf.Dict](f, doc, catalogRef).Clone()
				root["DSS"] = pdf.Dict{"CRLs": pdf.Array{u.Add(&pdf.Stream{Dict: pdf.Dict{}, Data: []byte{0x30, 3, 2, 1, 1}})}}
				u.Set(catalogRef, root)
			},
		} {
			f.Add(update(f, signed, e))
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		report, err := verify.Verify(t.Context(), bytes.NewReader(data), int64(len(data)), verify.Options{Trust: trust(t), Clock: clock.At(now)})
		if err != nil {
			return
		}
		for _, s := range report.Signatures {
			if s.Result == verify.TotalPassed && (s.Integrity != verify.Intact || s.LaterChanges == verify.OtherChanges) {
				t.Fatalf("passed: %+v", s)
			}
		}
	})
}
