package report

import (
	"fmt"
	"io"
	"io/fs"
	"strings"
	"time"

	"github.com/signintech/gopdf"

	"github.com/vanthu/vanthu/assets"
)

// Measures in points on A4.
const (
	pageWidth, pageHeight = 595.28, 841.89
	left, right           = 57.0, pageWidth - 57
	top, bottom           = 60.0, pageHeight - 62
	labelWidth            = 150.0
	bodySize, smallSize   = 10.5, 9.0
	lineSpace             = 1.38
)

const family = "LiberationSerif"

type colour struct{ r, g, b uint8 }

var (
	ink  = colour{0x1d, 0x27, 0x33}
	soft = colour{0x5b, 0x68, 0x75}
	rule = colour{0xdf, 0xe5, 0xea}

	toneColours = map[Tone]colour{Good: {0x1d, 0x70, 0x40}, Bad: {0xb3, 0x26, 0x1e}, Unclear: {0x8a, 0x5a, 0x00}, Plain: soft}
)

// drawer lays a sheet out on pages; the first error stays.
type drawer struct {
	pdf gopdf.GoPdf
	y   float64
	err error
}

// PDF draws the sheet on A4 pages with fonts embedded. at is written as the
// time of creation.
func (s *Sheet) PDF(w io.Writer, at time.Time) error {
	d := &drawer{}
	d.pdf.Start(gopdf.Config{PageSize: gopdf.Rect{W: pageWidth, H: pageHeight}})
	d.pdf.SetInfo(gopdf.PdfInfo{Title: s.Title, Producer: "Văn Thư", CreationDate: at})
	d.addFonts()
	d.newPage()
	d.draw(s)
	d.number()
	if d.err != nil {
		return d.err
	}
	_, err := d.pdf.WriteTo(w)
	return err
}

func (d *drawer) addFonts() {
	for name, style := range map[string]int{"Regular": gopdf.Regular, "Bold": gopdf.Bold} {
		data, err := fs.ReadFile(assets.FS, "fonts/LiberationSerif-"+name+".ttf")
		d.note(err)
		d.note(d.pdf.AddTTFFontDataWithOption(family, data, gopdf.TtfOption{
			Style: style, OnGlyphNotFoundSubstitute: func(rune) rune { return '?' },
		}))
	}
}

func (d *drawer) note(err error) {
	if d.err == nil {
		d.err = err
	}
}

func (d *drawer) draw(s *Sheet) {
	d.text(left, right-left, strings.ToUpper(s.Title), 15, "B", ink)
	d.y += 8
	d.verdict(s.Verdict)
	d.rows(s.About)
	d.notices(s.Notices)
	for _, b := range s.Blocks {
		d.block(b)
	}
	d.line()
	d.text(left, right-left, s.Closing, smallSize, "", soft)
}

// verdict is the sheet's answer between two thin lines.
func (d *drawer) verdict(v Verdict) {
	d.icon(left, d.y+3, v.Tone)
	d.text(left+17, right-left-17, v.Text, 13, "B", toneColours[v.Tone])
	d.text(left+17, right-left-17, v.Means, bodySize, "", ink)
	d.y += 8
}

func (d *drawer) block(b Block) {
	d.keep(90) // no heading at the foot of a page
	d.line()
	d.text(left, right-left, b.Heading, 12, "B", ink)
	d.icon(left, d.y+1.5, b.Verdict.Tone)
	d.text(left+17, right-left-17, b.Verdict.Text, bodySize, "B", toneColours[b.Verdict.Tone])
	d.text(left+17, right-left-17, b.Verdict.Means, smallSize, "", soft)
	d.y += 4
	d.rows(b.Rows)
	d.notices(b.Notices)
}

