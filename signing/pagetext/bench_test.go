package pagetext

import (
	"bytes"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/signing/pdf"
)

// BenchmarkDocument opens a document of three pages and reads them.
func BenchmarkDocument(b *testing.B) {
	data, err := os.ReadFile("../../testdata/documents/07-GM-SNV-giay-moi-hop.pdf")
	require.NoError(b, err)
	b.ReportAllocs()
	for b.Loop() {
		doc, err := pdf.Open(bytes.NewReader(data), int64(len(data)))
		require.NoError(b, err)
		r := New(doc)
		for p, err := range doc.Pages() {
			require.NoError(b, err)
			_, doubt := r.Page(p)
			require.Empty(b, doubt)
		}
	}
}
