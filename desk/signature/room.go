package signature

import (
	"time"

	"github.com/vanthu/vanthu/office/reading"
	"github.com/vanthu/vanthu/signing/appearance"
	"github.com/vanthu/vanthu/signing/pades"
	"github.com/vanthu/vanthu/signing/pdf"
)

// room is where the document itself leaves room for a person's signature:
// between the printed position and name (Decree 30/2020 annex I, II.7d). Readers
// of text count in units of the page, which a page may scale (ISO 32000-2
// §7.7.3.3, /UserUnit).
func (o Order) room(text []reading.Page, doc *pdf.Document) (*pades.Visible, bool) {
	if o.Role != Person || o.Whole {
		return nil, false
	}
	found, ok := reading.SignaturePlace(text)
	if !ok {
		return nil, false
	}
	page, err := doc.Page(found.Page)
	if err != nil {
		return nil, false
	}
	unit := page.UserUnit
	return &pades.Visible{
		Page: found.Page, X: found.Left * unit, Y: found.Top * unit, Width: found.Width * unit, Height: found.Height * unit,
	}, true
}

// inRoom puts the signature into the room, or leaves it where the person chose;
// false when it does not fit there. Beside the printed name an image says enough:
// the decree wants nothing else, and the name twice looks wrong.
func (o Order) inRoom(room *pades.Visible, f *found) bool {
	if o.Visible != nil && !overlap(*o.Visible, *room) {
		return false
	}
	look := *f.content
	if o.Image != nil {
		look.Values, look.Time = nil, time.Time{}
	}
	at := room
	if o.Visible != nil {
		at = o.Visible
	}
	if !fits(look, at) {
		return false
	}
	f.bare, f.visible = o.Image != nil, o.around(look, *at)
	return true
}

// around makes a place no larger than the image that stands in its middle, so that
// a seal over a third of it covers a third of what is seen. A place that a person
// chose stays.
func (o Order) around(content appearance.Content, at pades.Visible) *pades.Visible {
	image := content.Images["signature"].Picture
	if o.Visible != nil || image == nil || content.Profile.Border != nil {
		return &at
	}
	margin := 2 * content.Profile.PaddingMM
	scale := min((at.Width-margin)/float64(image.Width), (at.Height-margin)/float64(image.Height))
	width, height := float64(image.Width)*scale+margin, float64(image.Height)*scale+margin
	return &pades.Visible{
		Page: at.Page, X: at.X + (at.Width-width)/2, Y: at.Y + (at.Height-height)/2, Width: width, Height: height,
	}
}

// fits tells whether the content can be drawn in a place.
func fits(content appearance.Content, v *pades.Visible) bool {
	box := appearance.Size{Width: v.Width * pointsPerMM, Height: v.Height * pointsPerMM}
	_, err := appearance.Build(content, box, func(pdf.Object) pdf.Ref { return pdf.Ref{} })
	return err == nil
}

func overlap(a, b pades.Visible) bool {
	return a.Page == b.Page && a.X < b.X+b.Width && b.X < a.X+a.Width && a.Y < b.Y+b.Height && b.Y < a.Y+a.Height
}
