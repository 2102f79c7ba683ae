// Package document draws the document beside a list, or on the whole screen: its
// pages, its signatures in words, its files and its history. The screen around
// it puts its own decisions under the panel.
package document

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/vanthu/vanthu/desk/document"
	"github.com/vanthu/vanthu/ui/widgets"
)

// Presenter is what the view calls.
type Presenter interface {
	See(first, last, width int)
	ZoomIn()
	ZoomOut()
	ZoomFit()
	Choose(sha256 string)
	Retry()
}

// View is the pane.
type View struct {
	widgets.Boxed
	host      widgets.Host
	presenter Presenter
	onSave    func(name string)
	onWiden   func()

	empty    *widget.Label
	whole    fyne.CanvasObject
	heading  *widget.Label
	subject  *widget.Label
	banner   *widgets.Banner
	sheets   *widgets.Sheets
	loading  *widget.Label
	counted  *widget.Label
	zoomIn   *widgets.Button
	zoomOut  *widgets.Button
	zoomFit  *widgets.Button
	widen    *widgets.Button
	percent  *widget.Label
	panel    *panel
	decision *fyne.Container
}

// panelWidth is the width of the panel beside the pages.
const panelWidth = 330

// New makes an empty pane. extra stands in the panel below the signatures,
// decision below the panel; onSave asks where to
// save the chosen file, onWiden gives the pane the whole screen or takes it back.
func New(host widgets.Host, extra, decision fyne.CanvasObject, onSave func(name string), onWiden func()) *View {
	v := &View{host: host, onSave: onSave, onWiden: onWiden}
	v.empty = widgets.Text()
	v.empty.Alignment = fyne.TextAlignCenter
	v.heading, v.subject = widgets.Heading(), widgets.Line()
	v.sheets = widgets.NewSheets()
	v.loading = widgets.Text()
	v.loading.Alignment = fyne.TextAlignCenter
	v.counted, v.percent = widget.NewLabel(""), widget.NewLabel("")
	v.banner = widgets.NewBanner(host, func() { v.presenter.Retry() })
	v.panel = newPanel(host, v, extra)
	v.decision = container.NewStack(decision)
	v.buttons()
	v.whole = v.layout()
	v.Fill(v, container.NewStack(container.NewCenter(widgets.Wide(v.empty, 420, 0)), v.whole))
	return v
}

// Present tells whom the view calls.
func (v *View) Present(p Presenter) {
	v.presenter = p
	v.sheets.OnSee = p.See
}

func (v *View) buttons() {
	icon := func(res fyne.Resource, do func()) *widgets.Button {
		b := widgets.NewButton(v.host.Keys, do)
		b.SetIcon(res)
		b.Importance = widget.LowImportance
		return b
	}
	v.zoomIn = icon(theme.ZoomInIcon(), func() { v.presenter.ZoomIn() })
	v.zoomOut = icon(theme.ZoomOutIcon(), func() { v.presenter.ZoomOut() })
	v.zoomFit = icon(theme.ZoomFitIcon(), func() { v.presenter.ZoomFit() })
	v.widen = icon(nil, func() { v.onWiden() })
}

func (v *View) layout() fyne.CanvasObject {
	tools := container.NewCenter(container.NewHBox(v.counted, v.zoomOut, v.percent, v.zoomIn, v.zoomFit, v.widen))
	top := container.New(layout.NewCustomPaddedLayout(0, 0, 4, 4),
		container.NewBorder(nil, nil, nil, tools, widgets.Stack(v.heading, v.subject)))
	pages := container.NewStack(v.sheets, container.NewCenter(widgets.Wide(v.loading, 360, 0)))
	side := container.NewBorder(nil, v.decision, nil, nil, v.panel.scroll)
	return v.banner.In(container.NewBorder(container.NewVBox(top, v.banner), nil, nil,
		widgets.Wide(container.New(layout.NewCustomPaddedLayout(0, 0, 4, 4), side), panelWidth, 0), pages))
}

// Draw shows a state.
func (v *View) Draw(s document.State) {
	v.empty.SetText(s.Empty)
	widgets.Show(v.whole, s.Empty == "")
	widgets.Show(v.empty, s.Empty != "")
	if s.Empty != "" {
		return
	}
	v.heading.SetText(s.Heading)
	widgets.SetText(v.subject, s.Subject)
	v.banner.Set(s.Banner)
	widgets.SetText(v.loading, s.Loading)
	v.counted.SetText(s.Counted)
	v.percent.SetText(s.Zoom.Label)
	for b, a := range map[*widgets.Button]bool{v.zoomIn: s.Zoom.In.Enabled, v.zoomOut: s.Zoom.Out.Enabled, v.zoomFit: s.Zoom.Fit.Enabled} {
		if a {
			b.Enable()
		} else {
			b.Disable()
		}
	}
	v.sheets.Draw(s.Key, s.Pages, s.Zoom.Percent)
	v.panel.draw(s)
}

// Widen writes the label of the button that changes the pane's room.
func (v *View) Widen(label string) { v.widen.SetText(label) }
