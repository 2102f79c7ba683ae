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

func TestHarmlessChanges(t *testing.T) {
	for name, c := range map[string]struct {
		edit  func(t *testing.T, doc *pdf.Document, u *pdf.Update)
		class verify.LaterChanges
	}{
		"form filled": {func(t *testing.T, doc *pdf.Document, u *pdf.Update) { fill(t, doc, u, "filled") }, verify.SigningAndForms},
		"the same written anew": {func(t *testing.T, doc *pdf.Document, u *pdf.Update) {
			u.Set(pageRef, resolve[pdf.Dict](t, doc, pageRef))
			u.Set(contentRef, &pdf.Stream{Dict: pdf.Dict{}, Data: rawData(t, doc, contentRef)})
		}, verify.NoChanges},
		"an object nobody refers to": {func(_ *testing.T, _ *pdf.Document, u *pdf.Update) { u.Add(evil) }, verify.NoChanges},
		"security store": {func(t *testing.T, doc *pdf.Document, u *pdf.Update) {
			root := resolve[pdf.Dict](t, doc, catalogRef).Clone()
			root["DSS"] = u.Add(pdf.Dict{"Type": pdf.Name("DSS"), "Certs": pdf.Array{u.Add(evil)}})
			u.Set(catalogRef, root)
		}, verify.SigningAndForms},
	} {
		s := only(t, check(t, later(c.edit)(t)))
		assert.Equal(t, verify.TotalPassed, s.Result, "%s %+v", name, s.Reasons)
		assert.Equal(t, c.class, s.LaterChanges, name)
		assert.False(t, s.Coverage.WholeDocument, name)
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
