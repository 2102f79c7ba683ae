package signature

import (
	"cmp"
	"crypto/x509"
	"time"

	"github.com/vanthu/vanthu/signing/appearance"
	"github.com/vanthu/vanthu/signing/appearance/picture"
	"github.com/vanthu/vanthu/signing/pdf"
)

// content fills the role's profile: the person's image and name, the agency's
// seal, the line of a copy or an attachment.
func (o Order) content() (appearance.Content, error) {
	profile, err := o.profile()
	if err != nil {
		return appearance.Content{}, err
	}
	content := appearance.Content{
		Profile: profile, Time: o.shownTime(),
		Values: map[appearance.Field]string{
			appearance.Name:   o.Chain[0].Subject.CommonName,
			appearance.Agency: o.agencyName(),
			appearance.Code:   o.Code,
			appearance.Copy:   cmp.Or(o.CopyWord, CopyWords[0]),
			appearance.Number: o.Arrival.Number,
			appearance.To:     o.Arrival.To,
			appearance.File:   o.Arrival.File,
		},
	}
	if o.Image == nil {
		return content, nil
	}
	image, err := picture.Load(o.Image)
	if err != nil {
		return appearance.Content{}, err
	}
	content.Images = map[string]appearance.Image{"signature": {Picture: image}, "seal": {Picture: image, WidthMM: o.ImageWidth}}
	return content, nil
}

func (o Order) profile() (appearance.Profile, error) {
	if o.Profile != nil {
		return *o.Profile, nil
	}
	return appearance.BuiltIn(string(o.Role))
}

// shownTime is the day of arrival on its stamp, which may be another one than
// that of signing.
func (o Order) shownTime() time.Time {
	if o.Role == Incoming && !o.Arrival.Date.IsZero() {
		return o.Arrival.Date.Time()
	}
	return o.Time
}

// agencyName is shown where the agency itself speaks, not under a person's name.
func (o Order) agencyName() string {
	if o.Role == Person || o.Role == Initial {
		return ""
	}
	return organisation(o.Chain[0])
}

func organisation(c *x509.Certificate) string {
	if len(c.Subject.Organization) > 0 {
		return c.Subject.Organization[0]
	}
	return c.Subject.CommonName
}

// draw gives pades the function that builds the form for the box it found.
func draw(content appearance.Content) func(width, height float64, rotate int, add func(pdf.Object) pdf.Ref) (pdf.Ref, error) {
	return func(width, height float64, rotate int, add func(pdf.Object) pdf.Ref) (pdf.Ref, error) {
		content.Rotate = rotate
		return appearance.Build(content, appearance.Size{Width: width, Height: height}, add)
	}
}
