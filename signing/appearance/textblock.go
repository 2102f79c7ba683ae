package appearance

import "strings"

// textBlock is one paragraph, or several parted by line feeds.
type textBlock struct {
	text    string
	style   Style
	face    *face
	padding float64
	grow    bool
}

func (b *textBlock) size(step int) float64 {
	return max(b.style.MinSizePt, b.style.SizePt-float64(step)*shrinkStep)
}

func (b *textBlock) shrinks(step int) bool { return b.size(step) > b.style.MinSizePt }
func (b *textBlock) grows() bool           { return b.grow }

func (b *textBlock) natural() float64 {
	widest := 0.0
	for _, line := range strings.Split(b.text, "\n") {
		widest = max(widest, b.face.width(line, b.style.SizePt))
	}
	return widest + 2*b.padding
}

func (b *textBlock) least(width float64, step int) (height float64, fits bool) {
	lines, fits := b.wrap(width-2*b.padding, step)
	above, below := b.reach(lines, step)
	return above + b.between(lines, step) + below + 2*b.padding, fits
}

// reach is what the first line needs above its baseline and the last below.
func (b *textBlock) reach(lines []string, step int) (above, below float64) {
	above, _ = b.face.reach(lines[0], b.size(step))
	_, below = b.face.reach(lines[len(lines)-1], b.size(step))
	return above, below
}

// between is the way from the first baseline to the last.
func (b *textBlock) between(lines []string, step int) float64 {
	return float64(len(lines)-1) * b.style.Leading * b.size(step)
}

func (b *textBlock) draw(cv *canvas, at area, step int) error {
	lines, _ := b.wrap(at.width-2*b.padding, step)
	above, below := b.reach(lines, step)
	height := above + b.between(lines, step) + below
	baseline := at.top + (at.height-height)/2 + above
	for _, line := range lines {
		if err := cv.text(b.face, b.style.Colour, b.size(step), b.start(line, at, step), baseline, line); err != nil {
			return err
		}
		baseline += b.style.Leading * b.size(step)
	}
	return nil
}

// start is where a line begins by its alignment.
func (b *textBlock) start(line string, at area, step int) float64 {
	spare := at.width - 2*b.padding - b.face.width(line, b.size(step))
	switch b.style.Align {
	case Centre:
		return at.left + b.padding + spare/2
	case Right:
		return at.left + b.padding + spare
	}
	return at.left + b.padding
}

// wrap breaks the text at spaces; fits is false where a single word is wider
// than the line. A no-break space does not break.
func (b *textBlock) wrap(width float64, step int) (lines []string, fits bool) {
	fits = true
	for _, paragraph := range strings.Split(b.text, "\n") {
		line := ""
		for _, word := range strings.FieldsFunc(paragraph, func(r rune) bool { return r == ' ' }) {
			fits = fits && b.face.width(word, b.size(step)) <= width+tolerance
			longer := strings.TrimLeft(line+" "+word, " ")
			if line != "" && b.face.width(longer, b.size(step)) > width+tolerance {
				lines, longer = append(lines, line), word
			}
			line = longer
		}
		lines = append(lines, line)
	}
	return lines, fits
}