func (d *drawer) rows(rows []Row) {
	for _, r := range rows {
		label, value := d.split(r.Label, bodySize, "", labelWidth-10), d.split(r.Value, bodySize, "", right-left-labelWidth)
		height := bodySize * lineSpace
		d.keep(min(float64(max(len(label), len(value))), 12) * height)
		from := d.y
		d.lines(left, label, bodySize, "", soft)
		after := d.y
		d.y = from
		c := ink
		if r.Tone != "" && r.Tone != Plain {
			c = toneColours[r.Tone]
		}
		d.lines(left+labelWidth, value, bodySize, "", c)
		d.y = max(d.y, after) + 1.5
	}
	d.y += 5
}

func (d *drawer) notices(notices []Notice) {
	for _, n := range notices {
		d.keep(3 * bodySize * lineSpace)
		from := d.y
		d.text(left+10, right-left-10, n.Heading, bodySize, "B", ink)
		d.text(left+10, right-left-10, n.What+" "+n.Do, bodySize, "", ink)
		if d.y > from { // the same page
			d.bar(from, d.y, toneColours[n.Tone])
		}
		d.y += 5
	}
}

func (d *drawer) bar(from, to float64, c colour) {
	d.pdf.SetFillColor(c.r, c.g, c.b)
	d.pdf.RectFromUpperLeftWithStyle(left, from+2, 1.6, to-from-3, "F")
}

func (d *drawer) line() {
	d.keep(20)
	d.y += 4
	d.pdf.SetStrokeColor(rule.r, rule.g, rule.b)
	d.pdf.SetLineWidth(0.7)
	d.pdf.Line(left, d.y, right, d.y)
	d.y += 9
}

// icon is drawn, so that no font must have it: a tick, a cross, a mark of
// exclamation or a dash.
func (d *drawer) icon(x, y float64, t Tone) {
	c := toneColours[t]
	d.pdf.SetStrokeColor(c.r, c.g, c.b)
	d.pdf.SetLineWidth(1.7)
	strokes := map[Tone][][4]float64{
		Good:    {{1, 5.5, 4, 8.5}, {4, 8.5, 10, 1.5}},
		Bad:     {{1.5, 1.5, 9, 9}, {9, 1.5, 1.5, 9}},
		Unclear: {{5, 0.5, 5, 6.2}, {5, 8.4, 5, 9.8}},
		Plain:   {{1.5, 5, 9, 5}},
	}
	for _, s := range strokes[t] {
		d.pdf.Line(x+s[0], y+s[1], x+s[2], y+s[3])
	}
}

func (d *drawer) text(x, width float64, text string, size float64, style string, c colour) {
	d.lines(x, d.split(text, size, style, width), size, style, c)
}

// split breaks a text into lines; words that are longer than a line are cut.
func (d *drawer) split(text string, size float64, style string, width float64) (lines []string) {
	d.note(d.pdf.SetFont(family, style, size))
	for _, paragraph := range strings.Split(text, "\n") {
		if paragraph == "" {
			continue
		}
		parts, err := d.pdf.SplitTextWithWordWrap(paragraph, width)
		d.note(err)
		lines = append(lines, parts...)
	}
	return lines
}

func (d *drawer) lines(x float64, lines []string, size float64, style string, c colour) {
	for _, line := range lines {
		d.keep(size * lineSpace)
		d.note(d.pdf.SetFont(family, style, size))
		d.pdf.SetTextColor(c.r, c.g, c.b)
		d.pdf.SetXY(x, d.y)
		d.note(d.pdf.Cell(nil, line))
		d.y += size * lineSpace
	}
}

// keep begins a new page where a height does not fit any more.
func (d *drawer) keep(height float64) {
	if d.y+height > bottom {
		d.newPage()
	}
}

func (d *drawer) newPage() {
	d.pdf.AddPage()
	d.y = top
}

// number writes the page numbers, when their count is known.
func (d *drawer) number() {
	count := d.pdf.GetNumberOfPages()
	for n := 1; n <= count; n++ {
		d.note(d.pdf.SetPage(n))
		d.note(d.pdf.SetFont(family, "", smallSize))
		d.pdf.SetTextColor(soft.r, soft.g, soft.b)
		d.pdf.SetXY(right-30, pageHeight-42)
		d.note(d.pdf.Cell(nil, fmt.Sprintf("%d/%d", n, count)))
	}
}
