package reading

const (
	signatureWidth  = 50 // mm, of the box for a signature
	signatureHeight = 35 // at most
	leastHeight     = 8
	clear           = 1.5 // left free above and below
)

// SignaturePlace is where the signatory's signature stands: between position and
// name, centred on them (Decree 30/2020 annex I, box 7c). False where either was
// not found, or there is no room between them.
func SignaturePlace(pages []Page) (Place, bool) {
	pages = clean(pages)
	s, ok := findSignatory(pages)
	if !ok || s.names.Text == "" {
		return Place{}, false
	}
	top, bottom := s.titles[len(s.titles)-1].Bottom+clear, s.names.Top-clear
	if bottom-top < leastHeight {
		return Place{}, false
	}
	height := min(bottom-top, signatureHeight)
	page := pages[s.page-1]
	centre := (s.titles[len(s.titles)-1].centre() + s.names.centre()) / 2
	width := min(signatureWidth, 2*(page.Width-centre), 2*centre)
	if width < leastHeight {
		return Place{}, false
	}
	return Place{
		Page: s.page, Left: centre - width/2, Top: (top + bottom - height) / 2, Width: width, Height: height,
	}, true
}

// Blanks are the places left free on the first page for what is known only when a
// document is numbered. A Place is zero where there is no blank wide enough to
// be seen.
type Blanks struct{ Number, Day, Month Place }

// FindBlanks finds the blanks after Số, ngày and tháng.
func FindBlanks(pages []Page) (b Blanks) {
	pages = clean(pages[:min(len(pages), 1)])
	if len(pages) == 0 {
		return b
	}
	h := headOf(pages[0])
	if h.number.Text != "" && h.code.Number == 0 {
		b.Number = between(h.row(h.number, numberReach), "so", "/")
	}
	if line, ok := h.dateLine(); ok {
		row := h.row(line, dateReach)
		b.Day = between(row, "ngay", "thang")
		b.Month = between(row, "thang", "nam")
	}
	return b
}

// between is the gap between two lines of a row, the one ending and the other
// beginning with a word.
func between(row []Line, before, after string) Place {
	for i := 1; i < len(row); i++ {
		a, b := row[i-1], row[i]
		if ends(a.Text, before) && begins(b.Text, after) {
			top, bottom := min(a.Top, b.Top), max(a.Bottom, b.Bottom)
			return Place{Page: 1, Left: a.Right, Top: top, Width: b.Left - a.Right, Height: bottom - top}
		}
	}
	return Place{}
}
