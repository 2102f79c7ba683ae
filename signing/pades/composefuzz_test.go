package pades

import (
	"bytes"
	"crypto/x509"
	"strings"
	"testing"

	"github.com/vanthu/vanthu/internal/pdftest"
	"github.com/vanthu/vanthu/signing/pdf"
)

// FuzzCompose signs whatever opens, visibly, up to the signature's own bytes:
// where that succeeds, the result opens and shows the field with its ranges.
func FuzzCompose(f *testing.F) {
	for _, kind := range pdftest.Kinds {
		f.Add(pdftest.Build(pdftest.Options{Kind: kind, Form: true, Pages: 2}), "")
		f.Add(pdftest.Build(pdftest.Options{Kind: kind, Form: true, Indirect: true, Field: "/SV <</Ff 8 /Reasons [(A)]>>"}), "Approval")
	}
	for _, args := range pdftest.Encryptions {
		f.Add(pdftest.Encrypt(f, pdftest.Build(pdftest.Options{Form: true}), args...), "Approval")
	}
	f.Fuzz(func(t *testing.T, file []byte, field string) {
		limits := pdf.Limits{WorkBytes: 32 << 20, StreamBytes: 4 << 20}
		doc, err := pdf.Open(bytes.NewReader(file), int64(len(file)), limits)
		if err != nil || !bytes.Contains(file[:min(len(file), 1024)], []byte("%PDF-")) {
			return // no cross-reference can name an object at byte 0
		}
		rev, err := compose(doc, Request{
			Chain: []*x509.Certificate{{}}, Name: "Nguyễn (", Field: strings.ToValidUTF8(field, ""), Room: 64,
			Visible: &Visible{Page: 1, X: 10, Y: 10, Width: 30, Height: 20}, Appearance: frame,
		})
		if err != nil {
			return
		}
		whole := append(bytes.Clone(file), rev.bytes...)
		again, err := pdf.Open(bytes.NewReader(whole), int64(len(whole)))
		if err != nil {
			t.Fatal(err)
		}
		requireField(t, again, rev)
	})
}

func frame(width, height float64, _ int, add func(pdf.Object) pdf.Ref) (pdf.Ref, error) {
	return add(&pdf.Stream{
		Dict: pdf.Dict{"Type": pdf.Name("XObject"), "Subtype": pdf.Name("Form"), "BBox": pdf.Rect{URX: width, URY: height}.Array()},
		Data: []byte("0 0 1 rg 0 0 100 100 re f"),
	}), nil
}

func requireField(t *testing.T, doc *pdf.Document, rev *revision) {
	fields, err := doc.SignatureFields()
	if err != nil {
		t.Fatal(err)
	}
	b := rev.byteRange()
	for _, f := range fields {
		if f.Contents == (pdf.Span{Start: b[1], End: b[2]}) {
			if len(f.ByteRange) != 4 || f.ByteRange[3] != b[3] || f.Name != rev.field {
				t.Fatalf("%q has %v, want %q with %v", f.Name, f.ByteRange, rev.field, b)
			}
			return
		}
	}
	t.Fatalf("the field %q is not reachable; repaired %v", rev.field, doc.Repaired())
}
