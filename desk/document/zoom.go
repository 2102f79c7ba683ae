package document

import (
	"fmt"

	"github.com/vanthu/vanthu/desk"
)

// fit is the zoom at which a page is as wide as the pane.
const fit = 100

// steps are the zooms, in per cent of the pane's width.
var steps = []int{50, 75, 100, 125, 150, 200, 300}

// ZoomIn makes the pages larger by a step.
func (p *Pane) ZoomIn() { p.zoomTo(p.step(+1)) }

// ZoomOut makes them smaller by a step.
func (p *Pane) ZoomOut() { p.zoomTo(p.step(-1)) }

// ZoomFit makes a page as wide as the pane.
func (p *Pane) ZoomFit() { p.zoomTo(fit) }

func (p *Pane) zoomTo(percent int) {
	p.percent = percent
	p.refresh()
}

func (p *Pane) step(by int) int {
	for i, s := range steps {
		if s == p.percent {
			return steps[min(max(i+by, 0), len(steps)-1)]
		}
	}
	return fit
}

func (p *Pane) zoom() Zoom {
	w := p.env.Words()
	return Zoom{
		Percent: p.percent,
		Label:   fmt.Sprintf("%d %%", p.percent),
		In:      desk.Action{Label: w.T("desk.document.zoom_in"), Enabled: p.percent < steps[len(steps)-1]},
		Out:     desk.Action{Label: w.T("desk.document.zoom_out"), Enabled: p.percent > steps[0]},
		Fit:     desk.Action{Label: w.T("desk.document.zoom_fit"), Enabled: p.percent != fit},
	}
}
