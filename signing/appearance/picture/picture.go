// Package picture takes the image of a signature or a seal, a PNG or a JPEG
// file from anywhere, and turns it into an image XObject (ISO 32000-2 §8.9).
// Transparency of a PNG becomes a soft mask, its empty margins are cut off; a
// JPEG goes into the PDF byte for byte. Load checks everything once; a Picture
// may then be used for many documents and by several goroutines.
package picture

import (
	"bytes"
	"math"
	"sync"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/pdf"
)

// What can be wrong with an image.
var (
	// ErrEmpty: the file has no bytes.
	ErrEmpty = fault.Define("appearance.image_empty")
	// ErrUnreadable: neither PNG nor JPEG, or cut short, or damaged.
	ErrUnreadable = fault.Define("appearance.image_unreadable")
	// ErrTooLarge: more bytes or pixels than a signature can need.
	ErrTooLarge = fault.Define("appearance.image_too_large")
	// ErrBlank: nothing in the image can be seen.
	ErrBlank = fault.Define("appearance.image_blank")
)

// Bounds of what is taken. Pixels are bounded before they are decoded: a small
// file may claim enormous dimensions.
const (
	maxBytes  = 16 << 20
	maxPixels = 16 << 20
	maxSide   = 1 << 14
)

// maxDPI is the finest resolution that is embedded; a PNG with more is reduced,
// since no printer of an office shows the difference.
const maxDPI = 400

// Picture is an image that was checked. Width and Height count the pixels that
// show something. DPI is the resolution that the file states, 0 if none.
type Picture struct {
	Width, Height int
	DPI           float64
	Transparent   bool // some pixels let the page shine through

	source source
	mu     sync.Mutex
	last   encoded // of the latest resolution; the same size is asked for in a whole batch
}

// source is a decoded PNG or the bytes of a JPEG.
type source interface {
	encode(width, height int) (encoded, error)
}

// encoded is an image as it stands in a PDF; mask may be nil.
type encoded struct {
	width, height int // wanted
	image, mask   *pdf.Stream
}

// Load checks an image file. The bytes are not kept for a PNG, and kept for a
// JPEG: they must not change.
func Load(data []byte) (*Picture, error) {
	switch {
	case len(data) == 0:
		return nil, fault.New(ErrEmpty, nil, nil)
	case len(data) > maxBytes:
		return nil, tooLarge(0, 0)
	case bytes.HasPrefix(data, pngMagic):
		return loadPNG(data)
	case bytes.HasPrefix(data, jpegMagic):
		return loadJPEG(data)
	}
	return nil, fault.New(ErrUnreadable, nil, nil)
}

// TrueWidth is the width in millimetres that the file states by its resolution;
// ok is false where it states none.
func (p *Picture) TrueWidth() (mm float64, ok bool) {
	if p.DPI <= 0 {
		return 0, false
	}
	return float64(p.Width) / p.DPI * 25.4, true
}

// Embed adds the image to a document at the resolution that the printed size,
// in points, needs.
func (p *Picture) Embed(width, height float64, add func(pdf.Object) pdf.Ref) (pdf.Ref, error) {
	image, err := p.encode(pixels(width, p.Width), pixels(height, p.Height))
	if err != nil {
		return pdf.Ref{}, err
	}
	stream := &pdf.Stream{Dict: image.image.Dict.Clone(), Data: image.image.Data}
	if image.mask != nil {
		stream.Dict["SMask"] = add(image.mask)
	}
	return add(stream), nil
}

func (p *Picture) encode(width, height int) (encoded, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.last.image != nil && p.last.width == width && p.last.height == height {
		return p.last, nil
	}
	result, err := p.source.encode(width, height)
	if err != nil {
		return encoded{}, err
	}
	result.width, result.height = width, height
	p.last = result
	return result, nil
}

// pixels says how many pixels a printed length in points is worth.
func pixels(points float64, have int) int {
	wanted := math.Ceil(points / 72 * maxDPI)
	return int(math.Max(1, math.Min(wanted, float64(have))))
}

func checkSize(width, height int64) error {
	if width > maxSide || height > maxSide || width*height > maxPixels {
		return tooLarge(width, height)
	}
	return nil
}

func tooLarge(width, height int64) error {
	return fault.New(ErrTooLarge, fault.Args{"width": width, "height": height}, nil)
}
