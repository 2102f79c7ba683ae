package widgets

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/vanthu/vanthu/desk/document"
	vttheme "github.com/vanthu/vanthu/ui/theme"
)

// Sheets shows the pages of a document below one another. It says which pages
// are seen and how wide they stand in pixels; the images come back in Draw.
type Sheets struct {
	widget.BaseWidget
	OnSee func(first, last, width int)

	scroll  *container.Scroll
	paper   *fyne.Container
	back    *fill
	sheets  []*sheet
	pages   []document.Page
	key     string
	percent int
	tops    []float32
	told    [3]int
}

// sheet is one page on the screen.
type sheet struct {
	white  *canvas.Rectangle
	image  *canvas.Image
	number *canvas.Text
}

// gap is the space around a page.
const gap = 10

// NewSheets makes an empty view of pages.
func NewSheets() *Sheets {
	s := &Sheets{percent: 100, back: Fill(vttheme.ColorPaper)}
	s.paper = container.NewWithoutLayout()
	s.scroll = container.NewScroll(container.New(&paperLayout{s}, s.paper))
	s.scroll.OnScrolled = func(fyne.Position) { s.tell() }
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer draws the scroller on its surface.
func (s *Sheets) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(s.back, s.scroll))
}

// Resize makes the pages fit the new width.
func (s *Sheets) Resize(size fyne.Size) {
	changed := size != s.Size()
	s.BaseWidget.Resize(size)
	if changed {
		s.place()
	}
}

// Draw shows pages; a new key begins at the first page again.
func (s *Sheets) Draw(key string, pages []document.Page, percent int) {
	moved := key != s.key || percent != s.percent || len(pages) != len(s.pages)
	if key != s.key {
		s.scroll.ScrollToTop()
		s.told = [3]int{}
	}
	s.key, s.pages, s.percent = key, pages, percent
	s.match()
	for i, p := range pages {
		s.sheets[i].draw(p)
	}
	if moved {
		s.place()
	}
}

// match makes as many sheets as there are pages.
func (s *Sheets) match() {
	for len(s.sheets) < len(s.pages) {
		sh := &sheet{white: canvas.NewRectangle(nil), image: canvas.NewImageFromImage(nil), number: canvas.NewText("", nil)}
		sh.image.FillMode = canvas.ImageFillStretch
		sh.number.Alignment = fyne.TextAlignCenter
		s.sheets = append(s.sheets, sh)
		s.paper.Add(sh.white)
		s.paper.Add(sh.image)
		s.paper.Add(sh.number)
	}
	if n := len(s.pages); n < len(s.sheets) {
		s.sheets = s.sheets[:n]
		s.paper.Objects = s.paper.Objects[:3*n]
		s.paper.Refresh()
	}
}

func (sh *sheet) draw(p document.Page) {
	settings := fyne.CurrentApp().Settings()
	sh.white.FillColor = vttheme.Sheet
	sh.number.Color = settings.Theme().Color(theme.ColorNamePlaceHolder, settings.ThemeVariant())
	sh.number.TextSize = settings.Theme().Size(theme.SizeNameCaptionText)
	sh.number.Text = p.Number
	sh.number.Refresh()
	if sh.image.Image != p.Image {
		sh.image.Image = p.Image
		sh.image.Refresh()
	}
	Show(sh.image, p.Image != nil)
}

// pageWidth is how wide a page stands, in Fyne's units and whole pixels.
func (s *Sheets) pageWidth() (units float32, pixels int) {
	scale := Scale(s)
	room := s.Size().Width - 2*gap - s.Theme().Size(theme.SizeNameScrollBar)
	pixels = int(math.Floor(float64(room * float32(s.percent) / 100 * scale)))
	return float32(pixels) / scale, pixels
}

// place puts every page where it stands and tells what is seen.
func (s *Sheets) place() {
	width, pixels := s.pageWidth()
	if pixels <= 0 {
		return
	}
	y := float32(gap)
	s.tops = s.tops[:0]
	left := max(gap, (s.Size().Width-width)/2)
	for i, p := range s.pages {
		height := width * float32(p.Size.Height/p.Size.Width)
		s.tops = append(s.tops, y)
		for _, o := range []fyne.CanvasObject{s.sheets[i].white, s.sheets[i].image} {
			o.Move(fyne.NewPos(left, y))
			o.Resize(fyne.NewSize(width, height))
		}
		s.sheets[i].number.Move(fyne.NewPos(left, y+height+2))
		s.sheets[i].number.Resize(fyne.NewSize(width, numberHeight))
		y += height + numberHeight + gap
	}
	s.tops = append(s.tops, y)
	s.scroll.Refresh()
	s.tell()
}

// numberHeight is the room for the page's number below it.
const numberHeight = 16

// tell says which pages are seen, when that has changed.
func (s *Sheets) tell() {
	_, pixels := s.pageWidth()
	if s.OnSee == nil || len(s.pages) == 0 || pixels <= 0 || len(s.tops) <= len(s.pages) {
		return
	}
	top := s.scroll.Offset.Y
	bottom := top + s.Size().Height
	first, last := 0, 0
	for i := range s.pages {
		if s.tops[i+1] <= top {
			first = i + 1
		}
		if s.tops[i] < bottom {
			last = i
		}
	}
	if now := [3]int{first + 1, last + 1, pixels}; now != s.told {
		s.told = now
		s.OnSee(first, last, pixels)
	}
}

// paperLayout makes the paper as large as its pages need.
type paperLayout struct{ sheets *Sheets }

// MinSize is the size of all pages.
func (l *paperLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	s := l.sheets
	if len(s.tops) == 0 {
		return fyne.Size{}
	}
	width, _ := s.pageWidth()
	if s.percent <= 100 {
		width = 0
	} else {
		width += 2 * gap
	}
	return fyne.NewSize(width, s.tops[len(s.tops)-1])
}

// Layout gives the paper all of it.
func (l *paperLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }
