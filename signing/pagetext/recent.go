package pagetext

import (
	"math"
	"slices"
)

// recent are the last texts of a content: some programs show a text twice, a
// little aside, to make it bold or give it a shadow.
type recent struct {
	texts [recentTexts]recentText
	next  int
}

// recentText is measured on the page, in points.
type recentText struct {
	codes     []uint32
	x, y      float64 // where it begins
	width     float64 // of its ink
	size      float64
	lastWidth float64
}

const recentTexts = 5

// has tells whether a text is one of them once more, and remembers it.
func (r *recent) has(object []shown, e extent, t textMatrix, size float64) bool {
	unit := math.Hypot(t.to[0], t.to[1])
	text := recentText{
		codes: r.texts[r.next].codes[:0],
		size:  math.Abs(size) * unit, width: e.width() * unit,
		lastWidth: math.Abs(object[len(object)-1].Width*size) * unit,
	}
	text.x, text.y = t.to.point(e.from, 0)
	for _, s := range object {
		text.codes = append(text.codes, s.Code)
	}
	r.texts[r.next] = recentText{}
	found := slices.ContainsFunc(r.texts[:], text.repeats)
	r.texts[r.next] = text
	r.next = (r.next + 1) % recentTexts
	return found
}

// repeats: half of it lies over the other.
func (t recentText) repeats(other recentText) bool {
	return t.size == other.size && slices.Equal(t.codes, other.codes) &&
		math.Abs(t.x-other.x) <= min(0.9*t.lastWidth, t.width/2) &&
		math.Abs(t.y-other.y) <= max(t.width, t.size)/8
}
