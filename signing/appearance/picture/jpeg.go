package picture

import (
	"bytes"
	"encoding/binary"
	"image/jpeg"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/pdf"
)

var jpegMagic = []byte{0xFF, 0xD8, 0xFF}

// jpegSource is a JPEG file that DCTDecode understands (ISO 32000-2 §7.4.8).
type jpegSource struct {
	data   []byte
	frame  frame
	invert bool // four inks as Adobe's programs write them: 255 is no ink
}

// frame is the head of a JPEG's picture.
type frame struct{ width, height, components int }

// head is what stands before a JPEG's picture.
type head struct {
	frame       frame
	adobe       bool
	orientation int
	dpi         float64
}

// loadJPEG decodes the whole file to be sure that it is sound, then keeps its
// bytes and not its pixels; only one that a camera has laid on its side is turned
// and kept as pixels.
func loadJPEG(data []byte) (*Picture, error) {
	h, ok := readHead(data)
	if !ok {
		return nil, fault.New(ErrUnreadable, nil, nil)
	}
	if err := checkSize(int64(h.frame.width), int64(h.frame.height)); err != nil {
		return nil, err
	}
	decoded, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, fault.New(ErrUnreadable, nil, err)
	}
	if h.orientation != 1 {
		turned := upright(toNRGBA(decoded), h.orientation)
		return &Picture{
			Width: turned.Rect.Dx(), Height: turned.Rect.Dy(), DPI: h.dpi, source: pixelSource{turned},
		}, nil
	}
	return &Picture{
		Width: h.frame.width, Height: h.frame.height, DPI: h.dpi,
		source: jpegSource{data, h.frame, h.adobe && h.frame.components == 4},
	}, nil
}

// readHead walks the segments (ITU-T T.81 annex B) up to the frame header:
// baseline, extended or progressive with Huffman coding and 8-bit samples.
func readHead(data []byte) (h head, ok bool) {
	h.orientation = 1
	for at := 2; at+4 <= len(data) && data[at] == 0xFF; {
		marker := data[at+1]
		if marker == 0xFF { // fill byte
			at++
			continue
		}
		length := int(binary.BigEndian.Uint16(data[at+2:]))
		if length < 2 || at+2+length > len(data) {
			return h, false
		}
		segment := data[at+4 : at+2+length]
		switch marker {
		case 0xE0:
			h.dpi = max(h.dpi, resolution(segment))
		case 0xE1:
			if turned := orientation(segment); turned != 1 {
				h.orientation = turned
			}
		case 0xEE:
			h.adobe = h.adobe || bytes.HasPrefix(segment, []byte("Adobe"))
		case 0xC0, 0xC1, 0xC2:
			h.frame, ok = parseFrame(segment)
			return h, ok
		}
		at += 2 + length
	}
	return h, false
}

func parseFrame(segment []byte) (frame, bool) {
	if len(segment) < 6 || segment[0] != 8 {
		return frame{}, false
	}
	f := frame{
		height:     int(binary.BigEndian.Uint16(segment[1:])),
		width:      int(binary.BigEndian.Uint16(segment[3:])),
		components: int(segment[5]),
	}
	known := f.components == 1 || f.components == 3 || f.components == 4
	return f, known && f.width > 0 && f.height > 0
}

// encode passes the bytes through, whatever resolution is wanted.
func (s jpegSource) encode(int, int) (encoded, error) {
	spaces := map[int]pdf.Name{1: "DeviceGray", 3: "DeviceRGB", 4: "DeviceCMYK"}
	dict := pdf.Dict{
		"Type": pdf.Name("XObject"), "Subtype": pdf.Name("Image"),
		"Width": pdf.Integer(s.frame.width), "Height": pdf.Integer(s.frame.height),
		"ColorSpace": spaces[s.frame.components], "BitsPerComponent": pdf.Integer(8),
		"Filter": pdf.Name("DCTDecode"),
	}
	if s.invert {
		dict["Decode"] = pdf.Array{
			pdf.Integer(1), pdf.Integer(0), pdf.Integer(1), pdf.Integer(0),
			pdf.Integer(1), pdf.Integer(0), pdf.Integer(1), pdf.Integer(0),
		}
	}
	return encoded{image: &pdf.Stream{Dict: dict, Data: s.data}}, nil
}
