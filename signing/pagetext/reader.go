package pagetext

import (
	"sync"

	"github.com/vanthu/vanthu/office/reading"
	"github.com/vanthu/vanthu/office/reading/glyphs"
	"github.com/vanthu/vanthu/signing/pagetext/font"
	"github.com/vanthu/vanthu/signing/pdf"
)

// Reader reads pages of one document. It keeps the fonts that it met.
type Reader struct {
	doc   *pdf.Document
	fonts map[pdf.Ref]*font.Font // nil: nothing can be told of it
}

// found are the glyphs of a page.
type found struct {
	glyphs []glyphs.Glyph
	bold   []bool // of the glyph of an index
}

// founds are kept for the next page: a full one has half a megabyte.
var founds = sync.Pool{New: func() any {
	return &found{make([]glyphs.Glyph, 0, usualGlyphs), make([]bool, 0, usualGlyphs)}
}}

const usualGlyphs = 4000

// maxFonts are kept at a time.
const maxFonts = 64

// New makes a reader.
func New(doc *pdf.Document) *Reader { return &Reader{doc: doc, fonts: map[pdf.Ref]*font.Font{}} }

// Page reads a page. doubt is why what it says is not certain, in words for a
// programmer; empty where it is.
func (r *Reader) Page(p pdf.Page) (page reading.Page, doubt string) {
	page = r.Blank(p)
	view := viewOf(p)
	x := &interpreter{reader: r, view: view, left: maxOperators, found: founds.Get().(*found)}
	defer x.release()
	x.page(p)
	if x.doubt != "" && r.hasFont(p) {
		return page, x.doubt
	}
	page.Unread = false
	page.Lines = append(glyphs.Lines(x.glyphs, func(i int) bool { return x.bold[i] }), r.entries(p, view)...)
	return page, ""
}

// Blank gives a page's size alone; what stands on it is unread.
func (r *Reader) Blank(p pdf.Page) reading.Page {
	view := viewOf(p)
	size := view.Box(view.Visible)
	return reading.Page{Width: size.X1, Height: size.Y1, Unread: true}
}

func viewOf(p pdf.Page) glyphs.View {
	box := p.CropBox
	return glyphs.View{Visible: glyphs.Rect{X0: box.LLX, Y0: box.LLY, X1: box.URX, Y1: box.URY}, Turns: p.Rotate / 90}
}

// usualFont stands for one that is missing, as in other readers.
var usualFont = pdf.Dict{"Subtype": pdf.Name("Type1"), "BaseFont": pdf.Name("Helvetica"), "Encoding": pdf.Name("WinAnsiEncoding")}

// font gives the font of a resource; nil where nothing can be told of it.
func (r *Reader) font(o pdf.Object) *font.Font {
	ref, indirect := o.(pdf.Ref)
	if f, known := r.fonts[ref]; indirect && known {
		return f
	}
	dict := r.dict(o)
	if dict == nil {
		dict = usualFont
	}
	f, ok := font.Load(r.doc, dict)
	if !ok {
		f = nil
	}
	if len(r.fonts) >= maxFonts {
		clear(r.fonts)
	}
	if indirect {
		r.fonts[ref] = f
	}
	return f
}

// maxContent bounds a page's content: a page full of small print has some 100 kB,
// a plan or a map megabytes.
const maxContent = 4 << 20

// content puts the streams of a page together, as one (ISO 32000-2 §7.8.2).
func (r *Reader) content(o pdf.Object) (content []byte, ok bool) {
	switch v := r.value(o).(type) {
	case *pdf.Stream:
		data, err := r.doc.StreamData(v)
		return data, err == nil && len(data) <= maxContent
	case pdf.Array:
		for _, part := range v {
			data, ok := r.content(direct(r.value(part)))
			if !ok || len(content)+len(data) > maxContent {
				return nil, false
			}
			content = append(append(content, data...), '\n')
		}
	}
	return content, true
}

// direct leaves out an array inside an array, which is no content.
func direct(o pdf.Object) pdf.Object {
	if _, nested := o.(pdf.Array); nested {
		return pdf.Null{}
	}
	return o
}

func (r *Reader) value(o pdf.Object) pdf.Object {
	v, err := r.doc.Resolve(o)
	if err != nil {
		return pdf.Null{}
	}
	return v
}

func (r *Reader) dict(o pdf.Object) pdf.Dict {
	switch v := r.value(o).(type) {
	case pdf.Dict:
		return v
	case *pdf.Stream:
		return v.Dict
	}
	return nil
}
