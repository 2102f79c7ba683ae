package shell

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"github.com/vanthu/vanthu/desk/shell"
	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/ui/keys"
	vttheme "github.com/vanthu/vanthu/ui/theme"
	"github.com/vanthu/vanthu/ui/widgets"
)

// frameView draws navigation and status bar around the screen.
type frameView struct {
	host      widgets.Host
	presenter *shell.Frame
	title     string
	language  i18n.Language

	agency *widget.Label
	user   *widget.Label
	items  *fyne.Container
	speak  *widgets.Button
	levels *widgets.Button
	banner *widgets.Banner
	parts  *fyne.Container
	detail *detail
}

// navigationWidth is the width of the navigation.
const navigationWidth = 168

func newFrameView(host widgets.Host) *frameView {
	f := &frameView{host: host, agency: widgets.Text(), user: widgets.Caption(), items: container.NewVBox(), parts: container.NewHBox()}
	f.agency.TextStyle.Bold = true
	f.speak = widgets.NewButton(host.Keys, func() { f.presenter.Speak(f.language) })
	f.speak.Importance = widget.LowImportance
	f.levels = widgets.NewButton(host.Keys, func() { f.presenter.Levels() })
	f.levels.Importance = widget.LowImportance
	f.banner = widgets.NewBanner(host, func() { f.presenter.BannerAction() })
	f.detail = newDetail(f)
	return f
}

// around is the window's content with a screen in it.
func (f *frameView) around(stage fyne.CanvasObject) fyne.CanvasObject {
	names := widgets.Stack(f.agency, f.user)
	navigation := container.NewBorder(container.NewVBox(names, f.items), nil, nil, nil)
	left := widgets.Wide(widgets.On(vttheme.ColorNavigation,
		container.New(layout.NewCustomPaddedLayout(6, 6, 4, 4), navigation)), navigationWidth, 0)
	status := widgets.On(vttheme.ColorNavigation,
		container.New(layout.NewCustomPaddedLayout(0, 0, 4, 4), container.NewBorder(nil, nil, container.NewHBox(f.speak, f.levels), f.parts)))
	center := f.banner.In(container.NewBorder(f.banner, nil, nil, nil, stage))
	return container.New(tightLayout{status, left, center}, status, left, center)
}

// keys are the window's keys on every screen.
func (f *frameView) keys() keys.Layer {
	return keys.Layer{
		keys.Ctrl(fyne.Key1):   func() { f.presenter.Show(shell.Incoming) },
		keys.Ctrl(fyne.Key2):   func() { f.presenter.Show(shell.Outgoing) },
		keys.Plain(fyne.KeyF5): func() { f.presenter.SyncNow() },
		keys.Ctrl(fyne.KeyR):   func() { f.presenter.SyncNow() },
		keys.Ctrl(fyne.KeyL):   func() { f.presenter.Speak(f.language) },
		keys.Ctrl(fyne.KeyM):   func() { f.presenter.Levels() },
	}
}

// Draw shows a state.
func (f *frameView) Draw(s shell.State) {
	f.language = i18n.Language(s.Language.ID)
	if s.Window != f.title {
		f.title = s.Window
		f.host.Window.SetTitle(s.Window)
	}
	widgets.SetText(f.agency, s.Agency)
	widgets.SetText(f.user, s.User)
	f.speak.SetText(s.Language.Label)
	f.levels.SetText(s.Levels)
	f.banner.Set(s.Banner)
	f.drawItems(s.Items)
	f.drawStatus(s.Status)
	f.detail.draw(s.Detail)
}

func (f *frameView) drawItems(items []shell.Item) {
	for i, item := range items {
		if i == len(f.items.Objects) {
			f.items.Add(newItem(func() { f.presenter.Show(item.ID) }))
		}
		f.items.Objects[i].(*entry).draw(item)
	}
}

func (f *frameView) drawStatus(parts []shell.Part) {
	for i, part := range parts {
		if i == len(f.parts.Objects) {
			b := widgets.NewButton(f.host.Keys, func() { f.presenter.Explain(part.ID) })
			b.Importance = widget.LowImportance
			f.parts.Add(b)
		}
		b := f.parts.Objects[i].(*widgets.Button)
		b.SetIcon(vttheme.Sign(part.Mark.Level))
		b.SetText(part.Mark.Word)
	}
	f.parts.Refresh()
}

// tightLayout puts one object below, one on the left, one in the rest.
type tightLayout struct{ bottom, left, center fyne.CanvasObject }

// MinSize holds all three.
func (t tightLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	b, l, c := t.bottom.MinSize(), t.left.MinSize(), t.center.MinSize()
	return fyne.NewSize(max(b.Width, l.Width+c.Width), b.Height+max(l.Height, c.Height))
}

// Layout places them.
func (t tightLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	h, w := t.bottom.MinSize().Height, t.left.MinSize().Width
	t.bottom.Move(fyne.NewPos(0, size.Height-h))
	t.bottom.Resize(fyne.NewSize(size.Width, h))
	t.left.Move(fyne.NewPos(0, 0))
	t.left.Resize(fyne.NewSize(w, size.Height-h))
	t.center.Move(fyne.NewPos(w, 0))
	t.center.Resize(fyne.NewSize(size.Width-w, size.Height-h))
}
