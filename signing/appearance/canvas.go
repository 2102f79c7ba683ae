package appearance

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/vanthu/vanthu/signing/appearance/picture"
	"github.com/vanthu/vanthu/signing/pdf"
)

// canvas writes the form's content stream (ISO 32000-2 §8 and §9). It takes
// places measured from the top left corner and turns them into PDF's, measured
// from the bottom left.
type canvas struct {
	box    Size
	faces  faces
	add    func(pdf.Object) pdf.Ref
	stream strings.Builder
	fonts  pdf.Dict
	images pdf.Dict
}

func newCanvas(box Size, f faces, add func(pdf.Object) pdf.Ref) *canvas {
	return &canvas{box: box, faces: f, add: add, fonts: pdf.Dict{}, images: pdf.Dict{}}
}

// op writes an operator behind its operands; 0.001 pt is finer than any device.
func (cv *canvas) op(operator string, operands ...float64) {
	for _, v := range operands {
		text := strconv.FormatFloat(v, 'f', 3, 64)
		text = strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
		if text == "-0" {
			text = "0"
		}
		cv.stream.WriteString(text + " ")
	}
	cv.stream.WriteString(operator + "\n")
}

func (cv *canvas) text(f *face, colour Colour, size, left, baseline float64, line string) error {
	if line == "" {
		return nil
	}
	if err := cv.embed(f); err != nil {
		return err
	}
	rgb := colour.parts()
	cv.op("BT")
	cv.op("rg", rgb[:]...)
	cv.op("/" + string(f.name) + " " + strconv.FormatFloat(size, 'f', -1, 64) + " Tf")
	cv.op("Td", left, cv.box.Height-baseline)
	cv.op(f.encode(line) + " Tj")
	cv.op("ET")
	return nil
}

// embed adds a face's font when it is first drawn with.
func (cv *canvas) embed(f *face) error {
	if f.name != "" {
		return nil
	}
	ref, err := f.embed(cv.add)
	if err != nil {
		return err
	}
	f.name = pdf.Name(fmt.Sprintf("F%d", len(cv.fonts)+1))
	cv.fonts[f.name] = ref
	return nil
}

func (cv *canvas) picture(p *picture.Picture, at area) error {
	ref, err := p.Embed(at.width, at.height, cv.add)
	if err != nil {
		return err
	}
	name := pdf.Name(fmt.Sprintf("Im%d", len(cv.images)+1))
	cv.images[name] = ref
	cv.op("q")
	cv.op("cm", at.width, 0, 0, at.height, at.left, cv.box.Height-at.top-at.height)
	cv.op("/" + string(name) + " Do")
	cv.op("Q")
	return nil
}

func (cv *canvas) line(s Stroke, x1, y1, x2, y2 float64) {
	cv.stroke(s)
	cv.op("m", x1, cv.box.Height-y1)
	cv.op("l", x2, cv.box.Height-y2)
	cv.op("S")
}

// frame draws along the inside of the box's edge.
func (cv *canvas) frame(s Stroke) {
	cv.stroke(s)
	w := s.WidthPt
	cv.op("re", w/2, w/2, cv.box.Width-w, cv.box.Height-w)
	cv.op("S")
}

func (cv *canvas) stroke(s Stroke) {
	rgb := s.Colour.parts()
	cv.op("RG", rgb[:]...)
	cv.op("w", s.WidthPt)
}

// form adds the finished form XObject.
func (cv *canvas) form(matrix pdf.Array) (pdf.Ref, error) {
	resources := pdf.Dict{}
	if len(cv.fonts) > 0 {
		resources["Font"] = cv.fonts
	}
	if len(cv.images) > 0 {
		resources["XObject"] = cv.images
	}
	return cv.add(&pdf.Stream{
		Dict: pdf.Dict{
			"Type": pdf.Name("XObject"), "Subtype": pdf.Name("Form"), "FormType": pdf.Integer(1),
			"BBox":      pdf.Array{pdf.Integer(0), pdf.Integer(0), pdf.Real(cv.box.Width), pdf.Real(cv.box.Height)},
			"Matrix":    matrix,
			"Resources": resources,
		},
		Data: []byte(cv.stream.String()),
	}), nil
}
