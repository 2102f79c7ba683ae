package pagetext

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/pdftest"
	"github.com/vanthu/vanthu/office/reading"
	"github.com/vanthu/vanthu/signing/pdf"
)

const bold = "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding>>"

// sheet is a file of one page. Object 5 is a font, which is /F where there are no
// other entries; further objects come from 6 on.
func sheet(entries, content string, more ...string) []byte {
	if entries == "" {
		entries = "/MediaBox [0 0 600 800] /Resources <</Font <</F 5 0 R>>>>"
	}
	return pdftest.Sheet(entries, content, append([]string{bold}, more...)...)
}

func stream(entries, content string) string { return pdftest.Content(entries, content) }

func readSheet(t testing.TB, file []byte) (reading.Page, string) {
	t.Helper()
	doc, err := pdf.Open(bytes.NewReader(file), int64(len(file)))
	require.NoError(t, err)
	page, err := doc.Page(1)
	require.NoError(t, err)
	return New(doc).Page(page)
}

func texts(p reading.Page) []string {
	out := []string{}
	for _, l := range p.Lines {
		out = append(out, l.Text)
	}
	return out
}
