package sign

import (
	"math"

	"github.com/vanthu/vanthu/desk"
)

// Sizes of the boxes in millimetres: a person's signature, and the largest seal
// of an agency (Decree 30/2020 annex I wants it in its actual size).
const (
	personWidth, personHeight = 50, 22
	sealWidth, sealHeight     = 36, 36
)

// propose puts the box where the document wants it: a person's signature between
// position and name, the seal over its left third (Decree 30/2020 annex I). A
// document that does not say gets it on the last page, right of the middle.
func (d *Dialog) propose() {
	if d.seen == nil || len(d.seen.sizes) == 0 || d.moved {
		return
	}
	person := d.personPlace()
	d.place = person
	if d.role == desk.AgencySignature {
		d.place = desk.Place{
			Page: person.Page, X: person.X + person.Width/3 - sealWidth, Y: person.Y + (person.Height-sealHeight)/2,
			Width: sealWidth, Height: sealHeight,
		}
	}
	d.place = inside(d.place, d.seen.sizes[d.place.Page-1])
}

func (d *Dialog) personPlace() desk.Place {
	if p := d.seen.place; p.Page > 0 && p.Page <= len(d.seen.sizes) {
		return desk.Place{Page: p.Page, X: p.Left, Y: p.Top, Width: p.Width, Height: p.Height}
	}
	page := len(d.seen.sizes)
	size := d.seen.sizes[page-1]
	return desk.Place{Page: page, X: size.Width*0.7 - personWidth/2, Y: size.Height * 0.68, Width: personWidth, Height: personHeight}
}

// found tells whether the document says where the signature belongs.
func (d *Dialog) found() bool { return d.seen.place.Page > 0 }

// MoveTo puts the box's centre at a point of the page, in millimetres from its
// top left, as far as the box stays on the page.
func (d *Dialog) MoveTo(x, y float64) {
	if d.seen == nil || d.place.Page == 0 || d.act.Open() {
		return
	}
	d.place.X, d.place.Y = x-d.place.Width/2, y-d.place.Height/2
	d.place = inside(d.place, d.seen.sizes[d.place.Page-1])
	d.moved = true
	d.refresh()
}

// Turn goes to another page with the box: +1 is the next one.
func (d *Dialog) Turn(by int) {
	if d.seen == nil || d.act.Open() {
		return
	}
	page := d.place.Page + by
	if page < 1 || page > len(d.seen.sizes) {
		return
	}
	d.place.Page = page
	d.place = inside(d.place, d.seen.sizes[page-1])
	d.sheet = nil
	d.drawSheet()
	d.refresh()
}

// inside moves a box onto the page, and rounds it to a tenth of a millimetre.
func inside(p desk.Place, size desk.PageSize) desk.Place {
	p.X = math.Round(math.Max(0, math.Min(p.X, size.Width-p.Width))*10) / 10
	p.Y = math.Round(math.Max(0, math.Min(p.Y, size.Height-p.Height))*10) / 10
	return p
}
