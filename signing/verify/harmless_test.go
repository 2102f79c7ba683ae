package verify_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/internal/pdftest"
	"github.com/vanthu/vanthu/signing/pdf"
	"github.com/vanthu/vanthu/signing/verify"
)

// harmless is what programs do to signed files without touching what was signed.
type harmless struct {
	before, after edit
	class         verify.LaterChanges
	change        verify.ChangeKind // one of those named; empty for none
}

func nothing(*testing.T, *pdf.Document, *pdf.Update) {}

var harmlessChanges = map[string]harmless{
	"form filled": {nothing, filling("filled"), verify.SigningAndForms, verify.ChangeFormFilled},
	"form filled and drawn anew": {withLook, func(t *testing.T, doc *pdf.Document, u *pdf.Update) {
		d := look(u, "filled")
		d["V"] = pdf.Text("filled")
		setIn(t, doc, u, noteRef, d)
	}, verify.SigningAndForms, verify.ChangeFormFilled},
	"form filled, drawing overwritten in its place": {withLook, func(t *testing.T, doc *pdf.Document, u *pdf.Update) {
		fill(t, doc, u, "filled")
		setStream(t, doc, u, lookOf(t, doc), "BT /Helv 12 Tf 2 5 Td (filled) Tj ET")
	}, verify.SigningAndForms, verify.ChangeFormFilled},
	"value in an object of its own": {func(t *testing.T, doc *pdf.Document, u *pdf.Update) {
		u.Set(hidden, pdf.Text("kept"))
		setIn(t, doc, u, noteRef, pdf.Dict{"V": hidden})
	}, func(_ *testing.T, _ *pdf.Document, u *pdf.Update) { u.Set(hidden, pdf.Text("other")) }, verify.SigningAndForms, verify.ChangeFormFilled},
	"field made read-only": {nothing, func(t *testing.T, doc *pdf.Document, u *pdf.Update) {
		setIn(t, doc, u, noteRef, pdf.Dict{"Ff": pdf.Integer(1)})
	}, verify.SigningAndForms, verify.ChangeFieldLocked},
	"one of several boxes ticked": {radio, func(t *testing.T, doc *pdf.Document, u *pdf.Update) {
		group := resolve[pdf.Dict](t, doc, hidden)
		setIn(t, doc, u, hidden, pdf.Dict{"V": pdf.Name("B")})
		for i, state := range []pdf.Name{"Off", "B"} {
			setIn(t, doc, u, group["Kids"].(pdf.Array)[i].(pdf.Ref), pdf.Dict{"AS": state})
		}
	}, verify.SigningAndForms, verify.ChangeFormFilled},
	"empty field for another signature": {nothing, func(t *testing.T, doc *pdf.Document, u *pdf.Update) {
		field := u.Add(annotation("Widget", margin, pdf.Dict{"FT": pdf.Name("Sig"), "T": pdf.Text("Next"), "P": pageRef}))
		addAnnotation(t, doc, u, field)
		addField(t, doc, u, field)
	}, verify.SigningAndForms, verify.ChangeEmptyField},
	"the same written anew": {nothing, func(t *testing.T, doc *pdf.Document, u *pdf.Update) {
		u.Set(pageRef, resolve[pdf.Dict](t, doc, pageRef))
		u.Set(contentRef, &pdf.Stream{Dict: pdf.Dict{}, Data: rawData(t, doc, contentRef)})
	}, verify.NoChanges, ""},
	"an object nobody refers to": {nothing, func(_ *testing.T, _ *pdf.Document, u *pdf.Update) { u.Add(evil) }, verify.NoChanges, ""},
	"security store": {nothing, func(t *testing.T, doc *pdf.Document, u *pdf.Update) {
		inCatalog("DSS", u.Add(pdf.Dict{"Type": pdf.Name("DSS"), "Certs": pdf.Array{u.Add(evil)}}))(t, doc, u)
	}, verify.SigningAndForms, verify.ChangeEvidence},
	"security store extended": {inCatalog("DSS", hidden), func(_ *testing.T, _ *pdf.Document, u *pdf.Update) {
		u.Set(hidden, pdf.Dict{"CRLs": pdf.Array{u.Add(evil)}})
	}, verify.SigningAndForms, verify.ChangeEvidence},
	"metadata": {func(t *testing.T, doc *pdf.Document, u *pdf.Update) {
		u.Set(hidden, &pdf.Stream{Dict: pdf.Dict{"Type": pdf.Name("Metadata")}, Data: []byte("<x/>")})
		inCatalog("Metadata", hidden)(t, doc, u)
	}, func(_ *testing.T, _ *pdf.Document, u *pdf.Update) {
		u.Set(hidden, &pdf.Stream{Dict: pdf.Dict{"Type": pdf.Name("Metadata")}, Data: []byte("<y/>")})
	}, verify.SigningAndForms, verify.ChangeMetadata},
	"information": {func(_ *testing.T, doc *pdf.Document, u *pdf.Update) {
		doc.Trailer()["Info"] = hidden
		u.Set(hidden, pdf.Dict{"Title": pdf.Text("a")})
	}, func(_ *testing.T, _ *pdf.Document, u *pdf.Update) { u.Set(hidden, pdf.Dict{"Title": pdf.Text("b")}) }, verify.SigningAndForms, verify.ChangeInformation},
	"extensions":                      {nothing, inCatalog("Extensions", pdf.Dict{"ESIC": pdf.Dict{"BaseVersion": pdf.Name("1.7")}}), verify.SigningAndForms, verify.ChangeCatalog},
	"page's date and order of fields": {nothing, onPage(pdf.Dict{"LastModified": pdf.String("D:2026"), "Tabs": pdf.Name("S")}), verify.NoChanges, ""},
	"structure for reading aloud": {tagged, func(t *testing.T, doc *pdf.Document, u *pdf.Update) {
		setIn(t, doc, u, hidden, pdf.Dict{"K": u.Add(pdf.Dict{"Type": pdf.Name("StructElem"), "S": pdf.Name("Form")})})
	}, verify.SigningAndForms, verify.ChangeStructure},
	"field that the structure names": {tagged, filling("other"), verify.SigningAndForms, verify.ChangeFormFilled},
	"field that a button resets":     {resets, filling("other"), verify.SigningAndForms, verify.ChangeFormFilled},
	"pages listed in an object of their own": {func(t *testing.T, doc *pdf.Document, u *pdf.Update) {
		kids := resolve[pdf.Dict](t, doc, pagesRef)["Kids"]
		setIn(t, doc, u, pagesRef, pdf.Dict{"Kids": u.Add(kids)})
		setIn(t, doc, u, catalogRef, pdf.Dict{"Outlines": u.Add(pdf.Dict{"First": u.Add(pdf.Dict{"Title": pdf.Text("1"), "Dest": pdf.Array{pageRef, pdf.Name("Fit")}})})})
	}, func(t *testing.T, doc *pdf.Document, u *pdf.Update) {
		field := u.Add(annotation("Widget", margin, pdf.Dict{"FT": pdf.Name("Sig"), "T": pdf.Text("Next"), "P": pageRef}))
		addAnnotation(t, doc, u, field)
		addField(t, doc, u, field)
	}, verify.SigningAndForms, verify.ChangeEmptyField},
}

