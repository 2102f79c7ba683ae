package pdf

import "unicode/utf16"

// Text makes a text string (ISO 32000-2 §7.9.2.2): ASCII stays as it is,
// everything else becomes UTF-16BE with its byte order mark, which readers of
// every age understand.
func Text(s string) String {
	if isASCII(s) {
		return String(s)
	}
	out := String{0xFE, 0xFF}
	for _, unit := range utf16.Encode([]rune(s)) {
		out = append(out, byte(unit>>8), byte(unit))
	}
	return out
}

// Text reads a text string: UTF-16 by its byte order mark, UTF-8 by its own,
// else PDFDocEncoding, of which the part shared with Latin-1 is understood.
func (s String) Text() string {
	switch {
	case len(s) >= 2 && s[0] == 0xFE && s[1] == 0xFF:
		return fromUTF16(s[2:], 0, 1)
	case len(s) >= 2 && s[0] == 0xFF && s[1] == 0xFE:
		return fromUTF16(s[2:], 1, 0)
	case len(s) >= 3 && s[0] == 0xEF && s[1] == 0xBB && s[2] == 0xBF:
		return string(s[3:])
	}
	runes := make([]rune, len(s))
	for i, b := range s {
		runes[i] = rune(b)
	}
	return string(runes)
}

func fromUTF16(b []byte, high, low int) string {
	units := make([]uint16, 0, len(b)/2)
	for i := 0; i+1 < len(b); i += 2 {
		units = append(units, uint16(b[i+high])<<8|uint16(b[i+low]))
	}
	return string(utf16.Decode(units))
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x7F || s[i] < 0x20 && s[i] != '\t' && s[i] != '\n' && s[i] != '\r' {
			return false
		}
	}
	return true
}
