package font

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed standard14.txt
var standard14 string

// standardFont is one of the standard 14 fonts (ISO 32000-2 §9.6.2.2).
type standardFont struct {
	byRune map[rune]float64
	fixed  float64       // the width of all, where not zero
	codes  *[256]meaning // its own encoding; nil where it has the usual one
}

func (f *standardFont) width(_ uint32, text string) float64 {
	if f.fixed > 0 {
		return f.fixed
	}
	r, _ := utf8.DecodeRuneInString(text)
	return f.byRune[r]
}

type family struct {
	names []string // in small letters, without blanks
	first int      // column of the upright one; bold ones and italic ones behind it
	slant bool     // italic letters are as wide as upright ones
}

const (
	courier = -1 - iota
	symbolFont
	dingbats
)

var families = []family{
	{[]string{"helvetica", "arial"}, 0, true},
	{[]string{"times", "timesnew"}, 2, false},
	{[]string{"courier", "couriernew"}, courier, true},
	{[]string{"symbol"}, symbolFont, true},
	{[]string{"zapfdingbats"}, dingbats, true},
}

// columns is the column of a style.
func (f family) columns(bold, italic bool) int {
	column := f.first
	if column < 0 {
		return column
	}
	if bold {
		column++
	}
	if italic && !f.slant {
		column += 2
	}
	return column
}

func standard(column int) *standardFont { return standards()[column] }

// standards reads the table when a file first needs it.
var standards = sync.OnceValue(func() map[int]*standardFont {
	fonts := map[int]*standardFont{courier: {fixed: 0.6}}
	parts := strings.Split(standard14, "# the same of ")
	for column := range 6 {
		fonts[column] = &standardFont{byRune: map[rune]float64{}}
		fonts[column].read(parts[0], column, nil)
	}
	for i, column := range []int{symbolFont, dingbats} {
		fonts[column] = &standardFont{byRune: map[rune]float64{}, codes: new([256]meaning)}
		fonts[column].read(parts[1+i], 0, fonts[column].codes)
	}
	return fonts
})

func (f *standardFont) read(table string, column int, codes *[256]meaning) {
	for line := range strings.Lines(table) {
		fields := strings.Fields(line)
		if len(fields) < column+3 {
			continue
		}
		r, err := strconv.ParseUint(fields[0], 16, 32)
		if err != nil {
			continue // a comment
		}
		code, _ := strconv.Atoi(fields[1])
		width, _ := strconv.Atoi(fields[column+2])
		f.byRune[rune(r)] = float64(width) / 1000
		if codes != nil && code >= 0 {
			codes[code] = meaning{string(rune(r)), true}
		}
	}
}

// standardEncoding is the encoding of the standard Latin fonts (annex D.2).
var standardEncoding = sync.OnceValue(func() *[256]meaning {
	codes := new([256]meaning)
	(&standardFont{byRune: map[rune]float64{}}).read(strings.Split(standard14, "# the same of ")[0], 0, codes)
	return codes
})
