package appearance

import (
	"regexp"
	"strconv"
)

// Colour is #RRGGBB.
type Colour string

var colourForm = regexp.MustCompile(`^#[0-9A-Fa-f]{6}$`)

func (c Colour) valid() bool { return colourForm.MatchString(string(c)) }

// parts gives red, green and blue from 0 to 1.
func (c Colour) parts() [3]float64 {
	bits, _ := strconv.ParseUint(string(c[1:]), 16, 32) // checked by valid
	return [3]float64{float64(bits>>16) / 255, float64(bits>>8&255) / 255, float64(bits&255) / 255}
}

// defaultStyle is the text of Decree 30/2020, annex I: upright, 10 pt, black.
var defaultStyle = Style{SizePt: 10, MinSizePt: 6, Leading: 1.15, Align: Left, Colour: "#000000"}

// over fills what a style leaves open from the one below. A size without a
// least size keeps the least size below, lowered to the size where need be.
func (s Style) over(base Style) Style {
	s.SizePt = first(s.SizePt, base.SizePt)
	s.MinSizePt = first(s.MinSizePt, min(base.MinSizePt, s.SizePt))
	s.Leading = first(s.Leading, base.Leading)
	s.Align = first(s.Align, base.Align)
	s.Colour = first(s.Colour, base.Colour)
	s.Bold = s.Bold || base.Bold
	s.Italic = s.Italic || base.Italic
	return s
}

func first[T comparable](value, otherwise T) T {
	var none T
	if value == none {
		return otherwise
	}
	return value
}
