package appearance

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"fmt"
	"math"
	"strings"

	"github.com/vanthu/vanthu/signing/appearance/truetype"
	"github.com/vanthu/vanthu/signing/pdf"
)

// embed cuts the font down to the characters in use and adds it as a composite
// font (ISO 32000-2 §9.7): Type0 with Identity-H over a CIDFontType2, so that a
// character's code is its glyph number in the subset.
func (f *face) embed(add func(pdf.Object) pdf.Ref) (pdf.Ref, error) {
	subset, err := f.font.Subset(f.runes)
	if err != nil {
		return pdf.Ref{}, err
	}
	f.subset = subset
	name := pdf.Name(subsetTag(subset.File) + "+" + f.font.Name)
	file := add(compressed(pdf.Dict{"Length1": pdf.Integer(len(subset.File))}, subset.File))
	cidFont := add(pdf.Dict{
		"Type": pdf.Name("Font"), "Subtype": pdf.Name("CIDFontType2"), "BaseFont": name,
		"CIDSystemInfo": pdf.Dict{
			"Registry": pdf.String("Adobe"), "Ordering": pdf.String("Identity"), "Supplement": pdf.Integer(0),
		},
		"CIDToGIDMap":    pdf.Name("Identity"),
		"DW":             f.thousandths(subset.Widths[0]),
		"W":              pdf.Array{pdf.Integer(0), f.widths()},
		"FontDescriptor": add(f.descriptor(name, file)),
	})
	return add(pdf.Dict{
		"Type": pdf.Name("Font"), "Subtype": pdf.Name("Type0"), "BaseFont": name,
		"Encoding":        pdf.Name("Identity-H"),
		"DescendantFonts": pdf.Array{cidFont},
		"ToUnicode":       add(compressed(pdf.Dict{}, toUnicode(subset))),
	}), nil
}

// encode writes a line as the codes of its glyphs.
func (f *face) encode(line string) string {
	var out strings.Builder
	out.WriteByte('<')
	for _, r := range line {
		fmt.Fprintf(&out, "%04X", f.subset.Glyphs[r])
	}
	out.WriteByte('>')
	return out.String()
}

// Flags of a font descriptor (§9.8.2, table 121).
const (
	flagSerif    = 1 << 1
	flagSymbolic = 1 << 2
	flagItalic   = 1 << 6
)

func (f *face) descriptor(name pdf.Name, file pdf.Ref) pdf.Dict {
	flags, box := flagSerif|flagSymbolic, f.font.Box
	if f.font.Italic != 0 {
		flags |= flagItalic
	}
	return pdf.Dict{
		"Type": pdf.Name("FontDescriptor"), "FontName": name, "Flags": pdf.Integer(flags),
		"FontBBox": pdf.Array{
			f.thousandths(box.XMin), f.thousandths(box.YMin), f.thousandths(box.XMax), f.thousandths(box.YMax),
		},
		"ItalicAngle": pdf.Real(f.font.Italic),
		"Ascent":      f.thousandths(f.font.Ascent),
		"Descent":     f.thousandths(f.font.Descent),
		"CapHeight":   f.thousandths(f.font.CapHeight),
		"StemV":       stem(f.font.Weight),
		"FontFile2":   file,
	}
}

// stem guesses the width of upright strokes, which TrueType does not state,
// from the weight; readers use it only when the font file cannot be read.
func stem(weight int) pdf.Integer {
	relative := float64(weight) / 65
	return pdf.Integer(math.Round(50 + relative*relative))
}

func (f *face) widths() pdf.Array {
	widths := pdf.Array{}
	for _, w := range f.subset.Widths {
		widths = append(widths, f.thousandths(w))
	}
	return widths
}

// thousandths gives font units in glyph space, 1000 to the em (§9.2.4).
func (f *face) thousandths(units int) pdf.Integer {
	return pdf.Integer(math.Round(float64(units) * 1000 / float64(f.font.UnitsPerEm)))
}

// subsetTag is six capitals that tell subsets of one font apart (§9.9.2); drawn
// from the bytes, so that equal subsets have equal names.
func subsetTag(file []byte) string {
	sum := sha256.Sum256(file)
	tag := make([]byte, 6)
	for i := range tag {
		tag[i] = 'A' + sum[i]%26
	}
	return string(tag)
}

// maxRanges is how many lines one block of a CMap may have.
const maxRanges = 100

// toUnicode is the CMap by which a reader copies and searches text (§9.10.3).
func toUnicode(subset *truetype.Subset) []byte {
	var out bytes.Buffer
	out.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	for from := 0; from < len(subset.Runes); from += maxRanges {
		part := subset.Runes[from:min(from+maxRanges, len(subset.Runes))]
		fmt.Fprintf(&out, "%d beginbfchar\n", len(part))
		for _, r := range part {
			fmt.Fprintf(&out, "<%04X> <%X>\n", subset.Glyphs[r], utf16BE(r))
		}
		out.WriteString("endbfchar\n")
	}
	out.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
	return out.Bytes()
}

// utf16BE leaves out the byte order mark that pdf.Text writes.
func utf16BE(r rune) []byte {
	if r < 0x80 {
		return []byte{0, byte(r)}
	}
	return pdf.Text(string(r))[2:]
}

func compressed(dict pdf.Dict, data []byte) *pdf.Stream {
	var out bytes.Buffer
	w, _ := zlib.NewWriterLevel(&out, zlib.BestCompression) // the level is a valid one
	_, _ = w.Write(data)                                    // a bytes.Buffer takes everything
	_ = w.Close()
	dict["Filter"] = pdf.Name("FlateDecode")
	return &pdf.Stream{Dict: dict, Data: out.Bytes()}
}
