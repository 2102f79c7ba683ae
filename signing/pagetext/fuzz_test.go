package pagetext

import (
	"bytes"
	"math"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/signing/pdf"
)

// FuzzContent goes through foreign content: an answer or a doubt, in bounded time,
// and every line stands somewhere.
func FuzzContent(f *testing.F) {
	for _, seed := range []string{
		"BT /F 20 Tf 50 700 Td [(Hel) -20 (lo)] TJ T* 3 1 (c d) \" ET",
		"q 1 0 0 1 0 300 cm /X Do Q /G gs BI /W 1 ID \x00 EI",
		"/Span <</ActualText <FEFF1EA4>>> BDC BT /C 9 Tf 1e9 0 0 1 5 5 Tm <0001> Tj ET EMC",
	} {
		f.Add([]byte(seed))
	}
	const in = "/MediaBox [0 0 600 800] /Resources <</Font <</F 5 0 R /C 6 0 R>> /XObject <</X 8 0 R>> /ExtGState <</G <</Font [5 0 R 9]>>>>>>"
	composite := "<</Subtype /Type0 /Encoding /Identity-H /ToUnicode 7 0 R /DescendantFonts [<</DW 500 /W [1 [300 400] 5 9 600]>>]>>"
	f.Fuzz(func(t *testing.T, content []byte) {
		requireSane(t, sheet(in, string(content), composite,
			stream("", "1 beginbfrange <0000> <00FF> <1EA0> endbfrange"), stream("/Subtype /Form", string(content))))
	})
}

// FuzzFile reads every page of a foreign file.
func FuzzFile(f *testing.F) {
	f.Add(sheet("", "BT /F 20 Tf 50 700 Td (Hello) Tj ET"))
	for _, name := range []string{"secret/mat.pdf", "bad/prev-loop.pdf"} {
		data, err := os.ReadFile("../../testdata/" + name)
		require.NoError(f, err)
		f.Add(data)
	}
	f.Fuzz(requireSane)
}

func requireSane(t *testing.T, file []byte) {
	doc, err := pdf.Open(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return
	}
	r, pages := New(doc), 0
	for p, err := range doc.Pages() {
		if pages++; err != nil || pages > 20 {
			return
		}
		page, doubt := r.Page(p)
		require.Equal(t, doubt != "", page.Unread)
		for _, l := range page.Lines {
			require.NotEmpty(t, l.Text)
			for _, v := range []float64{l.Left, l.Top, l.Right, l.Bottom} {
				require.False(t, math.IsNaN(v) || math.IsInf(v, 0), "%+v", l)
			}
		}
	}
}
