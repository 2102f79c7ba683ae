package pagetext

import (
	"cmp"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/internal/pdftest"
)

// TestPagesThatCanShowText puts a font into each place where one can be named: a
// page without one shows nothing, though its content cannot be read.
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
		"in a graphics state":       {page: "/Resources<</ExtGState<</G<</Font[" + font + " 12]>>>>>>", want: true},
	} {
		t.Run(name, func(t *testing.T) {
			file := pdftest.File("<</Type /Catalog /Pages 2 0 R>>", "<</Type /Pages /Kids [3 0 R] /Count 1"+c.above+">>",
				"<</Type /Page /Parent 2 0 R /Contents 5 0 R /MediaBox [0 0 595 842]"+c.page+">>", cmp.Or(c.extra, "null"),
				pdftest.Content("/Filter /DCTDecode", "x"))
			_, doubt := readSheet(t, file)
			require.Equal(t, c.want, doubt != "", doubt)
		})
	}
}
