package reading

// Page is what stands on a page, as a person sees it.
type Page struct {
	Width, Height float64 // mm
	Lines         []Line
	Unread        bool // what it says is not known: too far behind, too large, or broken
}

// Line is a run of text on one baseline without a wide gap: two columns of a page
// head, or what stands on both sides of a blank, are two lines. Its box holds the
// ink, in millimetres from the page's top left corner.
type Line struct {
	Text                     string
	Left, Top, Right, Bottom float64
	Bold                     bool // where the font says so
	// Baseline counts from the top like the box; zero where it is not known.
	Baseline float64
	// Leaders are runs of dots or strokes that hold a blank open, in the order of
	// the text: their left and right ends.
	Leaders []Span
}

// Span is a part of a line, in mm from the page's left edge.
type Span struct{ Left, Right float64 }

func (l Line) centre() float64 { return (l.Left + l.Right) / 2 }
func (l Line) middle() float64 { return (l.Top + l.Bottom) / 2 }

// is tells whether both are one line of a page.
func (l Line) is(other Line) bool {
	return l.Text == other.Text && l.Left == other.Left && l.Top == other.Top && l.Right == other.Right && l.Bottom == other.Bottom
}

// beside tells whether two lines stand on one baseline.
func (l Line) beside(other Line) bool {
	common := min(l.Bottom, other.Bottom) - max(l.Top, other.Top)
	return common > min(l.Bottom-l.Top, other.Bottom-other.Top)/2
}

// Place is a box on a page, in millimetres from its top left corner. Page counts
// from 1; the zero Place is none.
type Place struct {
	Page                     int
	Left, Top, Width, Height float64
}
