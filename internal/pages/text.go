package pages

import (
	"context"
	"slices"
	"unicode/utf8"

	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/responses"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/office/reading"
	"github.com/vanthu/vanthu/office/reading/glyphs"
)

const (
	// MostText is how many pages are read: what an office reads stands before.
	MostText = 300

	maxChars = 100000 // of a page; a full page of small print has some 8000

	// maxTextBytes of the file may be read for its text. PDFium takes a page's
	// images into memory, several times over, although nobody draws them.
	maxTextBytes = 32 << 20
)

// text reads the pages of these numbers, or every one, from the first on, as far
// as maxTextBytes reach. What PDFium refuses on one page leaves that page unread;
// an engine in doubt ends the reading.
func (d *document) text(ctx context.Context, numbers []int) ([]reading.Page, error) {
	sizes, err := d.sizes()
	if err != nil {
		return nil, err
	}
	pages := make([]reading.Page, len(sizes))
	for i, size := range sizes {
		pages[i] = reading.Page{Width: size.Width, Height: size.Height, Unread: true}
	}
	d.source.limit(maxTextBytes)
	defer d.unlimit()
	for i := range pages[:min(len(pages), MostText)] {
		if len(numbers) > 0 && !slices.Contains(numbers, i+1) {
			continue
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		lines, err := d.lines(i + 1)
		if d.source.exhausted() {
			pages[i].Lines = lines // an image is missing, the text is whole or there is none
			break
		}
		if _, _, refused := fault.Of(err); err != nil && !refused {
			return nil, err
		}
		pages[i].Lines, pages[i].Unread = lines, err != nil
	}
	return pages, nil
}

// unlimit ends the limit. Whoever was denied bytes has wrong images in memory.
func (d *document) unlimit() {
	d.doubt = d.doubt || d.source.exhausted()
	d.source.limited = false
}

func (d *document) lines(number int) ([]reading.Line, error) {
	page, err := d.page(number)
	if err != nil {
		return nil, err
	}
	view, err := d.view(page)
	if err != nil {
		return nil, d.pageRefusal(number, err)
	}
	loaded, err := d.instance.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: page})
	if err != nil {
		return nil, d.pageRefusal(number, err)
	}
	defer func() {
		_, _ = d.instance.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: loaded.TextPage})
	}()
	found, err := d.glyphs(page, loaded.TextPage, view)
	if err != nil {
		return nil, err
	}
	return append(glyphs.Lines(found, d.boldness(loaded.TextPage)), d.entries(page, view)...), nil
}

// pageRefusal is refusal for one page.
func (d *document) pageRefusal(number int, err error) error {
	err = d.refusal(err)
	if _, _, ok := fault.Of(err); ok {
		return d.missing(number, err)
	}
	return err
}

// glyphs asks for what upright text is made of. PDFium's own lines are not used:
// a font lent for some letters only scrambles their order.
func (d *document) glyphs(page requests.Page, text references.FPDF_TEXTPAGE, view glyphs.View) ([]glyphs.Glyph, error) {
	count, err := d.instance.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: text})
	if err != nil || count.Count <= 0 || count.Count > maxChars {
		return nil, err
	}
	structured, err := d.instance.GetPageTextStructured(&requests.GetPageTextStructured{
		Page: page, Mode: requests.GetPageTextStructuredModeChars,
	})
	if err != nil {
		return nil, err
	}
	found := make([]glyphs.Glyph, 0, len(structured.Chars))
	for i, char := range structured.Chars {
		if i >= count.Count {
			break
		}
		r, ok := readable(char.Text)
		if !ok || !view.Upright(char.Angle) {
			continue
		}
		if g := d.glyph(text, i, view); g.Placed() {
			g.Rune, g.Index = r, i
			g.Ink = view.Box(box(char.PointPosition))
			found = append(found, g)
		}
	}
	return found, nil
}

func box(p responses.CharPosition) glyphs.Rect {
	return glyphs.Rect{X0: p.Left, Y0: p.Bottom, X1: p.Right, Y1: p.Top}
}

// glyph asks where a glyph stands; it is not placed where PDFium made it up itself
// or cannot place it.
func (d *document) glyph(text references.FPDF_TEXTPAGE, index int, view glyphs.View) (g glyphs.Glyph) {
	generated, err := d.instance.FPDFText_IsGenerated(&requests.FPDFText_IsGenerated{TextPage: text, Index: index})
	if d.unanswered(err) || generated.IsGenerated {
		return glyphs.Glyph{}
	}
	origin, err := d.instance.FPDFText_GetCharOrigin(&requests.FPDFText_GetCharOrigin{TextPage: text, Index: index})
	if d.unanswered(err) {
		return glyphs.Glyph{}
	}
	loose, err := d.instance.FPDFText_GetLooseCharBox(&requests.FPDFText_GetLooseCharBox{TextPage: text, Index: index})
	if d.unanswered(err) {
		return glyphs.Glyph{}
	}
	g.X, g.Baseline = view.Point(origin.X, origin.Y)
	body := view.Box(rectOf(loose.Rect))
	g.Right, g.Em = body.X1, body.Y1-body.Y0
	return g
}

func (d *document) unanswered(err error) bool {
	d.doubt = d.doubt || err != nil
	return err != nil
}

// readable reads what PDFium gives for a character: nothing where the font tells no
// meaning, 2 for a hyphen at the end of a line.
func readable(s string) (rune, bool) {
	r, _ := utf8.DecodeRuneInString(s)
	if r == 2 {
		return '-', true
	}
	return glyphs.Readable(r)
}
