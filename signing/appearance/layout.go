package appearance

import (
	"github.com/vanthu/vanthu/internal/fault"
)

// shrinkStep is by how many points text shrinks at each try.
const shrinkStep = 0.5

// maxSteps is enough to shrink the largest type to the smallest.
const maxSteps = (maxTypeSize - minTypeSize) / shrinkStep

// area is a part of the box, measured from its top left corner.
type area struct{ left, top, width, height float64 }

// block is a piece of the layout. step says by how many shrinkSteps its text is
// set smaller than wanted, as far as its least size allows.
type block interface {
	// least is the height the block needs in a width; fits is false where the
	// width is too small for it.
	least(width float64, step int) (height float64, fits bool)
	// natural is the width at which nothing wraps at full size.
	natural() float64
	// shrinks tells whether more steps would still make it smaller.
	shrinks(step int) bool
	// grows tells whether it takes height left over.
	grows() bool
	draw(cv *canvas, at area, step int) error
}

// layout is a content turned into blocks.
type layout struct {
	root  stack
	faces faces
}

func newLayout(c Content) (*layout, error) {
	if err := c.Profile.check(); err != nil {
		return nil, err
	}
	l := &layout{faces: faces{}}
	b := builder{content: c, faces: l.faces, style: c.Profile.Style.over(defaultStyle)}
	root, err := b.stack(c.Profile.Rows)
	if err != nil {
		return nil, err
	}
	if !b.visible {
		return nil, fault.New(ErrNothingToShow, nil, nil)
	}
	l.root = root
	return l, nil
}

// maxSide is the longest side a page may have (ISO 32000-2 annex C.2).
const maxSide = 14400

// tolerance forgives what rounding adds to a derived box: in height here, in
// width where lines are broken.
const tolerance = 0.01

// fit finds the largest type with which everything goes into the box. It measures
// with the very width that draw gets: a hair more, and a word may wrap elsewhere.
func (l *layout) fit(box Size) (step int, err error) {
	if !(box.Width > 0 && box.Width <= maxSide && box.Height > 0 && box.Height <= maxSide) {
		return 0, l.tooSmall(box)
	}
	for step := range int(maxSteps) + 1 {
		height, fits := l.root.least(box.Width, step)
		if fits && height <= box.Height+tolerance {
			return step, nil
		}
		if !l.root.shrinks(step) {
			break
		}
	}
	return 0, l.tooSmall(box)
}

// firstFit is the step at which the width is enough, whatever the height; the
// last one if none is.
func (l *layout) firstFit(width float64) int {
	step := 0
	for ; l.root.shrinks(step); step++ {
		if _, fits := l.root.least(width, step); fits {
			break
		}
	}
	return step
}

// tooSmall says what does not fit: a text, or else a picture.
func (l *layout) tooSmall(box Size) error {
	if text := l.root.longestText(); text != "" {
		return fault.New(ErrTextTooLong, fault.Args{"text": text}, nil)
	}
	height, _ := l.root.least(box.Width, 0)
	return fault.New(ErrBoxTooSmall, fault.Args{
		"width": millimetres(l.root.natural()), "height": millimetres(height),
	}, nil)
}
