package main

import (
	"image"
	"image/color"
	"math"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"

	"github.com/vanthu/vanthu/assets"
)

// redInk lets the text under a seal be read.
var redInk = color.NRGBA{R: 0xD6, G: 0x1F, B: 0x26, A: 0xE6}

// Measures of the seal in millimetres.
const (
	sealDiameter = 36
	outerRing    = 1.1 // width of the line
	innerRing    = 0.45
	innerRadius  = 11.4
	textSize     = 3.15
	starRadius   = 7.2
)

// drawSeal draws a round seal: a text around the top, one around the bottom and
// a star. It shows no emblem of a state.
func drawSeal(top, bottom string) (*inkLayer, error) {
	side := int(pixels(sealDiameter))
	layer := newLayer(side, side, redInk)
	middle := point{float64(side) / 2, float64(side) / 2}
	ring(layer, middle, float64(side)/2, pixels(outerRing))
	ring(layer, middle, float64(side)/2-pixels(outerRing+0.5), pixels(0.25))
	ring(layer, middle, pixels(innerRadius), pixels(innerRing))

	data, err := assets.FS.ReadFile("fonts/LiberationSerif-Bold.ttf")
	if err != nil {
		return nil, err
	}
	face, err := sfnt.Parse(data)
	if err != nil {
		return nil, err
	}
	shape := vector.NewRasterizer(side, side)
	arc := &arcText{face: face, shape: shape, middle: middle, size: pixels(textSize)}
	if err := arc.write(top, pixels(innerRadius+0.95), 1); err != nil {
		return nil, err
	}
	arc.size = pixels(textSize * 0.85)
	if err := arc.write(bottom, pixels(innerRadius+3.25), -1); err != nil {
		return nil, err
	}
	star(shape, middle, pixels(starRadius))
	filled := image.NewAlpha(layer.coverage.Rect)
	shape.Draw(filled, filled.Rect, image.Opaque, image.Point{})
	press(layer, filled)
	return layer, nil
}

// press adds a filled shape to the layer's ink.
func press(layer *inkLayer, filled *image.Alpha) {
	for y := range filled.Rect.Dy() {
		for x := range filled.Rect.Dx() {
			layer.blot(x, y, float64(filled.AlphaAt(x, y).A)/0xFF)
		}
	}
}

// ring draws a circle whose outer edge has the radius.
func ring(layer *inkLayer, middle point, radius, width float64) {
	for y := range layer.coverage.Rect.Dy() {
		for x := range layer.coverage.Rect.Dx() {
			d := math.Hypot(float64(x)+0.5-middle.x, float64(y)+0.5-middle.y)
			layer.blot(x, y, math.Min(radius-d+0.5, d-(radius-width)+0.5))
		}
	}
}

// star draws five points, one of them up.
func star(shape *vector.Rasterizer, middle point, radius float64) {
	for i := range 10 {
		r := radius
		if i%2 == 1 {
			r *= 0.382 // the golden section squared: straight edges
		}
		angle := math.Pi/5*float64(i) - math.Pi/2
		x, y := float32(middle.x+r*math.Cos(angle)), float32(middle.y+r*math.Sin(angle))
		if i == 0 {
			shape.MoveTo(x, y)
			continue
		}
		shape.LineTo(x, y)
	}
	shape.ClosePath()
}

// arcText writes along a circle.
type arcText struct {
	face   *sfnt.Font
	buffer sfnt.Buffer
	shape  *vector.Rasterizer
	middle point
	size   float64 // in pixels
}

// letterSpace is put between letters, in type sizes.
const letterSpace = 0.04

// write sets a text on a baseline of the given radius: clockwise around the top
// (way 1), or against the clock around the bottom (way -1).
func (a *arcText) write(text string, radius float64, way float64) error {
	total := 0.0
	for _, r := range text {
		advance, err := a.advance(r)
		if err != nil {
			return err
		}
		total += advance
	}
	at := -total / 2
	for _, r := range text {
		advance, err := a.advance(r)
		if err != nil {
			return err
		}
		if err := a.letter(r, radius, way, (at+advance/2)/radius, advance); err != nil {
			return err
		}
		at += advance
	}
	return nil
}

func (a *arcText) ppem() fixed.Int26_6 { return fixed.Int26_6(a.size * 64) }

func (a *arcText) advance(r rune) (float64, error) {
	id, err := a.face.GlyphIndex(&a.buffer, r)
	if err != nil {
		return 0, err
	}
	advance, err := a.face.GlyphAdvance(&a.buffer, id, a.ppem(), font.HintingNone)
	return float64(advance)/64 + letterSpace*a.size, err
}

// letter draws one letter, its middle at an angle from the top (or, upright
// again, from the bottom, which is the same turned upside down).
func (a *arcText) letter(r rune, radius, way, angle, advance float64) error {
	id, err := a.face.GlyphIndex(&a.buffer, r)
	if err != nil {
		return err
	}
	segments, err := a.face.LoadGlyph(&a.buffer, id, a.ppem(), nil)
	if err != nil {
		return err
	}
	sin, cos := math.Sincos(angle)
	place := func(p fixed.Point26_6) (float32, float32) {
		across := float64(p.X)/64 - advance/2 + letterSpace*a.size/2
		away := radius - way*float64(p.Y)/64 // y of a glyph goes down
		return float32(a.middle.x + across*cos + away*sin), float32(a.middle.y + way*(across*sin-away*cos))
	}
	a.outline(segments, place)
	return nil
}

func (a *arcText) outline(segments sfnt.Segments, place func(fixed.Point26_6) (float32, float32)) {
	for _, s := range segments {
		x1, y1 := place(s.Args[0])
		x2, y2 := place(s.Args[1])
		x3, y3 := place(s.Args[2])
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			a.shape.ClosePath()
			a.shape.MoveTo(x1, y1)
		case sfnt.SegmentOpLineTo:
			a.shape.LineTo(x1, y1)
		case sfnt.SegmentOpQuadTo:
			a.shape.QuadTo(x1, y1, x2, y2)
		case sfnt.SegmentOpCubeTo:
			a.shape.CubeTo(x1, y1, x2, y2, x3, y3)
		}
	}
	a.shape.ClosePath()
}
