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
