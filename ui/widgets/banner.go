package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"github.com/vanthu/vanthu/desk"
	vttheme "github.com/vanthu/vanthu/ui/theme"
)

// Banner is a message in its screen, with what can be done about it.
type Banner struct {
	Boxed
	back    *fill
	sign    *widget.Icon
	heading *widget.Label
	text    *widget.Label
	button  *Button
	holder  *fyne.Container
	shown   desk.Banner
}

// In tells the banner in what container it stands.
func (b *Banner) In(holder *fyne.Container) *fyne.Container {
	b.holder = holder
	return holder
}

// NewBanner makes a banner, hidden; act is its button.
func NewBanner(host Host, act func()) *Banner {
	b := &Banner{
		back: Fill(vttheme.ColorWarnTint), sign: widget.NewIcon(vttheme.Sign(desk.Warn)),
		heading: Section(), text: Text(), button: NewButton(host.Keys, act),
	}
	words := container.New(stack{}, b.heading, b.text)
	b.Fill(b, container.NewStack(b.back, container.NewBorder(nil, nil,
		container.NewPadded(b.sign), container.NewCenter(container.NewPadded(b.button)), words)))
	b.Hide()
	return b
}

// Set shows the message, or hides the banner when there is none.
func (b *Banner) Set(s desk.Banner) {
	changed := b.shown != s
	b.shown = s
	Show(b, s.Shown())
	if s.Shown() {
		b.draw(s)
	}
	if changed && b.holder != nil {
		// The text knows its lines only once it has a width, the second time.
		b.holder.Refresh()
		b.holder.Refresh()
	}
}

func (b *Banner) draw(s desk.Banner) {
	b.back.Set(vttheme.Tint(s.Level))
	b.sign.SetResource(vttheme.Sign(s.Level))
	b.heading.SetText(s.Heading)
	b.text.SetText(s.What + " " + s.Do)
	b.button.SetText(s.Action)
	Show(b.button, s.Action != "")
}

// stack puts objects below one another without the space that a VBox leaves.
type stack struct{}

// MinSize adds the heights up.
func (stack) MinSize(objects []fyne.CanvasObject) (size fyne.Size) {
	for _, o := range objects {
		if o.Visible() {
			size.Width = max(size.Width, o.MinSize().Width)
			size.Height += o.MinSize().Height - overlap
		}
	}
	size.Height += overlap
	return size
}

// overlap is how far the empty borders of two lines may cover one another.
const overlap = 6

// Layout places the objects.
func (stack) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		o.Resize(fyne.NewSize(size.Width, o.MinSize().Height))
		h := o.MinSize().Height
		o.Resize(fyne.NewSize(size.Width, h))
		o.Move(fyne.NewPos(0, y))
		y += h - overlap
	}
}

// Stack puts objects closely below one another.
func Stack(objects ...fyne.CanvasObject) *fyne.Container { return container.New(stack{}, objects...) }
