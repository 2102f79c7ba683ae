package signature

import (
	"context"
	"image"
	"math"

	"github.com/vanthu/vanthu/signing/pades"
	"github.com/vanthu/vanthu/signing/pdf"
)

const (
	finest = 3.0 // pixels in a millimetre of the page that is searched: a full stop is two wide
	gap    = 1.5 // mm left free on all sides of the stamp
	edge   = 5.0 // mm of the page's edge that printers leave out
	across = 20  // mm by which the place below the date comes after that below the number
)

// free moves a stamp to the nearest place of its page where nothing stands, from
// where its template puts it below the number, or as far on the other side, below
// the date. false where the page has no room, or cannot be drawn: the stamp
// stays where it was.
func (o Order) free(ctx context.Context, doc *pdf.Document, stamp pades.Visible) (pades.Visible, bool) {
	page, err := doc.Page(stamp.Page)
	if err != nil || o.Draw == nil {
		return stamp, false
	}
	width, height := pades.PageSize(page)
	drawn, err := o.Draw(ctx, o.In, stamp.Page, int(width*finest))
	if err != nil {
		return stamp, false
	}
	s := stains(drawn, width)
	best, least := stamp, math.Inf(1)
	other := width - stamp.X - stamp.Width
	try := func(x, y float64) {
		way := math.Min(math.Hypot(x-stamp.X, y-stamp.Y), math.Hypot(x-other, y-stamp.Y)+across)
		if way < least && s.clear(x-gap, y-gap, stamp.Width+2*gap, stamp.Height+2*gap) {
			best.X, best.Y, least = x, y, way
		}
	}
	try(stamp.X, stamp.Y)
	try(other, stamp.Y)
	for y := edge; y+stamp.Height+edge <= height; y++ {
		for x := edge; x+stamp.Width+edge <= width; x++ {
			try(x, y)
		}
	}
	return best, !math.IsInf(least, 1)
}

// stained counts the dark pixels of a page above and to the left of each place, so
// that those of any box are four look-ups.
type stained struct {
	counts        []int32
	width, height int     // in pixels
	scale         float64 // pixels in a millimetre
}

func stains(page image.Image, widthMM float64) stained {
	size := page.Bounds().Size()
	s := stained{width: size.X, height: size.Y, scale: float64(size.X) / widthMM, counts: make([]int32, (size.X+1)*(size.Y+1))}
	shades, paper := shadesOf(page)
	for y := range s.height {
		row := int32(0)
		for x := range s.width {
			if dark(shades, s.width, x, y, paper) {
				row++
			}
			s.counts[(y+1)*(s.width+1)+x+1] = s.counts[y*(s.width+1)+x+1] + row
		}
	}
	return s
}

// shadesOf is the darkest of each pixel's colours, and the commonest of these: the
// paper's.
func shadesOf(page image.Image) (shades []uint8, paper uint8) {
	b := page.Bounds()
	shades = make([]uint8, 0, b.Dx()*b.Dy())
	var often [256]int
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			r, g, blue, _ := page.At(x, y).RGBA()
			shade := uint8(min(r, g, blue) >> 8)
			shades = append(shades, shade)
			often[shade]++
		}
	}
	for shade, count := range often {
		if count >= often[paper] {
			paper = uint8(shade)
		}
	}
	return shades, paper
}

// dark tells ink from paper. A lone dark pixel is dust on the glass of a scanner.
func dark(shades []uint8, width, x, y int, paper uint8) bool {
	const contrast = 48
	ink := func(at int) bool { return max(shades[at], paper)-min(shades[at], paper) > contrast }
	at := y*width + x
	if !ink(at) {
		return false
	}
	for _, beside := range []struct {
		there bool
		at    int
	}{{x > 0, at - 1}, {x+1 < width, at + 1}, {y > 0, at - width}, {at+width < len(shades), at + width}} {
		if beside.there && ink(beside.at) {
			return true
		}
	}
	return false
}

// clear tells that nothing stands in a box of the page, in millimetres.
func (s stained) clear(left, top, width, height float64) bool {
	pixel := func(mm float64, most int) int { return max(0, min(int(math.Round(mm*s.scale)), most)) }
	x0, x1 := pixel(left, s.width), pixel(left+width, s.width)
	y0, y1 := pixel(top, s.height), pixel(top+height, s.height)
	at := func(x, y int) int32 { return s.counts[y*(s.width+1)+x] }
	return at(x1, y1)-at(x0, y1)-at(x1, y0)+at(x0, y0) == 0
}
