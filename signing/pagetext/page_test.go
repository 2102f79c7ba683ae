package pagetext

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/office/reading/glyphs"
)

func TestOperators(t *testing.T) {
	for content, want := range map[string][]string{
		"BT /F 20 Tf 50 700 Td (Hello) Tj ET":                                                  {"Hello"},
		"BT /F 20 Tf 50 700 Td [(Hel) -20 (lo)] TJ ET":                                         {"Hello"},
		"BT /F 20 Tf 50 700 Td [(one) -400 (two)] TJ ET":                                       {"one two"},
		"BT /F 20 Tf 50 700 Td [(left) -9000 (right)] TJ ET":                                   {"left", "right"},
		"BT /F 20 Tf 30 TL 50 700 Td (a) Tj (b) ' 3 1 (c d) \" T* (e) Tj ET":                   {"a", "b", "c d", "e"},
		"BT /F 20 Tf 50 700 Td (a) Tj 0 -40 TD (b) Tj T* (c) Tj ET":                            {"a", "b", "c"},
		"BT /F 20 Tf 1 0 0 1 50 700 Tm (ab) Tj 1 0 0 1 200 700 Tm (cd) Tj ET":                  {"ab", "cd"},
		"BT /F 20 Tf 50 700 Td (a) Tj 5 Ts (b) Tj ET":                                          {"ab"},
		"BT /F 20 Tf 50 700 Td 20 Tc (abc) Tj ET":                                              {"a b c"},
		"BT /F 20 Tf 50 700 Td 30 Tw (a b) Tj ET":                                              {"a", "b"},
		"BT /F 20 Tf 50 700 Td 50 Tz (abc) Tj 100 Tz (def) Tj ET":                              {"abcdef"},
		"BT /F 20 Tf 3 Tr 50 700 Td (of a scan) Tj ET":                                         {"of a scan"},
		"BT /F 20 Tf 50 700 Td (not) (this) Tj ET":                                             {"this"},
		"BT /F 20 Tf 50 700 Td (shadow) Tj ET BT /F 20 Tf 54 698 Td (shadow) Tj ET":            {"shadow"},
		"BT 50 700 Td (no font) Tj ET":                                                         {},
		"BT /None 20 Tf 50 700 Td (none of its own) Tj ET":                                     {"none of its own"},
		"q BT /F 20 Tf ET Q BT 50 700 Td (font is gone) Tj ET":                                 {},
		"q 1 0 0 1 0 300 cm BT /F 9 Tf 50 10 Td (up) Tj ET Q BT /F 9 Tf 50 10 Td (down) Tj ET": {"up", "down"},
		"BI /W 1 /H 1 /BPC 8 /CS /G ID \x00EI( EI BT /F 20 Tf 50 700 Td (behind) Tj ET":        {"behind"},
		"BT /F 20 Tf 50 700 Td (a\\051\\(b\\\n\\)c) Tj ET":                                     {"a)(b)c"},
		"BT /F 20 Tf 50 700 Td <48 69 2> Tj ET":                                                {"Hi"},
		"BT /F 0 Tf 50 700 Td (no size) Tj ET":                                                 {},
		"BT /F 20 Tf 0.7 0.7 -0.7 0.7 50 300 Tm (DRAFT) Tj ET":                                 {},
		"BT /F 20 Tf 1 0 0.3 1 50 700 Tm (slanted) Tj ET":                                      {"slanted"},
		"BT /F -20 Tf -1 0 0 -1 50 700 Tm (turned twice) Tj ET":                                {"turned twice"},
		"BT /F 20 Tf 50 700 Td (bold) Tj ET BT /F 20 Tf 50.5 700 Td (bold) Tj ET":              {"bold"},
		"BT /F 20 Tf 50 700 Td (bo) Tj (ld) Tj ET BT /F 20 Tf 50 700 Td (bold) Tj ET":          {"bold"},
		"BT /F 20 Tf 50 700 Td (l) Tj (l) Tj (l) Tj ET":                                        {"lll"},
		"/Span <</ActualText (fi)>> BDC BT /F 20 Tf 50 700 Td (#) Tj (!) Tj ET EMC":            {"fi"},
		"/Span <</ActualText ()>> BDC BT /F 20 Tf 50 700 Td (shown) Tj ET EMC":                 {"shown"},
		"/P <</MCID 0>> BDC BT /F 20 Tf 50 700 Td (shown) Tj ET EMC":                           {"shown"},
		"/P BMC BT /F 20 Tf 50 700 Td (x) Tj ET EMC EMC EMC Q Q BT 50 600 Td (y) Tj ET":        {"x", "y"},
		"BT /F 20 Tf 50 700 Td (\x93quoted\x94 \x85 \x80) Tj ET":                               {"“quoted” … €"},
		"BT /F 20 Tf 50 700 Td (CH\xdaNG T\xd4I) Tj ET":                                        {"CHÚNG TÔI"},
		"BT /F 20 Tf 50 --700 Td (below the page) Tj ET BT /F 20 Tf 5 7-3 Td (at seven) Tj ET": {"at seven", "below the page"},
	} {
		page, doubt := readSheet(t, sheet("", content))
		require.Empty(t, doubt, content)
		assert.ElementsMatch(t, want, texts(page), content)
	}
}