// radio adds a group of two boxes, of which the first is ticked.
func radio(t *testing.T, doc *pdf.Document, u *pdf.Update) {
	var kids pdf.Array
	for _, state := range []pdf.Name{"A", "Off"} {
		kid := u.Add(pdf.Dict{"Type": pdf.Name("Annot"), "Subtype": pdf.Name("Widget"), "Parent": hidden, "AS": state, "Rect": margin})
		kids = append(kids, kid)
	}
	u.Set(hidden, pdf.Dict{"FT": pdf.Name("Btn"), "T": pdf.Text("Choice"), "V": pdf.Name("A"), "Kids": kids})
	annots := append(append(pdf.Array{}, resolve[pdf.Array](t, doc, resolve[pdf.Dict](t, doc, pageRef)["Annots"])...), kids...)
	setIn(t, doc, u, pageRef, pdf.Dict{"Annots": annots})
	addField(t, doc, u, hidden)
}

// tagged gives the file a structure that names the text field.
func tagged(t *testing.T, doc *pdf.Document, u *pdf.Update) {
	element := u.Add(pdf.Dict{
		"Type": pdf.Name("StructElem"), "S": pdf.Name("Form"), "P": hidden, "Pg": pageRef,
		"K": pdf.Dict{"Type": pdf.Name("OBJR"), "Obj": noteRef, "Pg": pageRef},
	})
	u.Set(hidden, pdf.Dict{"Type": pdf.Name("StructTreeRoot"), "K": element})
	inCatalog("StructTreeRoot", hidden)(t, doc, u)
}

