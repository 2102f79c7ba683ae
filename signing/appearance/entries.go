package appearance

import (
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/pdf"
)

// Entry is a line written into a blank of a document, such as its number. Its
// place counts from the top left corner of the box, in points.
type Entry struct {
	Text                     string
	SizePt                   float64
	Italic                   bool
	Left, Top, Width, Height float64
	Opaque                   bool // white behind it: dots in the blank are not seen
}

// The height of a line of our typeface above and below its baseline, in ems.
const (
	LineAscent  = 0.891
	LineDescent = 0.216
)

// Rise is how far a text's ink goes above its baseline in our typeface, in ems; 0
// where it is not known. With what a line of another document measures it tells
// the size of its type.
func Rise(text string, italic bool) float64 {
	font, err := fontFiles[cut{italic: italic}]()
	if err != nil {
		return 0
	}
	top := 0
	for _, r := range text {
		if id, ok := font.Glyph(r); ok {
			top = max(top, font.Extent(id).YMax)
		}
	}
	return float64(top) / float64(font.UnitsPerEm)
}

// leastEntry is how small an entry's type may become, in points.
const leastEntry = 7

// BuildEntries draws entries in a box as Build draws a profile: each in the
// middle of its place, in smaller type where the place is narrow.
func BuildEntries(entries []Entry, box Size, rotate int, add func(pdf.Object) pdf.Ref) (pdf.Ref, error) {
	all := faces{}
	blocks := make([]*textBlock, len(entries))
	for i, e := range entries {
		block, err := e.block(all)
		if err != nil {
			return pdf.Ref{}, err
		}
		blocks[i] = block
	}
	cv := newCanvas(box, all, add)
	for i, e := range entries {
		if err := e.draw(cv, blocks[i]); err != nil {
			return pdf.Ref{}, err
		}
	}
	return cv.form(Matrix(rotate, box))
}

func (e Entry) block(all faces) (*textBlock, error) {
	text, err := clean(e.Text)
	if err != nil {
		return nil, err
	}
	style := Style{SizePt: e.SizePt, MinSizePt: min(leastEntry, e.SizePt), Align: Centre, Italic: e.Italic}.over(defaultStyle)
	face, err := all.use(style, text)
	if err != nil {
		return nil, err
	}
	return &textBlock{text: text, style: style, face: face}, nil
}

// draw keeps the baseline where type of full size has it.
func (e Entry) draw(cv *canvas, block *textBlock) error {
	step := 0
	for ; block.face.width(block.text, block.size(step)) > e.Width+tolerance; step++ {
		if !block.shrinks(step) {
			return fault.New(ErrTextTooLong, fault.Args{"text": block.text}, nil)
		}
	}
	if e.Opaque {
		cv.white(area{e.Left, e.Top, e.Width, e.Height})
	}
	at := area{e.Left, e.Top, e.Width, e.Height}
	line := (LineAscent + LineDescent) * e.SizePt
	baseline := e.Top + (e.Height-line)/2 + LineAscent*e.SizePt
	return cv.text(block.face, block.style.Colour, block.size(step), block.start(block.text, at, step), baseline, block.text)
}

// white paints over an area.
func (cv *canvas) white(at area) {
	cv.op("q")
	cv.op("g", 1)
	cv.op("re", at.left, cv.box.Height-at.top-at.height, at.width, at.height)
	cv.op("f")
	cv.op("Q")
}
