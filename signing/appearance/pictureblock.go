package appearance

import "github.com/vanthu/vanthu/signing/appearance/picture"

// pictureBlock is an image in the middle of its area: as large as the area
// allows, or exactly at its true size.
type pictureBlock struct {
	image     *picture.Picture
	padding   float64
	minHeight float64
	trueSize  Size // zero: as large as there is room
}

func (b pictureBlock) fixed() bool { return b.trueSize.Width > 0 }

func (b pictureBlock) least(width float64, _ int) (height float64, fits bool) {
	if b.fixed() {
		return b.trueSize.Height + 2*b.padding, b.trueSize.Width+2*b.padding <= width+tolerance
	}
	return b.minHeight + 2*b.padding, width > 2*b.padding
}

// natural is the printed width; for an image without one, what 300 dpi give.
func (b pictureBlock) natural() float64 {
	if b.fixed() {
		return b.trueSize.Width + 2*b.padding
	}
	return float64(b.image.Width)*72/300 + 2*b.padding
}

func (b pictureBlock) shrinks(int) bool { return false }
func (b pictureBlock) grows() bool      { return !b.fixed() }

func (b pictureBlock) draw(cv *canvas, at area, _ int) error {
	size := b.trueSize
	if !b.fixed() {
		size = contain(b.image, at.width-2*b.padding, at.height-2*b.padding)
	}
	if size.Width <= 0 || size.Height <= 0 {
		return nil
	}
	return cv.picture(b.image, area{
		at.left + (at.width-size.Width)/2, at.top + (at.height-size.Height)/2, size.Width, size.Height,
	})
}

// contain is the largest size of the image's own proportions within a size.
func contain(image *picture.Picture, width, height float64) Size {
	scale := min(width/float64(image.Width), height/float64(image.Height))
	return Size{float64(image.Width) * scale, float64(image.Height) * scale}
}
