package pdf

import (
	"bytes"
	"testing"

	"github.com/vanthu/vanthu/internal/pdftest"
)

// FuzzOpen reads everything a signer and a verifier read and writes an update:
// whatever the bytes, within the limits, an answer or a typed error comes back.
func FuzzOpen(f *testing.F) {
	for _, kind := range pdftest.Kinds {
		f.Add(pdftest.Build(pdftest.Options{Kind: kind, Form: true, Indirect: kind == pdftest.Table}))
	}
	for _, args := range pdftest.Encryptions {
		f.Add(pdftest.Encrypt(f, pdftest.Build(pdftest.Options{Form: true}), args...))
	}
	f.Add([]byte("%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>2 0 obj<</Kids[2 0 R 3 0 R]>>3 0 obj[[<<(\\"))
	f.Fuzz(func(t *testing.T, file []byte) {
		d, err := Open(bytes.NewReader(file), int64(len(file)), Limits{WorkBytes: 32 << 20, StreamBytes: 4 << 20})
		if err != nil {
			if !isTyped(err) {
				t.Fatal(err)
			}
			return
		}
		exercise(t, d)
	})
}

func exercise(t *testing.T, d *Document) {
	if err := d.CheckComplete(); err != nil && !isTyped(err) {
		t.Fatal(err)
	}
	_, _ = d.PageCount()
	_, _ = d.Page(1)
	_, _ = d.SignatureFields()
	_, _ = d.Revisions()
	n := 0
	for ref := range d.Refs() {
		o, err := d.Resolve(ref)
		if s, ok := o.(*Stream); ok && err == nil {
			_, _ = d.StreamData(s)
		}
		if n++; n > 64 {
			break
		}
	}
	u := NewUpdate(d)
	u.Add(Dict{"A": Text("(hidden)")})
	u.Add(&Stream{Dict: Dict{}, Data: []byte("hidden")})
	_, _ = u.Bytes()
}
