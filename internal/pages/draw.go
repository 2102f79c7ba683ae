package pages

import (
	"errors"
	"image"
	"math"

	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/requests"
)

// maxPixels bounds one image to 128 MB: an A0 sheet at 150 dpi has room.
const maxPixels = 32 << 20

// draw gives a page with its annotations and what stands in its form fields.
func (d *document) draw(number, width int) (image.Image, error) {
	page, err := d.page(number)
	if err != nil {
		return nil, err
	}
	size, err := d.size(number)
	if err != nil {
		return nil, err
	}
	width, height := pixels(size, width)
	answer, err := d.instance.RenderPageInPixels(&requests.RenderPageInPixels{
		Page: page, Width: width, Height: height, RenderFlags: enums.FPDF_RENDER_FLAG_ANNOT,
		RenderForm: true, // without it no field is drawn, a signature's neither
	})
	if err != nil {
		return nil, d.pageRefusal(number, err)
	}
	defer answer.Cleanup()
	drawn, ok := answer.Result.RenderedImage.(*image.RGBA)
	if !ok {
		return nil, d.pageRefusal(number, errors.New("the engine drew no RGBA image"))
	}
	return onWhite(drawn), nil
}

// pixels is the size of the image of a page, inside the bounds.
func pixels(page Size, width int) (int, int) {
	width = max(1, min(width, maxPixels))
	ratio := 1.0
	if page.Width > 0 && page.Height > 0 {
		ratio = page.Height / page.Width
	}
	if area := float64(width) * float64(width) * ratio; area > maxPixels {
		width = max(1, int(math.Sqrt(maxPixels/ratio)))
	}
	return width, max(1, min(int(math.Ceil(float64(width)*ratio)), maxPixels))
}

// onWhite copies an image out of the engine's memory. Pages with transparency
// come on a transparent ground; its colours are not multiplied by alpha yet.
func onWhite(from *image.RGBA) *image.RGBA {
	to := image.NewRGBA(from.Rect)
	row := from.Rect.Dx() * 4
	for y := range from.Rect.Dy() {
		source, target := from.Pix[y*from.Stride:][:row], to.Pix[y*to.Stride:][:row]
		copy(target, source)
		for i := 3; i < row; i += 4 {
			if alpha := int(source[i]); alpha != 255 {
				for c := i - 3; c < i; c++ {
					target[c] = uint8((int(source[c])*alpha + 255*(255-alpha)) / 255)
				}
				target[i] = 255
			}
		}
	}
	return to
}
