package pages

import (
	"context"
	"math"

	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/responses"
	"github.com/klippa-app/go-pdfium/structs"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/office/reading"
)

const (
	maxTextPages = 300    // what an office reads stands before
	maxChars     = 100000 // of a page; a full page of small print has some 8000

	// maxTextBytes of the file may be read for its text. PDFium takes a page's
	// images into memory, several times over, although nobody draws them.
	maxTextBytes = 32 << 20
)

// text reads every page, from the first one on, as far as maxTextBytes reach.
// What PDFium refuses on one page leaves that page unread; an engine in doubt
// ends the reading.
func (d *document) text(ctx context.Context) ([]reading.Page, error) {
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
	for i := range pages[:min(len(pages), maxTextPages)] {
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
	glyphs, err := d.glyphs(page, loaded.TextPage, view)
	if err != nil {
		return nil, err
	}
	return append(linesOf(glyphs, d.boldness(loaded.TextPage)), d.entries(page, view)...), nil
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
func (d *document) glyphs(page requests.Page, text references.FPDF_TEXTPAGE, view view) ([]glyph, error) {
	count, err := d.instance.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: text})
	if err != nil || count.Count <= 0 || count.Count > maxChars {
		return nil, err
	}
	found, err := d.instance.GetPageTextStructured(&requests.GetPageTextStructured{
		Page: page, Mode: requests.GetPageTextStructuredModeChars,
	})
	if err != nil {
		return nil, err
	}
	glyphs := make([]glyph, 0, len(found.Chars))
	for i, char := range found.Chars {
		if i >= count.Count {
			break
		}
		r, ok := readable(char.Text)
		if !ok || !view.upright(char.Angle) {
			continue
		}
		if g := d.glyph(text, i, view); g.em > 0 {
			g.rune, g.index = r, i
			g.ink = view.box(box(char.PointPosition))
			glyphs = append(glyphs, g)
		}
	}
	return glyphs, nil
}

func box(p responses.CharPosition) rect { return rect{p.Left, p.Bottom, p.Right, p.Top} }

// glyph asks where a glyph stands; em is 0 for what PDFium made up itself, and for
// what it cannot place.
func (d *document) glyph(text references.FPDF_TEXTPAGE, index int, view view) (g glyph) {
	generated, err := d.instance.FPDFText_IsGenerated(&requests.FPDFText_IsGenerated{TextPage: text, Index: index})
	if d.unanswered(err) || generated.IsGenerated {
		return glyph{}
	}
	origin, err := d.instance.FPDFText_GetCharOrigin(&requests.FPDFText_GetCharOrigin{TextPage: text, Index: index})
	if d.unanswered(err) {
		return glyph{}
	}
	loose, err := d.instance.FPDFText_GetLooseCharBox(&requests.FPDFText_GetLooseCharBox{TextPage: text, Index: index})
	if d.unanswered(err) {
		return glyph{}
	}
	g.x, g.baseline = view.point(origin.X, origin.Y)
	body := view.box(rectOf(loose.Rect))
	g.right, g.em = body.x1, body.y1-body.y0
	if !finite(g.x, g.baseline, g.right, g.em) {
		return glyph{}
	}
	return g
}

func (d *document) unanswered(err error) bool {
	d.doubt = d.doubt || err != nil
	return err != nil
}

func rectOf(r structs.FPDF_FS_RECTF) rect {
	return rect{float64(r.Left), float64(r.Bottom), float64(r.Right), float64(r.Top)}
}

func finite(values ...float64) bool {
	for _, v := range values {
		if math.IsNaN(v) || math.Abs(v) > 1e6 {
			return false
		}
	}
	return true
}
