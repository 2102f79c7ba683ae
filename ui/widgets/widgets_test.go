package widgets_test

import (
	"image"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/desk/document"
	"github.com/vanthu/vanthu/ui/keys"
	"github.com/vanthu/vanthu/ui/uitest"
	"github.com/vanthu/vanthu/ui/widgets"
)

// pressed is a keyboard that counts F5 and Ctrl+1.
func pressed() (*keys.Map, *int) {
	n := 0
	m := &keys.Map{}
	count := func() { n++ }
	m.Push(keys.Layer{keys.Plain(fyne.KeyF5): count, keys.Ctrl(fyne.Key1): count, keys.Plain(fyne.KeyReturn): count})
	return m, &n
}

func TestFocusedWidgetsHandKeysOn(t *testing.T) {
	uitest.Window(t)
	m, n := pressed()
	for _, w := range []fyne.Focusable{
		widgets.NewEntry(m), widgets.NewPIN(m), widgets.NewArea(m, 2), widgets.NewButton(m, func() {}),
		widgets.NewCheck(m, func(bool) {}), widgets.NewSelect(m, func(string) {}), widgets.NewRows(m),
	} {
		before := *n
		w.TypedKey(&fyne.KeyEvent{Name: fyne.KeyF5})
		assert.Equal(t, before+1, *n, "%T", w)
	}
}

func TestEntryKeepsItsOwnShortcuts(t *testing.T) {
	uitest.Window(t)
	m, n := pressed()
	e := widgets.NewEntry(m)
	e.SetText("Ủy ban")
	e.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.Key1, Modifier: fyne.KeyModifierControl})
	assert.Equal(t, 1, *n)
	e.TypedShortcut(&fyne.ShortcutSelectAll{})
	assert.Equal(t, "Ủy ban", e.SelectedText())
	down := 0
	e.OnDown = func() { down++ }
	e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	assert.Equal(t, 1, down)
	filled := widgets.NewEntry(m)
	filled.Put("KH-UBND")
	test.Type(filled, "!")
	assert.Equal(t, "KH-UBND!", filled.Text, "the cursor stands behind what was put in")
}

func TestSleepingLayersDoNothing(t *testing.T) {
	m, n := pressed()
	m.Push(keys.Layer{})
	assert.False(t, m.Typed(&fyne.KeyEvent{Name: fyne.KeyF5}))
	m.Pop()
	assert.True(t, m.Typed(&fyne.KeyEvent{Name: fyne.KeyEnter}), "the number pad's Enter is Enter")
	m.Pop()
	m.Pop()
	assert.False(t, m.Typed(&fyne.KeyEvent{Name: fyne.KeyF5}))
	assert.Equal(t, 1, *n)
	var none *keys.Map
	assert.False(t, none.Typed(&fyne.KeyEvent{Name: fyne.KeyF5}))
}

func TestRowsTellTheChoiceOnceAndTheEnd(t *testing.T) {
	w := uitest.Window(t)
	r := widgets.NewRows(&keys.Map{}, widgets.Column{Share: 1})
	var chosen []int
	ends := 0
	r.OnChoose = func(i int) { chosen = append(chosen, i) }
	r.OnEnd = func() { ends++ }
	w.SetContent(r)
	rows := [][]widgets.Cell{{{Text: "một"}}, {{Text: "hai", Badge: desk.Mark{Level: desk.Bad, Word: "KHẨN"}}}, {{Text: "ba", Sign: true, Level: desk.Good}}}
	r.Draw(rows, 1)
	assert.Empty(t, chosen, "what the program chooses is not told back")
	r.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	r.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	assert.Equal(t, []int{2}, chosen)
	r.Refresh()
	assert.Positive(t, ends)
	r.Draw(rows[:1], -1)
	r.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	assert.Equal(t, []int{2, 0}, chosen)
}

func TestSheetsTellWhatIsSeen(t *testing.T) {
	w := uitest.Window(t)
	s := widgets.NewSheets()
	var seen [][3]int
	s.OnSee = func(first, last, width int) { seen = append(seen, [3]int{first, last, width}) }
	w.SetContent(s)
	pages := make([]document.Page, 10)
	for i := range pages {
		pages[i].Size = desk.PageSize{Width: 210, Height: 297}
	}
	s.Draw("a", pages, 50)
	require.Len(t, seen, 1)
	assert.Equal(t, 0, seen[0][0])
	s.Draw("a", pages, 50)
	assert.Len(t, seen, 1, "the same is told once")
	s.Draw("a", pages, 100)
	assert.InDelta(t, 2*seen[0][2], seen[1][2], 2)
	test.Scroll(w.Canvas(), fyne.NewPos(300, 300), 0, -100000)
	assert.Equal(t, 9, seen[len(seen)-1][1])
	pages[9].Image = image.NewRGBA(image.Rect(0, 0, 10, 14))
	s.Draw("a", pages, 100)
	s.Draw("b", pages[:2], 100)
	assert.Equal(t, 0, seen[len(seen)-1][0], "another document begins at its first page")
}

func TestPlacingTellsMillimetres(t *testing.T) {
	w := uitest.Window(t)
	p := widgets.NewPlacing()
	var x, y float64
	p.OnMove = func(mx, my float64) { x, y = mx, my }
	width := 0
	p.OnSee = func(n int) { width = n }
	w.SetContent(p)
	p.Draw(nil, desk.PageSize{Width: 210, Height: 297}, desk.Place{Page: 1, X: 80, Y: 130, Width: 50, Height: 22}, "Nguyễn Thị Hường")
	assert.Positive(t, width)
	middle := fyne.NewPos(p.Size().Width/2, p.Size().Height/2)
	p.Tapped(&fyne.PointEvent{Position: middle})
	assert.InDelta(t, 105, x, 0.01)
	assert.InDelta(t, 148.5, y, 0.01)
	unit := float32(width) / 210
	p.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: middle.AddXY(10*unit, -20*unit)}})
	p.DragEnd()
	assert.InDelta(t, 115, x, 0.2)
	assert.InDelta(t, 128.5, y, 0.2)
	assert.Equal(t, desktop.CrosshairCursor, p.Cursor())
}

func TestBannerGrowsWithItsWords(t *testing.T) {
	w := uitest.Window(t)
	m, _ := pressed()
	b := widgets.NewBanner(widgets.Host{Window: w, Keys: m}, func() {})
	below := widget.NewLabel("bên dưới")
	w.SetContent(b.In(container.NewBorder(b, nil, nil, nil, below)))
	b.Set(desk.Banner{Heading: "Lỗi", What: "Một câu.", Do: "Một câu khác."})
	one := below.Position().Y
	b.Set(desk.Banner{Heading: "Lỗi", What: strings.Repeat("Một câu rất dài. ", 30), Do: "Một câu khác."})
	assert.Greater(t, below.Position().Y, one+10, "the words below make room")
	b.Set(desk.Banner{})
	assert.False(t, b.Visible())
	assert.Zero(t, below.Position().Y)
}