// TestPlace: 20 mm from the left and 30 mm from the top as seen, on pages that
// are turned and cut in every way.
func TestPlace(t *testing.T) {
	const x, y = 20 / glyphs.MMPerPoint, 30 / glyphs.MMPerPoint
	for turn, tm := range map[int]string{ // on a visible part from (40,50) to (440,650)
		0:   fmt.Sprintf("1 0 0 1 %f %f", 40+x, 650-y),
		90:  fmt.Sprintf("0 1 -1 0 %f %f", 40+y, 50+x),
		180: fmt.Sprintf("-1 0 0 -1 %f %f", 440-x, 50+y),
		270: fmt.Sprintf("0 -1 1 0 %f %f", 440-y, 650-x),
	} {
		page, doubt := readSheet(t, sheet(fmt.Sprintf(
			"/MediaBox [-30 -30 500 900] /CropBox [40 50 440 650] /Rotate %d /Resources <</Font <</F 5 0 R>>>>", turn),
			"BT /F 14 Tf "+tm+" Tm (HANOI) Tj ET"))
		require.Empty(t, doubt)
		require.Len(t, page.Lines, 1, "turned by %d", turn)
		line := page.Lines[0]
		assert.Equal(t, "HANOI", line.Text)
		assert.True(t, line.Bold)
		assert.InDelta(t, 20, line.Left, 0.7)
		assert.InDelta(t, 30, line.Baseline, 0.01)
		assert.InDelta(t, 30-0.7*14*glyphs.MMPerPoint, line.Top, 0.3)
		const width = (722 + 722 + 722 + 778 + 278) * 0.014 * glyphs.MMPerPoint
		assert.InDelta(t, 20+width, line.Right, 0.7)
		assert.InDelta(t, 400*glyphs.MMPerPoint, min(page.Width, page.Height), 0.01)
		assert.InDelta(t, 600*glyphs.MMPerPoint, max(page.Width, page.Height), 0.01)
		assert.Equal(t, turn%180 == 90, page.Width > page.Height)
	}
}

func TestForms(t *testing.T) {
	const resources = "/MediaBox [0 0 600 800] /Resources <</Font <</F 5 0 R>> /XObject <</X 6 0 R /I 8 0 R>>>>"
	show := func(text string) string { return "BT /F 20 Tf 50 100 Td (" + text + ") Tj ET" }
	page, doubt := readSheet(t, sheet(resources, show("page")+" q 1 0 0 1 0 500 cm /X Do Q /I Do",
		stream("/Subtype /Form /Matrix [1 0 0 1 0 50] /Resources <</XObject <</Y 7 0 R /X 6 0 R>>>>", "/Y Do /X Do"),
		stream("/Subtype /Form", show("inside")), // with what the page has
		"<</Subtype /Image /Length 3>>\nstream\n(x)\nendstream"))
	require.Empty(t, doubt)
	require.ElementsMatch(t, []string{"page", "inside"}, texts(page))
	for _, l := range page.Lines {
		if l.Text == "inside" {
			assert.InDelta(t, (800-650)*glyphs.MMPerPoint, l.Baseline, 0.01)
		}
	}
}

