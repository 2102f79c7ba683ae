package pagetext

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/office/reading/glyphs"
)

// TestFonts: the same place in a file for fonts of every kind that is read.
func TestFonts(t *testing.T) {
	const in = "/MediaBox [0 0 600 800] /Resources <</Font <</F 6 0 R>>>>"
	composite := "<</Subtype /Type0 /ToUnicode 7 0 R /Encoding /Identity-H /DescendantFonts [<</DW 1000 /W [1 [500 250] 16 20 750]>>]>>"
	simple := func(more string) string {
		return "<</Subtype /TrueType /BaseFont /X /FirstChar 97 /Widths [500 500 500] " + more + ">>"
	}
	for name, c := range map[string]struct{ show, font, cmap, want string }{
		"single meanings":      {"<00010002>", composite, "2 beginbfchar <0001> <1EA4> <0002> <004D> endbfchar", "ẤM"},
		"a ligature":           {"<0001>", composite, "1 beginbfchar <0001> <00660066> endbfchar", "ff"},
		"a ligature's letter":  {"<0001>", composite, "1 beginbfchar <0001> <FB01> endbfchar", "fi"},
		"beyond 16 bits":       {"<0001>", composite, "1 beginbfchar <0001> <D835DC00> endbfchar", "\U0001D400"},
		"a range":              {"<00100012>", composite, "1 beginbfrange <0010> <0014> <0061> endbfrange", "ac"},
		"a range of pairs":     {"<00100012>", composite, "1 beginbfrange <0010> <0014> <00780061> endbfrange", "xaxc"},
		"a list":               {"<00100012>", composite, "1 beginbfrange <0010> <0012> [<0061> <0062> <0063>] endbfrange", "ac"},
		"ranges out of order":  {"<00100002>", composite, "2 beginbfrange <0010> <0014> <0061> <0001> <0003> <004D> endbfrange", "aN"},
		"by a CMap of its own": {"<018102>", "<</Subtype /Type0 /ToUnicode 7 0 R /Encoding 8 0 R /DescendantFonts [<</DW 500>>]>>", "2 beginbfchar <01> <0061> <8102> <0062> endbfchar", "ab"},
		"WinAnsi":              {"(\xd0\xfd)", "<</Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding>>", "", "Ðý"},
		"MacRoman":             {"(\x8e)", "<</Subtype /Type1 /BaseFont /Helvetica /Encoding /MacRomanEncoding>>", "", "é"},
		"standard":             {"(\xae')", "<</Subtype /Type1 /BaseFont /Times-Roman>>", "", "fi’"},
		"symbols":              {"(ab)", "<</Subtype /Type1 /BaseFont /Symbol>>", "", "αβ"},
		"dingbats":             {"(4)", "<</Subtype /Type1 /BaseFont /ZapfDingbats>>", "", "✔"},
		"as Windows names it":  {"(ab)", "<</Subtype /TrueType /BaseFont /TimesNewRomanPS-BoldMT /Encoding /WinAnsiEncoding>>", "", "ab"},
		"names of letters":     {"(abc)", simple("/Encoding <</Differences [97 /Acircumflex /uni1EA4 /T_h.alt]>>"), "", "ÂẤTh"},
		"symbolic with a CMap": {"(ab)", simple("/FontDescriptor <</Flags 4>> /ToUnicode 7 0 R"), "1 beginbfrange <61> <62> <0110> endbfrange", "Đđ"},
		"drawn letters":        {"(a)", "<</Subtype /Type3 /FontMatrix [0.01 0 0 0.01 0 0] /FirstChar 97 /Widths [50] /Encoding <</Differences [97 /A]>>>>", "", "A"},
	} {
		page, doubt := readSheet(t, sheet(in, "BT /F 20 Tf 50 700 Td "+c.show+" Tj ET", c.font, stream("", c.cmap),
			stream("", "2 begincodespacerange <00> <80> <8100> <9FFF> endcodespacerange 1 begincidrange <00> <80> 0 endcidrange 1 begincidchar <8102> 900 endcidchar")))
		require.Empty(t, doubt, name)
		require.Len(t, page.Lines, 1, name)
		assert.Equal(t, c.want, page.Lines[0].Text, name)
	}
}

// TestWidths: where the second string of two begins tells the width of the first.
func TestWidths(t *testing.T) {
	const in = "/MediaBox [0 0 600 800] /Resources <</Font <</F 6 0 R>>>>"
	for font, want := range map[string]float64{ // of the two codes, in points of 10
		"<</Subtype /Type1 /BaseFont /Helvetica>>":                                                              2 * 6.11, // FF
		"<</Subtype /Type1 /BaseFont /Courier>>":                                                                2 * 6,
		"<</Subtype /Type1 /BaseFont /Times-Bold>>":                                                             2 * 6.11,
		"<</Subtype /TrueType /BaseFont /X /FirstChar 70 /Widths [400]>>":                                       2 * 4,
		"<</Subtype /TrueType /BaseFont /X /FirstChar 80 /Widths [400] /FontDescriptor <</MissingWidth 900>>>>": 2 * 9,
	} {
		page, doubt := readSheet(t, sheet(in, "BT /F 10 Tf 50 700 Td (FF) Tj 300 0 Td (F) Tj ET", font))
		require.Empty(t, doubt, font)
		require.Len(t, page.Lines, 2, font)
		assert.InDelta(t, 50+want, page.Lines[0].Right/glyphs.MMPerPoint, 0.5, font)
	}
}
