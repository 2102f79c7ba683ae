package workplace

import (
	"context"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/unicode/norm"

	"github.com/vanthu/vanthu/internal/pages"
	"github.com/vanthu/vanthu/internal/pdftest"
	"github.com/vanthu/vanthu/office/reading"
)

// every is which of the foreign files are compared; the proofs take all.
var every = flag.Int("every", 40, "compare every such foreign file")

const foreign = "../../../../shared/corpus" // never committed

// samples are documents of our own, and foreign ones where they are at hand.
func samples(t *testing.T) (own, others []string) {
	own, err := filepath.Glob("../../../testdata/documents/*.pdf")
	require.NoError(t, err)
	variants, err := filepath.Glob("../../../testdata/documents/variants/*.pdf")
	require.NoError(t, err)
	all, err := filepath.Glob(foreign + "/*/*.pdf")
	require.NoError(t, err)
	for i := 0; i < len(all); i += *every {
		others = append(others, all[i])
	}
	return append(own, variants...), others
}

// TestOwnReaderAgreesWithPDFium: the same letters at the same places on the first
// page, wherever the own reader is certain. On our own documents it always is.
func TestOwnReaderAgreesWithPDFium(t *testing.T) {
	pdfium := pages.New(pages.Config{CacheDir: t.TempDir()})
	defer pdfium.Close()
	own, others := samples(t)
	sure, compared, equal := 0, 0, 0
	for i, path := range append(own, others...) {
		text, doubtful, ok := ownText(context.Background(), path)
		certain := ok && len(text) > 0 && !slices.Contains(doubtful, 1)
		if i < len(own) {
			require.True(t, ok, path)
			require.Empty(t, doubtful, path)
		}
		looked, err := pdfium.Text(context.Background(), path, 1)
		if err != nil || looked[0].Unread {
			continue
		}
		compared++
		if !certain {
			continue
		}
		sure++
		if same := sameText(looked[0], text[0]); same {
			equal++
		} else if i < len(own) {
			assert.Fail(t, "read otherwise", path)
		} else {
			t.Log("read otherwise:", path)
		}
	}
	t.Logf("first pages: %d, read for certain: %d, of these as PDFium reads them: %d", compared, sure, equal)
	assert.GreaterOrEqual(t, sure*100, compared*85)
	assert.GreaterOrEqual(t, equal*100, sure*90)
}

// sameText compares the letters of all lines from top to bottom, and where they
// stand. PDFium splits words at other gaps.
func sameText(a, b reading.Page) bool {
	return letters(a) == letters(b) && math.Abs(a.Width-b.Width) < 0.1 && math.Abs(a.Height-b.Height) < 0.1 && extents(a).near(extents(b))
}

// letters are all letters of a page in the order of the alphabet.
func letters(p reading.Page) string {
	var all []rune
	for _, l := range p.Lines {
		for _, r := range norm.NFKC.String(l.Text) {
			if !unicode.IsSpace(r) {
				all = append(all, r)
			}
		}
	}
	slices.Sort(all)
	return string(all)
}

type extent struct{ left, right, top, bottom float64 }

// extents is the box around all baselines.
func extents(p reading.Page) extent {
	e := extent{math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1)}
	for _, l := range p.Lines {
		e = extent{min(e.left, l.Left), max(e.right, l.Right), min(e.top, l.Baseline), max(e.bottom, l.Baseline)}
	}
	return e
}

func (e extent) near(other extent) bool {
	const point = 25.4 / 72
	return e == other || math.Abs(e.left-other.left) < 2*point && math.Abs(e.right-other.right) < 2*point &&
		math.Abs(e.top-other.top) < point && math.Abs(e.bottom-other.bottom) < point
}

// TestDoubtfulPageIsReadByPDFium: a document of three pages, the second of which
// has a font that only a viewer knows.
func TestDoubtfulPageIsReadByPDFium(t *testing.T) {
	path := filepath.Join(t.TempDir(), "mixed.pdf")
	known := "/Resources<</Font<</F<</Subtype/Type1/BaseFont/Helvetica>>>>>>"
	unknown := "/Resources<</Font<</F<</Subtype/TrueType/BaseFont/Unheard>>>>>>"
	require.NoError(t, os.WriteFile(path, document(known, unknown, known), 0o600))
	text, doubtful, ok := ownText(context.Background(), path)
	require.True(t, ok)
	require.Equal(t, []int{2}, doubtful)
	require.Len(t, text, 3)

	reader := PageReader{pages.New(pages.Config{CacheDir: t.TempDir()})}
	defer reader.Close()
	read, err := reader.Text(context.Background(), path)
	require.NoError(t, err)
	for i, page := range read {
		require.False(t, page.Unread)
		require.Len(t, page.Lines, 1, i)
		assert.Equal(t, "Hello", page.Lines[0].Text)
	}
}

// document has a page for each resources, that says Hello.
func document(resources ...string) []byte {
	objects := []string{"<</Type /Catalog /Pages 2 0 R>>", "", pdftest.Content("", "BT /F 20 Tf 50 700 Td (Hello) Tj ET")}
	kids := ""
	for _, r := range resources {
		objects = append(objects, "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R "+r+">>")
		kids += fmt.Sprintf(" %d 0 R", len(objects))
	}
	objects[1] = fmt.Sprintf("<</Type /Pages /Count %d /Kids [%s]>>", len(resources), kids)
	return pdftest.File(objects...)
}