// resets gives the page an action that clears the text field.
func resets(t *testing.T, doc *pdf.Document, u *pdf.Update) {
	onPage(pdf.Dict{"AA": pdf.Dict{"C": u.Add(pdf.Dict{"S": pdf.Name("ResetForm"), "Fields": pdf.Array{noteRef}})}})(t, doc, u)
}

func TestHarmlessChanges(t *testing.T) {
	for name, c := range harmlessChanges {
		s := only(t, check(t, prepared(c.before, c.after)(t)))
		assert.Equal(t, verify.TotalPassed, s.Result, "%s %+v", name, s.Reasons)
		assert.Equal(t, c.class, s.LaterChanges, name)
		assert.False(t, s.Coverage.WholeDocument, name)
		var kinds []verify.ChangeKind
		for _, change := range s.Changes {
			kinds = append(kinds, change.Kind)
		}
		if c.change == "" {
			assert.Empty(t, kinds, name)
		} else {
			assert.Equal(t, []verify.ChangeKind{c.change}, kinds, name)
		}
	}
}

// Every level that is compared twice doubles the work.
func TestDeepNestingIsComparedOnce(t *testing.T) {
	var deep pdf.Object = pdf.Dict{}
	for range 100 {
		deep = pdf.Dict{"A": deep}
	}
	var ref pdf.Ref
	file := update(t, pdftest.Build(pdftest.Options{}), func(_ *pdf.Document, u *pdf.Update) { ref = u.Add(deep) })
	file = update(t, sign(t, file, pki(t).Leader), func(_ *pdf.Document, u *pdf.Update) { u.Set(ref, deep) })
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	done := make(chan *verify.Report, 1)
	go func() { done <- check(t, file) }()
	select {
	case report := <-done:
		assert.Equal(t, verify.TotalPassed, report.Result)
	case <-ctx.Done():
		t.Fatal("comparison does not end")
	}
}

func rawData(t *testing.T, doc *pdf.Document, ref pdf.Ref) []byte {
	data, err := doc.RawData(resolve[*pdf.Stream](t, doc, ref))
	require.NoError(t, err)
	return data
}

func TestZerosBehindTheEndAreNothing(t *testing.T) {
	s := only(t, check(t, append(genuine(t), "\r\n\x00\x00"...)))
	assert.Equal(t, verify.TotalPassed, s.Result)
	assert.False(t, s.Coverage.WholeDocument)
	assert.Equal(t, verify.NoChanges, s.LaterChanges)
}

func TestOrphansAreNoSignatures(t *testing.T) {
	file := update(t, pdftest.Build(pdftest.Options{}), func(_ *pdf.Document, u *pdf.Update) {
		u.Add(pdf.Dict{
			"Type": pdf.Name("Sig"), "Filter": pdf.Name("Adobe.PPKLite"), "SubFilter": pdf.Name("adbe.pkcs7.detached"),
			"ByteRange": pdf.Array{pdf.Integer(0), pdf.Integer(9), pdf.Integer(10), pdf.Integer(9)}, "Contents": pdf.String("abc"),
		})
	})
	report := check(t, file)
	assert.Empty(t, report.Signatures)
	assert.Equal(t, verify.NoSignature, report.Result)
	assert.Equal(t, 1, report.Orphans)
	assert.Equal(t, []fault.Code{verify.OrphansFound}, codes(report.Warnings))
	assert.Zero(t, check(t, genuine(t)).Orphans)
}
