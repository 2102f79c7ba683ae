package picture

import (
	"bytes"
	"encoding/binary"
	"image"
)

// orientation reads how a camera was held from an Exif segment (TIFF 6.0 tag
// 274, values 1 to 8); 1 where it says nothing that can be read.
func orientation(segment []byte) int {
	tiff, ok := bytes.CutPrefix(segment, []byte("Exif\x00\x00"))
	if !ok || len(tiff) < 8 {
		return 1
	}
	var order binary.ByteOrder = binary.LittleEndian
	if tiff[0] == 'M' {
		order = binary.BigEndian
	}
	at := uint64(order.Uint32(tiff[4:]))
	if at+2 > uint64(len(tiff)) {
		return 1
	}
	count := int(order.Uint16(tiff[at:]))
	for entries := tiff[at+2:]; count > 0 && len(entries) >= 12; count, entries = count-1, entries[12:] {
		if order.Uint16(entries) == 274 {
			if value := int(order.Uint16(entries[8:])); value >= 1 && value <= 8 {
				return value
			}
			return 1
		}
	}
	return 1
}

// resolution reads the density of a JFIF segment in dots to the inch, 0 if it
// states none.
func resolution(segment []byte) float64 {
	if !bytes.HasPrefix(segment, []byte("JFIF\x00")) || len(segment) < 12 {
		return 0
	}
	across := float64(binary.BigEndian.Uint16(segment[8:]))
	switch segment[7] {
	case 1:
		return across
	case 2:
		return across * 2.54
	}
	return 0
}

// upright turns an image as its orientation says.
func upright(src *image.NRGBA, orientation int) *image.NRGBA {
	width, height := src.Rect.Dx(), src.Rect.Dy()
	size := image.Pt(width, height)
	if orientation >= 5 {
		size = image.Pt(height, width)
	}
	dst := image.NewNRGBA(image.Rectangle{Max: size})
	for y := range size.Y {
		for x := range size.X {
			from := origin(orientation, x, y, width, height)
			copy(dst.Pix[dst.PixOffset(x, y):][:4], src.Pix[src.PixOffset(from.X, from.Y):][:4])
		}
	}
	return dst
}

// origin is where a pixel of the upright image stands in the stored one.
func origin(orientation, x, y, width, height int) image.Point {
	switch orientation {
	case 2:
		return image.Pt(width-1-x, y)
	case 3:
		return image.Pt(width-1-x, height-1-y)
	case 4:
		return image.Pt(x, height-1-y)
	case 5:
		return image.Pt(y, x)
	case 6:
		return image.Pt(y, height-1-x)
	case 7:
		return image.Pt(width-1-y, height-1-x)
	case 8:
		return image.Pt(width-1-y, x)
	}
	return image.Pt(x, y)
}
