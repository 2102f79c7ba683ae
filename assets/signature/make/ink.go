package main

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/png"
)

// dotsPerInch is the resolution of all demo images.
const dotsPerInch = 300

func pixels(mm float64) float64 { return mm / 25.4 * dotsPerInch }

// inkLayer is one colour of ink on transparent ground.
type inkLayer struct {
	ink      color.NRGBA
	coverage *image.Alpha
}

func newLayer(width, height int, ink color.NRGBA) *inkLayer {
	return &inkLayer{ink, image.NewAlpha(image.Rect(0, 0, width, height))}
}

// blot covers a pixel, which never gets less ink than it has.
func (l *inkLayer) blot(x, y int, amount float64) {
	if !(image.Point{X: x, Y: y}).In(l.coverage.Rect) || amount <= 0 {
		return
	}
	level := uint8(min(1, amount) * float64(l.ink.A))
	if l.coverage.AlphaAt(x, y).A < level {
		l.coverage.SetAlpha(x, y, color.Alpha{A: level})
	}
}

// png encodes the layer and states its resolution (pHYs), so that programs can
// print it at true size.
func (l *inkLayer) png() []byte {
	img := image.NewNRGBA(l.coverage.Rect)
	for i, a := range l.coverage.Pix {
		if a > 0 {
			copy(img.Pix[4*i:], []byte{l.ink.R, l.ink.G, l.ink.B, a})
		}
	}
	var out bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(&out, img); err != nil {
		panic(err) // a bytes.Buffer takes everything, and the image has pixels
	}
	const headerEnd = 8 + 25 // magic and IHDR
	return append(append(bytes.Clone(out.Bytes()[:headerEnd]), resolutionChunk()...), out.Bytes()[headerEnd:]...)
}

func resolutionChunk() []byte {
	const perMetre = 11811 // dotsPerInch in dots a metre
	body := binary.BigEndian.AppendUint32([]byte("pHYs"), perMetre)
	body = append(binary.BigEndian.AppendUint32(body, perMetre), 1)
	chunk := append(binary.BigEndian.AppendUint32(nil, 9), body...)
	return binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(body))
}
