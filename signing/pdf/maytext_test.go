package pdf_test

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/signing/pdf"
)

// TestPagesThatCanShowText puts a font into each place where one can be named.
func TestPagesThatCanShowText(t *testing.T) {
	const font = "<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>"
	for name, c := range map[string]struct {
		above, page, extra string
		want               bool
	}{
		"none":                      {want: false},
		"an image":                  {page: "/Resources<</XObject<</I 4 0 R>>>>", extra: "<</Subtype/Image/Length 0>>stream\n\nendstream", want: false},
		"in the page":               {page: "/Resources<</Font<</F " + font + ">>>>", want: true},
		"inherited":                 {above: "/Resources<</Font<</F " + font + ">>>>", want: true},
		"hidden by the page's own":  {above: "/Resources<</Font<</F " + font + ">>>>", page: "/Resources<<>>", want: false},
		"in a form":                 {page: "/Resources<</XObject<</I 4 0 R>>>>", extra: "<</Subtype/Form/Resources<</Font<</F " + font + ">>>>/Length 0>>stream\n\nendstream", want: true},
		"in a form that has itself": {page: "/Resources<</XObject<</I 4 0 R>>>>", extra: "<</Subtype/Form/Resources<</XObject<</I 4 0 R>>>>/Length 0>>stream\n\nendstream", want: false},
		"in a pattern":              {page: "/Resources<</Pattern<</I 4 0 R>>>>", extra: "<</PatternType 1/Resources<</Font<</F " + font + ">>>>/Length 0>>stream\n\nendstream", want: true},
		"in a graphics state":       {page: "/Resources<</ExtGState<</G<</Font[" + font + " 12]>>>>>>", want: true},
		"in an annotation":          {page: "/Annots[<</Subtype/FreeText>>]", want: true},
	} {
		t.Run(name, func(t *testing.T) {
			var file bytes.Buffer
			fmt.Fprintf(&file, "%%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1%s>>\nendobj\n", c.above)
			fmt.Fprintf(&file, "3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]%s>>\nendobj\n", c.page)
			if c.extra != "" {
				fmt.Fprintf(&file, "4 0 obj\n%s\nendobj\n", c.extra)
			}
			file.WriteString("trailer\n<</Size 5/Root 1 0 R>>\n%%EOF\n")
			d, err := pdf.Open(bytes.NewReader(file.Bytes()), int64(file.Len()))
			require.NoError(t, err)
			may, err := d.MayShowText()
			require.NoError(t, err)
			require.Equal(t, c.want, may)
		})
	}
}
