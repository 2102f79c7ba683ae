package font

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Ink is how far a letter's ink reaches up and down from the baseline, of the
// font size. It is that of a usual text font: font programs are not looked into.
type Ink struct{ Bottom, Top float64 }

const (
	capital  = 0.66
	ascender = 0.69
	small    = 0.47
	below    = -0.21
	dot      = -0.17 // below a letter
	accent   = 0.21  // above a letter
	second   = 0.03  // above the first, or rather beside it
)

// InkOf tells of a text; blanks have none.
func InkOf(text string) (ink Ink) {
	var base rune
	accents := 0
	for _, r := range norm.NFD.String(text) {
		switch {
		case unicode.IsSpace(r):
		case !unicode.Is(unicode.Mn, r):
			ink, base = ink.with(inkOfRune(r), base != 0), r
		case r >= 0x0323 && r <= 0x0333:
			ink.Bottom = min(ink.Bottom, dot)
		case r == 0x031B: // the horn stands at the side
		case accents > 0:
			ink.Top += second
		default:
			if base == 'i' || base == 'j' { // lose their own dot
				ink.Top = small
			}
			ink.Top, accents = ink.Top+accent, 1
		}
	}
	return ink
}

// with is the ink of both, or of the other only.
func (ink Ink) with(other Ink, both bool) Ink {
	if both {
		return Ink{min(ink.Bottom, other.Bottom), max(ink.Top, other.Top)}
	}
	return other
}

func inkOfRune(r rune) Ink {
	switch {
	case strings.ContainsRune("gpqyµ", r):
		return Ink{below, small}
	case strings.ContainsRune("bdfhklđ", r):
		return Ink{-0.01, ascender}
	case strings.ContainsRune("ij", r):
		return Ink{-0.01, ascender}
	case r == 't':
		return Ink{-0.01, 0.58}
	case r == 'Q':
		return Ink{-0.18, capital}
	case unicode.IsLower(r):
		return Ink{-0.01, small}
	case strings.ContainsRune(".…", r):
		return Ink{-0.01, 0.1}
	case strings.ContainsRune(",;", r):
		return Ink{-0.14, small}
	case r == ':':
		return Ink{-0.01, small}
	case strings.ContainsRune("-–—‐−", r):
		return Ink{0.2, 0.26}
	case r == '_':
		return Ink{-0.13, -0.07}
	case strings.ContainsRune("'\"“”‘’*^`", r):
		return Ink{0.43, 0.68}
	case strings.ContainsRune("()[]{}|/\\@", r):
		return Ink{-0.18, 0.68}
	}
	return Ink{-0.01, capital}
}
