// Command make draws the program's icon: a sheet with lines of text, and the seal
// over the left of a signature. Run it in assets/icon: go run ./make
package main

import (
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"log"
	"os"

	"golang.org/x/image/vector"
)

const side = 512

// kappa makes a quarter circle of a cubic curve.
const kappa = 0.5523

var (
	ground = color.NRGBA{0x1f, 0x5f, 0x99, 0xff}
	sheet  = color.NRGBA{0xff, 0xff, 0xff, 0xff}
	ink    = color.NRGBA{0xb9, 0xc8, 0xd8, 0xff}
	pen    = color.NRGBA{0x1f, 0x5f, 0x99, 0xff}
	seal   = color.NRGBA{0xc6, 0x28, 0x28, 0xff}
)

func main() {
	img := image.NewNRGBA(image.Rect(0, 0, side, side))
	rounded(img, ground, 0, 0, 512, 512, 92)
	rounded(img, sheet, 116, 64, 396, 448, 18)
	for i, width := range []float32{120, 200, 200, 160} {
		y := 116 + float32(i)*44
		rounded(img, ink, 156, y, 156+width, y+18, 9)
	}
	stroke(img)
	ring(img, 226, 356, 62, 12)
	write(img)
}

// stroke is the signature.
func stroke(img draw.Image) {
	r := vector.NewRasterizer(side, side)
	r.MoveTo(236, 372)
	r.CubeTo(270, 280, 300, 300, 282, 372)
	r.CubeTo(300, 330, 330, 320, 322, 364)
	r.CubeTo(340, 344, 352, 348, 368, 340)
	r.LineTo(370, 352)
	r.CubeTo(350, 362, 338, 372, 312, 384)
	r.CubeTo(316, 344, 306, 350, 272, 396)
	r.CubeTo(284, 330, 276, 310, 248, 376)
	r.ClosePath()
	r.Draw(img, img.Bounds(), image.NewUniform(pen), image.Point{})
}

func ring(img draw.Image, x, y, radius, width float32) {
	r := vector.NewRasterizer(side, side)
	circle(r, x, y, radius, 1)
	circle(r, x, y, radius-width, -1)
	circle(r, x, y, radius/3, 1)
	r.Draw(img, img.Bounds(), image.NewUniform(seal), image.Point{})
}

// circle adds a circle; turn -1 goes round the other way, which makes a hole.
func circle(r *vector.Rasterizer, x, y, radius, turn float32) {
	k := radius * kappa
	r.MoveTo(x+radius, y)
	r.CubeTo(x+radius, y+k*turn, x+k, y+radius*turn, x, y+radius*turn)
	r.CubeTo(x-k, y+radius*turn, x-radius, y+k*turn, x-radius, y)
	r.CubeTo(x-radius, y-k*turn, x-k, y-radius*turn, x, y-radius*turn)
	r.CubeTo(x+k, y-radius*turn, x+radius, y-k*turn, x+radius, y)
	r.ClosePath()
}

func rounded(img draw.Image, c color.Color, x0, y0, x1, y1, radius float32) {
	r := vector.NewRasterizer(side, side)
	k := radius * (1 - kappa)
	r.MoveTo(x0+radius, y0)
	r.LineTo(x1-radius, y0)
	r.CubeTo(x1-k, y0, x1, y0+k, x1, y0+radius)
	r.LineTo(x1, y1-radius)
	r.CubeTo(x1, y1-k, x1-k, y1, x1-radius, y1)
	r.LineTo(x0+radius, y1)
	r.CubeTo(x0+k, y1, x0, y1-k, x0, y1-radius)
	r.LineTo(x0, y0+radius)
	r.CubeTo(x0, y0+k, x0+k, y0, x0+radius, y0)
	r.ClosePath()
	r.Draw(img, img.Bounds(), image.NewUniform(c), image.Point{})
}

func write(img image.Image) {
	file, err := os.Create("vanthu.png")
	if err != nil {
		log.Fatal(err)
	}
	if err := png.Encode(file, img); err != nil {
		log.Fatal(err)
	}
	if err := file.Close(); err != nil {
		log.Fatal(err)
	}
}
