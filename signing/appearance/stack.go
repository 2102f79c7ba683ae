package appearance

// stack is blocks from top to bottom.
type stack []block

func (s stack) least(width float64, step int) (height float64, fits bool) {
	fits = true
	for _, b := range s {
		h, ok := b.least(width, step)
		height += h
		fits = fits && ok
	}
	return height, fits
}

func (s stack) natural() float64 {
	widest := 0.0
	for _, b := range s {
		widest = max(widest, b.natural())
	}
	return widest
}

func (s stack) shrinks(step int) bool {
	for _, b := range s {
		if b.shrinks(step) {
			return true
		}
	}
	return false
}

func (s stack) grows() bool { return s.growing() > 0 }

func (s stack) growing() int {
	n := 0
	for _, b := range s {
		if b.grows() {
			n++
		}
	}
	return n
}

// draw shares the height left over among the blocks that grow; without any, the
// whole stands in the middle.
func (s stack) draw(cv *canvas, at area, step int) error {
	needed, _ := s.least(at.width, step)
	spare := max(0, at.height-needed)
	top, share := at.top, 0.0
	if n := s.growing(); n > 0 {
		share = spare / float64(n)
	} else {
		top += spare / 2
	}
	for _, b := range s {
		height, _ := b.least(at.width, step)
		if b.grows() {
			height += share
		}
		if err := b.draw(cv, area{at.left, top, at.width, height}, step); err != nil {
			return err
		}
		top += height
	}
	return nil
}

// longestText is the text to name when it all does not fit.
func (s stack) longestText() string {
	longest := ""
	keep := func(text string) {
		if len(text) > len(longest) {
			longest = text
		}
	}
	for _, b := range s {
		switch b := b.(type) {
		case *textBlock:
			keep(b.text)
		case columnsBlock:
			for _, part := range b.parts {
				keep(part.rows.longestText())
			}
		}
	}
	return longest
}
