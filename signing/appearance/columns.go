package appearance

// columnsBlock is stacks side by side.
type columnsBlock struct {
	parts   []columnPart
	divider *Stroke
	grow    bool
}

// columnPart is one of them; share is its part of the width, from 0 to 1.
type columnPart struct {
	share float64
	rows  stack
}

func (b columnsBlock) least(width float64, step int) (height float64, fits bool) {
	fits = true
	for _, part := range b.parts {
		h, ok := part.rows.least(width*part.share, step)
		height = max(height, h)
		fits = fits && ok
	}
	return height, fits
}

func (b columnsBlock) natural() float64 {
	widest := 0.0
	for _, part := range b.parts {
		widest = max(widest, part.rows.natural()/part.share)
	}
	return widest
}

func (b columnsBlock) shrinks(step int) bool {
	for _, part := range b.parts {
		if part.rows.shrinks(step) {
			return true
		}
	}
	return false
}

func (b columnsBlock) grows() bool { return b.grow }

func (b columnsBlock) draw(cv *canvas, at area, step int) error {
	left := at.left
	for i, part := range b.parts {
		width := at.width * part.share
		if i > 0 && b.divider != nil {
			cv.line(*b.divider, left, at.top, left, at.top+at.height)
		}
		if err := part.rows.draw(cv, area{left, at.top, width, at.height}, step); err != nil {
			return err
		}
		left += width
	}
	return nil
}

// lineBlock is a line across the whole width.
type lineBlock struct{ stroke Stroke }

func (b lineBlock) least(float64, int) (float64, bool) { return b.stroke.WidthPt, true }
func (b lineBlock) natural() float64                   { return 0 }
func (b lineBlock) shrinks(int) bool                   { return false }
func (b lineBlock) grows() bool                        { return false }

func (b lineBlock) draw(cv *canvas, at area, _ int) error {
	middle := at.top + at.height/2
	cv.line(b.stroke, at.left, middle, at.left+at.width, middle)
	return nil
}
