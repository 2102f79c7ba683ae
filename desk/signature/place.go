package signature

import (
	"slices"

	"github.com/vanthu/vanthu/signing/appearance"
	"github.com/vanthu/vanthu/signing/pades"
	"github.com/vanthu/vanthu/signing/pdf"
)

// usual is where a signature stands on the last page when nothing else says:
// at the lower right, where the signatory's name is.
var usual = appearance.Place{Page: "last", Corner: "bottom-right", TopMM: 45, SideMM: 20}

const pointsPerMM = 72 / 25.4

// place follows the role's rule: the seal over a third of the person's
// signature, the others where their profile says, else the usual place.
func (o Order) place(doc *pdf.Document, content appearance.Content) (*pades.Visible, error) {
	size, err := appearance.NaturalSize(content)
	if err != nil {
		return nil, err
	}
	if o.Role == Agency {
		if v, ok, err := over(doc, size); ok || err != nil {
			return v, err
		}
	}
	rule := usual
	if content.Profile.Place != nil {
		rule = *content.Profile.Place
	}
	number := 1
	if rule.Page == "last" {
		if number, err = doc.PageCount(); err != nil {
			return nil, err
		}
	}
	page, err := doc.Page(number)
	if err != nil {
		return nil, err
	}
	width, height := pades.PageSize(page)
	seen := appearance.Size{Width: width * pointsPerMM, Height: height * pointsPerMM}
	return visible(number, rule.On(seen, size)), nil
}

// over places the seal at the last signature that a page shows.
func over(doc *pdf.Document, seal appearance.Size) (*pades.Visible, bool, error) {
	fields, err := doc.SignatureFields()
	if err != nil {
		return nil, false, err
	}
	for i := len(fields) - 1; i >= 0; i-- {
		if fields[i].Value == nil || marks(fields[:i], fields[i]) {
			continue
		}
		stands, ok, err := pades.Standing(doc, fields[i])
		if err != nil {
			return nil, false, err
		}
		if ok {
			signature := appearance.Rect{
				Left: stands.X * pointsPerMM, Top: stands.Y * pointsPerMM,
				Width: stands.Width * pointsPerMM, Height: stands.Height * pointsPerMM,
			}
			return visible(stands.Page, appearance.SealOver(signature, seal)), true, nil
		}
	}
	return nil, false, nil
}

// marks tells that a field shows something of a signature that stands in an earlier
// field: a number, not who signed.
func marks(earlier []pdf.SignatureField, f pdf.SignatureField) bool {
	return f.ValueRef != (pdf.Ref{}) && slices.ContainsFunc(earlier, func(e pdf.SignatureField) bool { return e.ValueRef == f.ValueRef })
}

func visible(page int, r appearance.Rect) *pades.Visible {
	return &pades.Visible{
		Page: page, X: r.Left / pointsPerMM, Y: r.Top / pointsPerMM,
		Width: r.Width / pointsPerMM, Height: r.Height / pointsPerMM,
	}
}
