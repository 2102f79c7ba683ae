package document

import (
	"context"
	"image"

	"github.com/vanthu/vanthu/desk"
)

// opened is a file found on this machine with its pages counted.
type opened struct {
	path  string
	sizes []desk.PageSize
}

// load finds the chosen file, counts its pages and has its signatures checked.
func (p *Pane) load() {
	file := p.file()
	desk.Ask(p.env.Threads, &p.open, func(ctx context.Context) (opened, error) {
		path, err := p.env.Files.FilePath(ctx, file.SHA256)
		if err != nil || !drawable(file) {
			return opened{path: path}, err
		}
		sizes, err := p.env.Pages.Sizes(ctx, path)
		return opened{path, sizes}, err
	}, p.opened)
	if !drawable(file) {
		return
	}
	desk.Ask(p.env.Threads, &p.verify, func(ctx context.Context) (desk.Report, error) {
		return p.checks.Check(ctx, file.SHA256)
	}, func(r desk.Report, err error) {
		p.report, p.why = &r, err
		p.refresh()
	})
}

func (p *Pane) opened(o opened, err error) {
	p.path, p.fault = o.path, err
	p.pages = make([]Page, len(o.sizes))
	for i, size := range o.sizes {
		p.pages[i].Size = size
	}
	p.refresh()
}

// kept is how many pages before and after those seen keep their images.
const kept = 2

// See tells which pages (from 0, last included) are seen, and how wide they
// stand in pixels. What is missing is drawn, nearest first; images of pages far
// away are let go.
func (p *Pane) See(first, last, width int) {
	if len(p.pages) == 0 || width <= 0 {
		return
	}
	first, last = max(first, 0), min(last, len(p.pages)-1)
	if first == p.first && last == p.last && width == p.width && p.draw.Open() {
		return
	}
	p.first, p.last, p.width = first, last, width
	for i := range p.pages {
		if i < first-kept || i > last+kept {
			p.pages[i].Image, p.pages[i].drawn = nil, 0
		}
	}
	p.drawNext()
}

// drawNext draws one missing page and goes on when it has come.
func (p *Pane) drawNext() {
	i := p.missing()
	if i < 0 {
		p.draw.Drop()
		return
	}
	path, width := p.path, p.width
	desk.Ask(p.env.Threads, &p.draw, func(ctx context.Context) (image.Image, error) {
		return p.env.Pages.Draw(ctx, path, i+1, width)
	}, func(img image.Image, err error) {
		if err != nil {
			p.fault = err
			p.refresh()
			return
		}
		p.pages[i].Image, p.pages[i].drawn = img, width
		p.refresh()
		p.drawNext()
	})
}

// missing is the first page seen, or the next one after them, without an image
// of the wanted width; -1 when there is none.
func (p *Pane) missing() int {
	for i := p.first; i <= min(p.last+1, len(p.pages)-1); i++ {
		if p.pages[i].drawn != p.width {
			return i
		}
	}
	return -1
}

func (p *Pane) exporting(path string) {
	sha256 := p.chosen
	desk.Ask(p.env.Threads, &p.export, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, p.env.Files.Export(ctx, sha256, path)
	}, func(_ struct{}, err error) {
		p.fault = err
		p.refresh()
	})
}
