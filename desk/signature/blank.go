package signature

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"github.com/vanthu/vanthu/office/reading"
	"github.com/vanthu/vanthu/signing/appearance"
	"github.com/vanthu/vanthu/signing/pades"
	"github.com/vanthu/vanthu/signing/pdf"
)

// Type of an entry where the document does not tell: 13 points, which Decree
// 30/2020 annex I gives number and date; what it tells is held to sane sizes.
const (
	usualType = 13
	leastType = 8
	mostType  = 18
)

const lineHeight = appearance.LineAscent + appearance.LineDescent

// lineBox is the place of an entry in a blank, on the page as seen: as wide as the
// blank, as high as a line of type, on the baseline of what stands before it.
// Readers of text count in units of the page, which a page may scale (/UserUnit).
func lineBox(b reading.Blank, slanted bool, unit float64) (at pades.Visible, size float64) {
	size = usualType
	baseline := b.Before.Baseline
	if rise := appearance.Rise(b.Before.Text, slanted); baseline > 0 && rise > 0 {
		size = math.Round(2*(baseline-b.Before.Top)*unit*pointsPerMM/rise) / 2
		size = max(leastType, min(size, mostType))
	}
	if baseline == 0 {
		baseline = b.Top + b.Height
	}
	return pades.Visible{
		Page: b.Page, X: b.Left * unit, Y: baseline*unit - appearance.LineAscent*size/pointsPerMM,
		Width: b.Width * unit, Height: lineHeight * size / pointsPerMM,
	}, size
}

// slanted: the date stands in italics, the number upright (annex I, II.3 and II.4).
func slanted(field string) bool { return field != numberField }

// drawEntries is where entries stand on the first page, and what draws them there.
func drawEntries(page pdf.Page, entries []entry) (pades.Visible, pades.Appearance) {
	var all pades.Visible
	boxes := make([]pades.Visible, len(entries))
	drawn := make([]appearance.Entry, len(entries))
	for i, e := range entries {
		at, size := lineBox(e.blank, slanted(e.field), page.UserUnit)
		boxes[i] = at
		all = around(all, at)
		drawn[i] = appearance.Entry{Text: e.text, SizePt: size, Italic: slanted(e.field), Opaque: e.blank.Leaders}
	}
	for i, at := range boxes {
		drawn[i].Left, drawn[i].Top = (at.X-all.X)*pointsPerMM, (at.Y-all.Y)*pointsPerMM
		drawn[i].Width, drawn[i].Height = at.Width*pointsPerMM, at.Height*pointsPerMM
	}
	return all, func(width, height float64, rotate int, add func(pdf.Object) pdf.Ref) (pdf.Ref, error) {
		return appearance.BuildEntries(drawn, appearance.Size{Width: width, Height: height}, rotate, add)
	}
}

// around is the smallest box that holds both.
func around(a, b pades.Visible) pades.Visible {
	if a.Width == 0 {
		return b
	}
	right, bottom := max(a.X+a.Width, b.X+b.Width), max(a.Y+a.Height, b.Y+b.Height)
	a.X, a.Y = min(a.X, b.X), min(a.Y, b.Y)
	a.Width, a.Height = right-a.X, bottom-a.Y
	return a
}

// typed reads font and size of a default appearance (ISO 32000-2 §12.7.4.3).
var typed = regexp.MustCompile(`/(\S+)\s+([\d.]+)\s+Tf`)

// fieldDraw draws a field's text in its own size, slanted where its font is.
func fieldDraw(text string, field pdf.FormField) func(unit float64) pades.Appearance {
	size, italic := 0.0, false
	if da, ok := field.Dict["DA"].(pdf.String); ok {
		if m := typed.FindStringSubmatch(string(da)); m != nil {
			size, _ = strconv.ParseFloat(m[2], 64)
			italic = strings.Contains(m[1], "Italic") || strings.Contains(m[1], "Oblique")
		}
	}
	look, _ := field.Dict["MK"].(pdf.Dict)
	return func(unit float64) pades.Appearance {
		return func(width, height float64, rotate int, add func(pdf.Object) pdf.Ref) (pdf.Ref, error) {
			set := size * unit
			if set <= 0 || set > mostType || set*lineHeight > height+1 {
				set = max(leastType, min(usualType, math.Floor(2*height/lineHeight)/2))
			}
			return appearance.BuildEntries([]appearance.Entry{{
				Text: text, SizePt: set, Italic: italic, Width: width, Height: height, Opaque: look["BG"] != nil,
			}}, appearance.Size{Width: width, Height: height}, rotate, add)
		}
	}
}
