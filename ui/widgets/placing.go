package widgets

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/vanthu/vanthu/desk"
	vttheme "github.com/vanthu/vanthu/ui/theme"
)

// Placing is a page with the box where a signature will stand. A click or a drag
// asks for the box to be moved; lengths are millimetres of the page.
type Placing struct {
	widget.BaseWidget
	OnMove func(x, y float64) // the centre of the box
	OnSee  func(width int)    // how wide the page stands, in pixels

	size  desk.PageSize
	box   desk.Place
	told  int
	white *canvas.Rectangle
	page  *canvas.Image
	frame *canvas.Rectangle
	text  *canvas.Text
	back  *fill
}

// NewPlacing makes a view without a page.
func NewPlacing() *Placing {
	p := &Placing{
		back: Fill(vttheme.ColorPaper), white: canvas.NewRectangle(vttheme.Sheet), page: canvas.NewImageFromImage(nil),
		frame: canvas.NewRectangle(vttheme.BoxFill), text: canvas.NewText("", vttheme.BoxLine),
	}
	p.frame.StrokeColor, p.frame.StrokeWidth, p.frame.CornerRadius = vttheme.BoxLine, 1.5, 2
	p.text.Alignment = fyne.TextAlignCenter
	p.ExtendBaseWidget(p)
	return p
}

// Draw shows a page and the box on it.
func (p *Placing) Draw(img image.Image, size desk.PageSize, box desk.Place, text string) {
	p.size, p.box = size, box
	p.text.Text = text
	if p.page.Image != img {
		p.page.Image = img
		p.page.Refresh()
	}
	Show(p.page, img != nil)
	p.Refresh()
}

// CreateRenderer draws the page and the box.
func (p *Placing) CreateRenderer() fyne.WidgetRenderer {
	return &placingRenderer{p, []fyne.CanvasObject{p.back, p.white, p.page, p.frame, p.text}}
}

// sheet is where the page stands in the widget, and how many units a millimetre
// has there.
func (p *Placing) sheet() (at fyne.Position, size fyne.Size, unit float64) {
	if p.size.Width <= 0 || p.size.Height <= 0 {
		return fyne.Position{}, fyne.Size{}, 0
	}
	room := p.Size()
	unit = min(float64(room.Width-2*gap)/p.size.Width, float64(room.Height-2*gap)/p.size.Height)
	size = fyne.NewSize(float32(p.size.Width*unit), float32(p.size.Height*unit))
	return fyne.NewPos((room.Width-size.Width)/2, (room.Height-size.Height)/2), size, unit
}

// Tapped puts the box there.
func (p *Placing) Tapped(e *fyne.PointEvent) { p.move(e.Position) }

// Dragged takes the box along.
func (p *Placing) Dragged(e *fyne.DragEvent) { p.move(e.Position) }

// DragEnd ends a drag; the box is where it was last.
func (p *Placing) DragEnd() {}

// Cursor tells that the page can be clicked.
func (p *Placing) Cursor() desktop.Cursor { return desktop.CrosshairCursor }

func (p *Placing) move(to fyne.Position) {
	at, _, unit := p.sheet()
	if p.OnMove != nil && unit > 0 {
		p.OnMove(float64(to.X-at.X)/unit, float64(to.Y-at.Y)/unit)
	}
}

// fitText makes the text as small as the box wants it.
func (p *Placing) fitText(width float32) {
	size := p.Theme().Size(theme.SizeNameCaptionText)
	for p.text.TextSize = size; p.text.TextSize > 5 && p.text.MinSize().Width > width-4; {
		p.text.TextSize--
	}
	Show(p.text, p.text.MinSize().Width <= width)
}

type placingRenderer struct {
	placing *Placing
	objects []fyne.CanvasObject
}

func (r *placingRenderer) Layout(size fyne.Size) {
	p := r.placing
	p.back.Resize(size)
	at, sheet, unit := p.sheet()
	for _, o := range []fyne.CanvasObject{p.white, p.page} {
		o.Move(at)
		o.Resize(sheet)
	}
	box := fyne.NewSize(float32(p.box.Width*unit), float32(p.box.Height*unit))
	pos := fyne.NewPos(at.X+float32(p.box.X*unit), at.Y+float32(p.box.Y*unit))
	p.frame.Move(pos)
	p.frame.Resize(box)
	p.fitText(box.Width)
	p.text.Resize(fyne.NewSize(box.Width, p.text.MinSize().Height))
	p.text.Move(pos.AddXY(0, (box.Height-p.text.MinSize().Height)/2))
	if width := int(sheet.Width * Scale(p)); width != p.told && width > 0 && p.OnSee != nil {
		p.told = width
		p.OnSee(width)
	}
}

func (r *placingRenderer) MinSize() fyne.Size           { return fyne.NewSize(200, 200) }
func (r *placingRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *placingRenderer) Destroy()                     {}
func (r *placingRenderer) Refresh() {
	r.Layout(r.placing.Size())
	canvas.Refresh(r.placing)
}
