package font

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
)

//go:embed glyphlist.txt
var glyphList string

// glyphNames is the Adobe Glyph List, read when a file first needs it.
var glyphNames = sync.OnceValue(func() map[string]string {
	names := make(map[string]string, 4300)
	for line := range strings.Lines(glyphList) {
		name, codes, ok := strings.Cut(strings.TrimSpace(line), ";")
		if !ok || strings.HasPrefix(name, "#") {
			continue
		}
		text := ""
		for _, code := range strings.Fields(codes) {
			r, _ := strconv.ParseUint(code, 16, 32)
			text += string(rune(r))
		}
		names[name] = text
	}
	return names
})

// named gives the characters of a glyph's name by the rules of the Adobe Glyph
// List; a letter needs no list.
func named(name string) (text string, ok bool) {
	if name == ".notdef" {
		return "", true
	}
	name, _, _ = strings.Cut(name, ".")
	for _, part := range strings.Split(name, "_") {
		t, ok := component(part)
		if !ok {
			return "", false
		}
		text += t
	}
	return text, text != ""
}

func component(name string) (string, bool) {
	if len(name) == 1 && (name[0]|0x20 >= 'a' && name[0]|0x20 <= 'z') {
		return name, true
	}
	if text, ok := glyphNames()[name]; ok {
		return text, true
	}
	if digits, ok := strings.CutPrefix(name, "uni"); ok && len(digits) >= 4 && len(digits)%4 == 0 {
		text := ""
		for ; len(digits) > 0; digits = digits[4:] {
			r, err := strconv.ParseUint(digits[:4], 16, 32)
			if err != nil {
				return "", false
			}
			text += string(rune(r))
		}
		return text, true
	}
	if digits, ok := strings.CutPrefix(name, "u"); ok && len(digits) >= 4 && len(digits) <= 6 {
		r, err := strconv.ParseUint(digits, 16, 32)
		return string(rune(r)), err == nil
	}
	return "", false
}
