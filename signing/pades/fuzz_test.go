package pades

import (
	"bytes"
	"testing"

	"github.com/vanthu/vanthu/internal/pdftest"
	"github.com/vanthu/vanthu/signing/pdf"
)

// FuzzLook reads what raising a level reads of a foreign file: its signatures
// and its security store, then writes both back. Seeds are short: long ones are
// minimised for minutes.
func FuzzLook(f *testing.F) {
	f.Add(pdftest.Build(pdftest.Options{Catalog: "/DSS <</Certs [7 0 R 11 0 R] /OCSPs 11 0 R /VRI <</AB <</Cert [11 0 R]>>>>>>"}))
	f.Add(pdftest.Build(pdftest.Options{Kind: pdftest.Stream, Form: true, Field: "/V <</Type /DocTimeStamp /SubFilter /ETSI.RFC3161 " +
		"/ByteRange [0 9 20 5] /Contents <3003020101>>>"}))
	f.Fuzz(func(t *testing.T, file []byte) {
		r := bytes.NewReader(file)
		doc, err := pdf.Open(r, r.Size(), pdf.Limits{WorkBytes: 32 << 20, StreamBytes: 4 << 20})
		if err != nil {
			return
		}
		if found, err := look(t.Context(), doc, r); err == nil {
			found.allProven()
			found.lastStamp()
		}
		e, err := newEditor(doc)
		if err != nil {
			return
		}
		s, err := openStore(e)
		if err != nil {
			return
		}
		s.evidence()
		if _, err := s.keep(listCRLs, []byte("x")); err != nil {
			return
		}
		_ = s.note(vriKey(file), map[pdf.Name][]pdf.Ref{listCRLs: {{Number: 1}}})
		s.save()
		_, _ = e.update.Bytes()
	})
}
