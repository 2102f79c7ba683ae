package report

import (
	_ "embed"
	"html"
	"io"
	"strings"
)

//go:embed sheet.css
var style string

// icons are drawn, not typed: not every font has them.
var icons = map[Tone]string{
	Good:    `<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M3 8.5l3.4 3.4L13 5"/></svg>`,
	Bad:     `<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M4 4l8 8M12 4l-8 8"/></svg>`,
	Unclear: `<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M8 3v6M8 12v.6"/></svg>`,
	Plain:   `<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M4 8h8"/></svg>`,
}

// HTML draws the sheet as one page without scripts and without anything from
// elsewhere, fit for printing on A4.
func (s *Sheet) HTML(w io.Writer) error {
	var p page
	p.head(s)
	p.mark(`<h1>`, s.Title, "</h1>\n<div class=\"result ", string(s.Verdict.Tone), `"><div class="verdict tone `, string(s.Verdict.Tone), `">`)
	p.toned(s.Verdict.Tone, s.Verdict.Text)
	p.mark(`</div>`, s.Verdict.Means, "</div>\n<dl>")
	p.rows(s.About)
	p.mark("</dl>\n")
	p.notices(s.Notices)
	for _, b := range s.Blocks {
		p.block(b)
	}
	p.mark(`<footer>`, s.Closing, "</footer>\n</body>\n</html>\n")
	_, err := io.WriteString(w, p.String())
	return err
}

// page is HTML in the making. It is not written with html/template: that looks
// methods up by name, for which the linker keeps every method of every type in
// the program, several megabytes.
type page struct{ strings.Builder }

// mark adds markup and text in turn; the text is foreign.
func (p *page) mark(parts ...string) {
	for i, part := range parts {
		if i%2 == 1 {
			part = html.EscapeString(part)
		}
		p.WriteString(part)
	}
}

func (p *page) head(s *Sheet) {
	p.mark("<!DOCTYPE html>\n<html lang=\"", s.Language, `">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>`, s.Title, "</title>\n<style>\n")
	p.WriteString(style)
	p.mark("</style>\n</head>\n<body>\n")
}

// toned is a text behind the icon of its tone.
func (p *page) toned(t Tone, text string) {
	p.WriteString(icons[t])
	p.mark(`<span>`, text, `</span>`)
}

func (p *page) rows(rows []Row) {
	for _, r := range rows {
		p.mark(`<dt>`, r.Label, `</dt><dd>`)
		if r.Tone == Plain || r.Tone == "" {
			p.mark(``, r.Value)
		} else {
			p.mark(`<span class="tone `, string(r.Tone), `">`)
			p.toned(r.Tone, r.Value)
			p.mark(`</span>`)
		}
		p.mark("</dd>\n")
	}
}

func (p *page) notices(notices []Notice) {
	if len(notices) == 0 {
		return
	}
	p.mark(`<ul>`)
	for _, n := range notices {
		p.mark(`<li class="`, string(n.Tone), `"><b>`, n.Heading, `.</b> `, n.What, ` <span class="do">`, n.Do, "</span></li>\n")
	}
	p.mark("</ul>\n")
}

func (p *page) block(b Block) {
	p.mark("<section>\n<header><h2>", b.Heading, `</h2><span class="verdict tone `, string(b.Verdict.Tone), `">`)
	p.toned(b.Verdict.Tone, b.Verdict.Text)
	p.mark(`</span><span class="means">`, b.Verdict.Means, "</span></header>\n<dl>")
	p.rows(b.Rows)
	p.mark("</dl>\n")
	p.notices(b.Notices)
	p.mark("</section>\n")
}
