package verify

import "github.com/vanthu/vanthu/signing/pdf"

// places tells which page of the newest revision an object is, and where pages
// show something. It is made when it is asked for the first time. Content of a
// page that changed since it was signed makes a signature fail anyway, so the
// newest revision speaks for all.
type places struct {
	doc   *pdf.Document
	index map[int]int // from a page's object number to its place, from 1
	inks  map[int]*ink
}

// page is a page's place from 1; 0 where it is none.
func (p *places) page(number int) int {
	if p.index == nil {
		p.index = map[int]int{}
		n := 0
		for page, err := range p.doc.Pages() {
			if err != nil {
				break
			}
			n++
			if page.Ref.Number != 0 {
				p.index[page.Ref.Number] = n
			}
		}
	}
	return p.index[number]
}

// ofWidget is the page that an annotation says it stands on.
func (p *places) ofWidget(d pdf.Dict) int {
	ref, ok := d["P"].(pdf.Ref)
	if rect, known := p.doc.Rect(d["Rect"]); !ok || known && rect.Empty() {
		return 0
	}
	return p.page(ref.Number)
}

// covers tells that an annotation stands over text or pictures of a page. One
// without a place counts as everywhere.
func (p *places) covers(number int, d pdf.Dict) bool {
	rect, ok := p.doc.Rect(d["Rect"])
	if !ok {
		return true
	}
	k := p.ink(number)
	return k == nil || k.under(rect)
}

// share is how much of a page an annotation takes, from 0 to 1.
func (p *places) share(number int, d pdf.Dict) float64 {
	rect, ok := p.doc.Rect(d["Rect"])
	if !ok || rect.Empty() {
		return 0
	}
	page, err := p.doc.Page(p.page(number))
	if err != nil {
		return 0
	}
	on, box := rect.Intersect(page.CropBox), page.CropBox
	return on.Width() * on.Height() / (box.Width() * box.Height())
}

const keptInks = 64

// ink is what a page shows, nil where it is no page.
func (p *places) ink(number int) *ink {
	if k := p.inks[number]; k != nil {
		return k
	}
	page, err := p.doc.Page(p.page(number))
	if err != nil {
		return nil
	}
	if p.inks == nil || len(p.inks) >= keptInks {
		p.inks = map[int]*ink{}
	}
	p.inks[number] = inkOf(p.doc, page, p.resources(page))
	return p.inks[number]
}

// resources are the page's own or those of a node above it.
func (p *places) resources(page pdf.Page) pdf.Dict {
	const depth = 64
	d := page.Dict
	for range depth {
		if own := dictOf(p.doc, d["Resources"]); own != nil || d == nil {
			return own
		}
		d = dictOf(p.doc, d["Parent"])
	}
	return nil
}
