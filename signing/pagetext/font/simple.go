package font

import (
	"strings"

	"github.com/vanthu/vanthu/signing/pdf"
)

// simple reads a font with codes of one byte (ISO 32000-2 §9.6).
func (s source) simple(f *Font, dict pdf.Dict, unicode meanings) bool {
	f.codes = coding{width: 1}
	f.Name = withoutTag(s.name(dict["BaseFont"]))
	about := s.describe(f.Name, dict)
	f.Bold = isBold(f.Name, about.flags)
	texts := s.encoding(about, dict["Encoding"])
	widths, ok := s.widths(about, dict)
	if !ok {
		return false
	}
	f.glyph = func(code uint32) (g Glyph) {
		if g.Text, g.Known = unicode.text(code); !g.Known {
			g.Text, g.Known = texts[code].text, texts[code].known
		}
		g.Width = widths(code, texts[code].text)
		return g
	}
	return true
}

// description is what decides on a simple font's encoding and widths.
type description struct {
	subtype  string
	standard *standardFont // one of the standard 14, by name; nil: none
	flags    int
	embedded bool
	missing  float64 // /MissingWidth
}

func (s source) describe(name string, dict pdf.Dict) description {
	d := description{subtype: s.name(dict["Subtype"])}
	d.standard = standardFor(name)
	descriptor := s.dict(dict["FontDescriptor"])
	switch {
	case descriptor != nil:
		d.flags = s.integer(descriptor["Flags"], nonsymbolic)
	case d.standard != nil && d.standard.codes != nil:
		d.flags = symbolic
	case d.standard != nil:
		d.flags = nonsymbolic
	}
	for _, key := range []pdf.Name{"FontFile", "FontFile2", "FontFile3"} {
		_, ok := s.value(descriptor[key]).(*pdf.Stream)
		d.embedded = d.embedded || ok
	}
	d.missing, _ = s.number(descriptor["MissingWidth"])
	return d
}

func (d description) trueType() bool { return d.subtype == "TrueType" }

// widths gives what the file says of each code, or what is known of the standard
// 14 fonts, which need not say it.
func (s source) widths(about description, dict pdf.Dict) (func(code uint32, text string) float64, bool) {
	list, listed := s.value(dict["Widths"]).(pdf.Array)
	unit := 0.001
	if about.subtype == "Type3" {
		matrix := s.array(dict["FontMatrix"])
		if len(matrix) != 6 || !listed {
			return nil, false
		}
		unit, _ = s.number(matrix[0])
	}
	if !listed {
		if about.standard == nil || about.embedded {
			return nil, false
		}
		return about.standard.width, true
	}
	var widths [256]float64
	for i := range widths {
		widths[i] = about.missing * unit
	}
	first := s.integer(dict["FirstChar"], 0)
	for i, o := range list[:min(len(list), 256)] {
		if code := first + i; code >= 0 && code < 256 {
			n, _ := s.number(o)
			widths[code] = n * unit
		}
	}
	return func(code uint32, _ string) float64 { return widths[code&0xFF] }, true
}

// standardFor finds a standard font by its own names and those that other
// programs give it: Arial, TimesNewRoman,Bold.
func standardFor(name string) *standardFont {
	lower := strings.ToLower(strings.ReplaceAll(name, " ", ""))
	bold, italic := strings.Contains(lower, "bold"), strings.Contains(lower, "italic") || strings.Contains(lower, "oblique")
	for _, family := range families {
		for _, n := range family.names {
			if style, ok := strings.CutPrefix(lower, n); ok && isStyle(style) {
				return standard(family.columns(bold, italic))
			}
		}
	}
	return nil
}

// isStyle tells whether all that follows a family's name is a style.
func isStyle(s string) bool {
	for _, word := range []string{"psmt", "mt", "ps", "bold", "italic", "oblique", "roman", "regular", "new", ",", "-"} {
		s = strings.ReplaceAll(s, word, "")
	}
	return s == ""
}
