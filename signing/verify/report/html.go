package report

import (
	_ "embed"
	"html/template"
	"io"
)

//go:embed sheet.html
var page string

// icons are drawn, not typed: not every font has them.
var icons = map[Tone]template.HTML{
	Good:    `<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M3 8.5l3.4 3.4L13 5"/></svg>`,
	Bad:     `<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M4 4l8 8M12 4l-8 8"/></svg>`,
	Unclear: `<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M8 3v6M8 12v.6"/></svg>`,
	Plain:   `<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M4 8h8"/></svg>`,
}

var sheetTemplate = template.Must(template.New("sheet").Funcs(template.FuncMap{
	"icon": func(t Tone) template.HTML { return icons[t] },
}).Parse(page))

// HTML draws the sheet as one page without scripts and without anything from
// elsewhere, fit for printing on A4.
func (s *Sheet) HTML(w io.Writer) error { return sheetTemplate.Execute(w, s) }