// TestEntries: what is written into a page later counts as text of the page.
func TestEntries(t *testing.T) {
	page, doubt := readSheet(t, sheet("/MediaBox [0 0 500 500] /Annots [6 0 R 7 0 R 8 0 R 9 0 R 10 0 R 0]", "",
		"<</Type /Annot /Subtype /Widget /FT /Tx /V (153) /T (so) /Rect [100 400 150 420]>>",
		"<</Type /Annot /Subtype /FreeText /Contents <FEFF01101EBF006E> /Rect [100 300 150 320]>>",
		"<</Type /Annot /Subtype /Link /Contents (no) /Rect [0 0 1 1]>>",
		"<</Type /Annot /Subtype /Widget /FT /Btn /V /Off /Rect [0 0 1 1]>>",
		"<</Type /Annot /Subtype /Widget /FT /Sig /V <<>> /Contents (05) /Rect [100 200 150 220]>>"))
	require.Empty(t, doubt)
	require.Equal(t, []string{"153", "Đến", "05"}, texts(page))
	assert.InDelta(t, 80*glyphs.MMPerPoint, page.Lines[0].Top, 0.1)
}

// TestDoubts: what cannot be read for certain is said to be so, and is no text.
func TestDoubts(t *testing.T) {
	const in = "/MediaBox [0 0 600 800] /Resources <</Font <</F 6 0 R>> /XObject <</X 7 0 R>>>>"
	show := "BT /F 20 Tf 50 700 Td (abc) Tj ET"
	good := "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>"
	for name, c := range map[string]struct{ content, font, more string }{
		"a font whose names say nothing": {show, "<</Subtype /Type1 /BaseFont /X /Widths [500 500 500] /FirstChar 97 /Encoding <</Differences [97 /g1 /g2 /g3]>>>>", ""},
		"a symbolic font of its own":     {show, "<</Subtype /TrueType /BaseFont /X /Widths [500 500 500] /FirstChar 97 /FontDescriptor <</Flags 4 /FontFile2 7 0 R>>>>", stream("", "")},
		"no widths":                      {show, "<</Subtype /TrueType /BaseFont /Unheard>>", ""},
		"no meanings":                    {show, "<</Subtype /Type0 /Encoding /Identity-H /DescendantFonts [<</Subtype /CIDFontType2 /DW 500>>]>>", ""},
		"a CMap that viewers bring":      {show, "<</Subtype /Type0 /Encoding /UniJIS-UTF16-H /DescendantFonts [<</Subtype /CIDFontType2 /DW 500>>]>>", ""},
		"vertical writing":               {show, "<</Subtype /Type0 /Encoding /Identity-V /DescendantFonts [<</Subtype /CIDFontType2 /DW 500>>]>>", ""},
		"drawn letters":                  {show, "<</Subtype /Type3 /FontMatrix [0.001 0 0 0.001 0 0] /Widths [500 500 500] /FirstChar 97 /Encoding <</Differences [97 /x1 /x2 /x3]>>>>", ""},
		"a stray bracket":                {"BT /F 20 Tf 50 700 Td (MAT) ) Tj ET", good, ""},
		"an image without an end":        {show + " BI /W 1 ID xxxx", good, ""},
		"a form that cannot be read":     {"/X Do", good, stream("/Subtype /Form /Filter /DCTDecode", "x")},
		"states without an end":          {strings.Repeat("q ", maxStates+1), good, ""},
		"right to left":                  {show, "<</Subtype /Type1 /BaseFont /X /Widths [500 500 500] /FirstChar 97 /Encoding <</Differences [97 /afii57664 /afii57665 /afii57666]>>>>", ""},
	} {
		page, doubt := readSheet(t, sheet(in, c.content, c.font, c.more))
		assert.NotEmpty(t, doubt, name)
		assert.Empty(t, page.Lines, name)
		assert.True(t, page.Unread, name)
		assert.InDelta(t, 600*glyphs.MMPerPoint, page.Width, 0.01, name)
	}
}

func TestBrokenContentIsADoubt(t *testing.T) {
	_, doubt := readSheet(t, sheet("/MediaBox [0 0 600 800] /Resources <</Font <</F 5 0 R>>>> /Contents 6 0 R", "", stream("/Filter /JPXDecode", "x")))
	assert.Equal(t, "content", doubt)
}

// TestEndlessWork: forms that call one another ten times each, nine deep.
func TestEndlessWork(t *testing.T) {
	var forms []string
	for i := range 9 {
		content := "BT /F 20 Tf (x) Tj ET"
		if i < 8 {
			content = strings.Repeat("/X Do ", 10)
		}
		forms = append(forms, stream(fmt.Sprintf("/Subtype /Form /Resources <</Font <</F 5 0 R>> /XObject <</X %d 0 R>>>>", 7+i), content))
	}
	_, doubt := readSheet(t, sheet("/MediaBox [0 0 100 100] /Resources <</XObject <</X 6 0 R>>>>", "/X Do", forms...))
	assert.NotEmpty(t, doubt)
}
