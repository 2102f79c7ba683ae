// Package appearance draws what a signature looks like on the page: an image
// (the blue signature of a person, the red seal of an agency) and lines of
// Vietnamese text, laid out by a Profile, become one form XObject (ISO 32000-2
// §8.10) that needs nothing from the reader's machine. Take a profile with
// BuiltIn or ParseProfile, load the images with package picture, fill a
// Content, ask NaturalSize for the box where the profile derives it, and Build.
//
// Text is never cut and never shown as boxes: it wraps at words, shrinks within
// the profile's limits, and what still does not fit, or has no glyph, is an
// error. Lengths are points (1/72 inch) unless a name says mm. A Profile and a
// Content are read only here and may be used by several goroutines.
package appearance

import (
	"time"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/appearance/picture"
	"github.com/vanthu/vanthu/signing/pdf"
)

// What can be wrong with an appearance; package picture and package truetype
// define what can be wrong with an image and with a character.
var (
	// ErrTextTooLong: the text does not fit into the box at its smallest size.
	ErrTextTooLong = fault.Define("appearance.text_too_long")
	// ErrBoxTooSmall: the box cannot hold the picture, which is not scaled.
	ErrBoxTooSmall = fault.Define("appearance.box_too_small")
	// ErrValueMissing: the profile needs a value that was not given.
	ErrValueMissing = fault.Define("appearance.value_missing")
	// ErrPictureMissing: the profile needs an image that was not given.
	ErrPictureMissing = fault.Define("appearance.picture_missing")
	// ErrSealSizeUnknown: neither the caller nor the file says how wide a seal is.
	ErrSealSizeUnknown = fault.Define("appearance.seal_size_unknown")
	// ErrNothingToShow: neither text nor image remains.
	ErrNothingToShow = fault.Define("appearance.nothing_to_show")
	// ErrProfileInvalid: a profile is not as it must be.
	ErrProfileInvalid = fault.Define("appearance.profile_invalid")
)

// Size is a width and a height.
type Size struct{ Width, Height float64 }

// Image is a picture and, for one that is printed at true size, its real width.
type Image struct {
	Picture *picture.Picture
	WidthMM float64 // 0: as the file's resolution says
}

// Content is what one signature shows.
type Content struct {
	Profile Profile
	Values  map[Field]string
	Time    time.Time // shown in Vietnam's time; zero counts as missing
	Images  map[string]Image
	Rotate  int // the page's /Rotate: a multiple of 90, clockwise
}

// Build lays the content out in a box as it is seen on the page, adds the
// objects it needs, and gives the form XObject, whose /Matrix turns it upright
// on a page with the content's Rotate. The widget's /Rect must then have the
// size Turned gives, divided by the page's /UserUnit. The same content gives the
// same bytes.
func Build(c Content, box Size, add func(pdf.Object) pdf.Ref) (form pdf.Ref, err error) {
	l, err := newLayout(c)
	if err != nil {
		return pdf.Ref{}, err
	}
	step, err := l.fit(box)
	if err != nil {
		return pdf.Ref{}, err
	}
	cv := newCanvas(box, l.faces, add)
	if border := c.Profile.Border; border != nil {
		cv.frame(*border)
	}
	if err := l.root.draw(cv, area{0, 0, box.Width, box.Height}, step); err != nil {
		return pdf.Ref{}, err
	}
	return cv.form(Matrix(c.Rotate, box))
}

// NaturalSize is the box that the content asks for: the profile's own size, or,
// where the profile leaves it open, the size of the seal or of the text.
func NaturalSize(c Content) (Size, error) {
	l, err := newLayout(c)
	if err != nil {
		return Size{}, err
	}
	rule := c.Profile.Box
	size := Size{points(rule.WidthMM), points(rule.HeightMM)}
	if size.Width == 0 {
		size.Width = l.root.natural()
		if widest := points(rule.MaxWidthMM); widest > 0 {
			size.Width = min(size.Width, widest)
		}
	}
	if size.Height == 0 {
		size.Height, _ = l.root.least(size.Width, l.firstFit(size.Width))
	}
	return size, nil
}

const pointsPerMM = 72 / 25.4

func points(mm float64) float64 { return mm * pointsPerMM }
