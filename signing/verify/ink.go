package verify

import "github.com/vanthu/vanthu/signing/pdf"

// gridSide is how finely a page is told into used and empty parts: about 5 by 7
// points on A4, less than a line of text.
const gridSide = 128

// ink says roughly where a page shows text or pictures. Positions are in user
// space.
type ink struct {
	page  pdf.Rect
	cells [gridSide][gridSide / 64]uint64
	all   bool // nobody can tell: everywhere
}

// cellsOf are the first and last columns and rows of a rectangle; ok is false
// where it lies beside the page.
func (k *ink) cellsOf(r pdf.Rect) (left, low, right, high int, ok bool) {
	r = r.Intersect(k.page)
	if r.Empty() {
		return 0, 0, 0, 0, false
	}
	column := func(x float64) int { return min(gridSide-1, int((x-k.page.LLX)/k.page.Width()*gridSide)) }
	row := func(y float64) int { return min(gridSide-1, int((y-k.page.LLY)/k.page.Height()*gridSide)) }
	return column(r.LLX), row(r.LLY), column(r.URX), row(r.URY), true
}

func (k *ink) mark(r pdf.Rect) {
	left, low, right, high, ok := k.cellsOf(r)
	if !ok {
		return
	}
	for y := low; y <= high; y++ {
		for x := left; x <= right; x++ {
			k.cells[y][x/64] |= 1 << (x % 64)
		}
	}
}

// under tells whether a rectangle covers something.
func (k *ink) under(r pdf.Rect) bool {
	left, low, right, high, ok := k.cellsOf(r)
	if !ok || k.all {
		return ok
	}
	for y := low; y <= high; y++ {
		for x := left; x <= right; x++ {
			if k.cells[y][x/64]>>(x%64)&1 != 0 {
				return true
			}
		}
	}
	return false
}
