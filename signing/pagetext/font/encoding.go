package font

import (
	"golang.org/x/text/encoding/charmap"

	"github.com/vanthu/vanthu/signing/pdf"
)

// meaning is what a code shows, where that is known.
type meaning struct {
	text  string
	known bool
}

// encoding tells what the codes of a simple font show by its /Encoding
// (ISO 32000-2 §9.6.5). Codes that only the font program knows stay unknown.
func (s source) encoding(about description, encoding pdf.Object) *[256]meaning {
	own := about.standard != nil && about.standard.codes != nil && !about.embedded
	if own {
		codes := *about.standard.codes
		return s.differences(&codes, s.dict(encoding)["Differences"])
	}
	base := new([256]meaning)
	if about.flags&symbolic == 0 {
		base = standardEncoding()
	}
	switch v := s.value(encoding).(type) {
	case pdf.Name:
		return about.named(string(v), base)
	case pdf.Dict:
		if about.flags&symbolic != 0 && (!about.embedded || about.trueType()) {
			base = standardEncoding()
		}
		codes := *about.named(s.name(v["BaseEncoding"]), base)
		return s.differences(&codes, v["Differences"])
	}
	return base
}

// named gives an encoding by its name, or the one given.
func (d description) named(name string, otherwise *[256]meaning) *[256]meaning {
	var codes [256]meaning
	switch name {
	case "WinAnsiEncoding":
		codes = latin(charmap.Windows1252)
		codes[0xA0], codes[0xAD] = meaning{" ", true}, meaning{"-", true}
	case "MacRomanEncoding":
		codes = latin(charmap.Macintosh)
		codes[0xCA] = meaning{" ", true}
	default:
		return otherwise
	}
	if d.trueType() && d.flags&symbolic != 0 && d.embedded {
		for i := 0x80; i < 256; i++ { // which of the two is meant the font program says
			codes[i].known = false
		}
	}
	return &codes
}

func latin(table *charmap.Charmap) (codes [256]meaning) {
	for i := 32; i < 256; i++ {
		if r := table.DecodeByte(byte(i)); r != 0xFFFD && (i < 0x7F || r >= 0xA0) {
			codes[i] = meaning{string(r), true}
		}
	}
	return codes
}

// differences writes the named glyphs over a base.
func (s source) differences(codes *[256]meaning, list pdf.Object) *[256]meaning {
	code := 0
	for _, o := range s.array(list) {
		switch v := s.value(o).(type) {
		case pdf.Name:
			if code >= 0 && code < 256 {
				text, ok := named(string(v))
				codes[code] = meaning{text, ok}
			}
			code++
		case pdf.Integer, pdf.Real:
			code = s.integer(v, -1)
		}
	}
	return codes
}
