package picture

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"image"
	"image/draw"
	"image/png"

	scale "golang.org/x/image/draw"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/pdf"
)

var pngMagic = []byte("\x89PNG\r\n\x1a\n")

// visible is the least opacity that counts as ink when margins are cut off;
// scans leave a trace of dust in what looks empty.
const visible = 8

// pixelSource is a decoded PNG without its margins.
type pixelSource struct{ pixels *image.NRGBA }

func loadPNG(data []byte) (*Picture, error) {
	if len(data) < len(pngMagic)+16 {
		return nil, fault.New(ErrUnreadable, nil, nil)
	}
	width, height := binary.BigEndian.Uint32(data[16:]), binary.BigEndian.Uint32(data[20:]) // of IHDR
	if err := checkSize(int64(width), int64(height)); err != nil {
		return nil, err
	}
	decoded, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, fault.New(ErrUnreadable, nil, err)
	}
	all := toNRGBA(decoded)
	ink := inkOf(all)
	if ink.Empty() {
		return nil, fault.New(ErrBlank, nil, nil)
	}
	cut := all.SubImage(ink).(*image.NRGBA)
	return &Picture{
		Width: ink.Dx(), Height: ink.Dy(),
		DPI:         pngResolution(data),
		Transparent: !all.Opaque(),
		source:      pixelSource{cut},
	}, nil
}

// toNRGBA brings every kind of PNG (grey, palette, 16 bit) to 8-bit colour.
func toNRGBA(src image.Image) *image.NRGBA {
	if same, ok := src.(*image.NRGBA); ok {
		return same
	}
	dst := image.NewNRGBA(src.Bounds())
	draw.Draw(dst, dst.Bounds(), src, src.Bounds().Min, draw.Src)
	return dst
}

// inkOf is the smallest rectangle around what can be seen.
func inkOf(img *image.NRGBA) image.Rectangle {
	var ink image.Rectangle
	for y := img.Rect.Min.Y; y < img.Rect.Max.Y; y++ {
		row := img.Pix[img.PixOffset(img.Rect.Min.X, y):]
		first, last := -1, -1
		for x := range img.Rect.Dx() {
			if row[4*x+3] < visible {
				continue
			}
			if first < 0 {
				first = x
			}
			last = x
		}
		if first >= 0 {
			ink = ink.Union(image.Rect(first, y, last+1, y+1).Add(image.Pt(img.Rect.Min.X, 0)))
		}
	}
	return ink
}

// pngResolution reads the pHYs chunk (PNG §11.3.4.3) in front of the pixels.
// The file was decoded before, so its chunks are sound.
func pngResolution(data []byte) float64 {
	const inchesPerMetre = 1 / 0.0254
	for at := len(pngMagic); at+21 <= len(data); {
		length := int(binary.BigEndian.Uint32(data[at:]))
		kind, body := string(data[at+4:at+8]), data[at+8:]
		if kind == "pHYs" && length == 9 && body[8] == 1 {
			return float64(binary.BigEndian.Uint32(body)) / inchesPerMetre
		}
		if kind == "IDAT" || length > len(data) {
			return 0
		}
		at += 12 + length
	}
	return 0
}

func (s pixelSource) encode(width, height int) (encoded, error) {
	img := s.pixels
	if width < img.Rect.Dx() || height < img.Rect.Dy() {
		reduced := image.NewNRGBA(image.Rect(0, 0, width, height))
		scale.CatmullRom.Scale(reduced, reduced.Rect, img, img.Rect, scale.Src, nil)
		img = reduced
	}
	colour, alpha := planes(img)
	size := img.Rect.Size()
	result := encoded{image: imageStream(size, colour)}
	if alpha != nil {
		result.mask = imageStream(size, alpha)
	}
	return result, nil
}

// imageStream is an image of 8-bit samples, grey or RGB by their number.
func imageStream(size image.Point, samples []byte) *pdf.Stream {
	space := pdf.Name("DeviceRGB")
	if len(samples) == size.X*size.Y {
		space = "DeviceGray"
	}
	return &pdf.Stream{
		Dict: pdf.Dict{
			"Type": pdf.Name("XObject"), "Subtype": pdf.Name("Image"),
			"Width": pdf.Integer(size.X), "Height": pdf.Integer(size.Y),
			"ColorSpace": space, "BitsPerComponent": pdf.Integer(8),
			"Filter": pdf.Name("FlateDecode"),
		},
		Data: deflate(samples),
	}
}

func deflate(data []byte) []byte {
	var out bytes.Buffer
	w, _ := zlib.NewWriterLevel(&out, zlib.BestCompression) // the level is a valid one
	_, _ = w.Write(data)                                    // a bytes.Buffer takes everything
	_ = w.Close()
	return out.Bytes()
}
