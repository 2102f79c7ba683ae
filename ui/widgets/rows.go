package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/ui/keys"
	vttheme "github.com/vanthu/vanthu/ui/theme"
)

// Cell is one cell of a row.
type Cell struct {
	Text  string
	Bold  bool
	Level desk.Level // colour of the text, and of the sign
	Sign  bool       // a sign stands before the text
	Badge desk.Mark  // a word in capitals before the text
}

// Rows is a list of compact rows in columns, of which only those seen are made.
// Arrows, Home, End and the page keys move the choice; other keys go to Keys.
type Rows struct {
	widget.List
	Keys     *keys.Map
	OnChoose func(index int)
	OnEnd    func() // the last row has come into view

	columns  columns
	rows     [][]Cell
	selected int
	drawing  bool
}

// NewRows makes an empty list with its columns.
func NewRows(k *keys.Map, cols ...Column) *Rows {
	r := &Rows{Keys: k, columns: cols, selected: -1}
	r.HideSeparators = true
	r.Length = func() int { return len(r.rows) }
	r.CreateItem = r.newRow
	r.UpdateItem = r.drawRow
	r.OnSelected = func(i widget.ListItemID) {
		r.selected = i
		if !r.drawing && r.OnChoose != nil {
			r.OnChoose(i)
		}
	}
	r.ExtendBaseWidget(r)
	return r
}

// Draw shows rows, with one of them chosen (-1 for none).
func (r *Rows) Draw(rows [][]Cell, selected int) {
	same := slices.EqualFunc(rows, r.rows, slices.Equal[[]Cell])
	r.rows = rows
	r.drawing = true
	defer func() { r.drawing = false }()
	if !same {
		r.Refresh()
	}
	if selected == r.selected {
		return
	}
	if selected < 0 {
		r.UnselectAll()
		r.selected = -1
		return
	}
	r.Select(selected)
}

func (r *Rows) newRow() fyne.CanvasObject {
	cells := make([]fyne.CanvasObject, len(r.columns))
	for i := range cells {
		cells[i] = newCell()
	}
	return container.New(r.columns, cells...)
}

func (r *Rows) drawRow(i widget.ListItemID, o fyne.CanvasObject) {
	row := o.(*fyne.Container)
	for c, cell := range r.rows[i] {
		row.Objects[c].(*cellBox).draw(cell)
	}
	if i == len(r.rows)-1 && r.OnEnd != nil && !r.drawing {
		r.OnEnd()
	}
}

// badgeInset is the space that a label leaves before its text.
const badgeInset = 4.5

// FocusGained and FocusLost draw nothing: the chosen row is where the keys go,
// and the list's own mark of the focus would stand on another one.
func (r *Rows) FocusGained() {}

// FocusLost draws nothing.
func (r *Rows) FocusLost() {}

// AddKeys lets the keys that move the choice work while nothing has the focus.
func (r *Rows) AddKeys(l keys.Layer) keys.Layer {
	for _, name := range []fyne.KeyName{fyne.KeyDown, fyne.KeyUp, fyne.KeyPageDown, fyne.KeyPageUp, fyne.KeyHome, fyne.KeyEnd} {
		l[keys.Plain(name)] = func() { r.TypedKey(&fyne.KeyEvent{Name: name}) }
	}
	return l
}

// rowsAPage is how far the page keys move.
const rowsAPage = 10

// TypedKey moves the choice.
func (r *Rows) TypedKey(e *fyne.KeyEvent) {
	last := len(r.rows) - 1
	to := r.selected
	switch e.Name {
	case fyne.KeyDown:
		to++
	case fyne.KeyUp:
		to--
	case fyne.KeyPageDown:
		to += rowsAPage
	case fyne.KeyPageUp:
		to -= rowsAPage
	case fyne.KeyHome:
		to = 0
	case fyne.KeyEnd:
		to = last
	default:
		r.Keys.Typed(e)
		return
	}
	if to = min(max(to, 0), last); to >= 0 && to != r.selected {
		r.Select(to)
	}
}

// cellBox is a cell's sign, badge and text.
type cellBox struct {
	Boxed
	sign  *widget.Icon
	badge *canvas.Text
	lead  *fyne.Container // sign and badge
	text  *widget.Label
	drawn drawn
}

// drawn is what a cell shows and in which look: measuring text to cut it is slow,
// so that nothing is drawn twice.
type drawn struct {
	cell    Cell
	variant fyne.ThemeVariant
	done    bool
}

func newCell() *cellBox {
	c := &cellBox{sign: widget.NewIcon(vttheme.Sign(desk.Quiet)), badge: canvas.NewText("", nil), text: Line()}
	c.badge.TextStyle.Bold = true
	c.sign.Hide()
	c.badge.Hide()
	c.lead = container.New(layout.NewCustomPaddedLayout(0, 0, badgeInset, 0), c.sign, c.badge)
	c.Fill(c, container.NewBorder(nil, nil, c.lead, nil, c.text))
	return c
}

func (c *cellBox) draw(cell Cell) {
	now := drawn{cell, fyne.CurrentApp().Settings().ThemeVariant(), true}
	if c.drawn == now {
		return
	}
	c.drawn = now
	Show(c.lead, cell.Sign || cell.Badge.Word != "")
	Show(c.sign, cell.Sign)
	if cell.Sign {
		c.sign.SetResource(vttheme.Sign(cell.Level))
	}
	Show(c.badge, cell.Badge.Word != "")
	c.badge.Text = cell.Badge.Word
	c.badge.TextSize = c.Theme().Size(theme.SizeNameCaptionText)
	c.badge.Color = c.Theme().Color(vttheme.LevelColor(cell.Badge.Level), now.variant)
	c.badge.Refresh()
	c.text.Importance = importance(cell.Level)
	c.text.TextStyle.Bold = cell.Bold
	c.text.SetText(cell.Text)
	c.box.Refresh()
}

// Head is the line of column titles above rows.
type Head struct {
	Boxed
	titles []*widget.Label
}

// NewHead makes a head for the same columns.
func NewHead(cols ...Column) *Head {
	h := &Head{}
	var cells []fyne.CanvasObject
	for range cols {
		l := Line()
		l.SizeName = theme.SizeNameCaptionText
		l.Importance = widget.LowImportance
		h.titles = append(h.titles, l)
		cells = append(cells, l)
	}
	h.Fill(h, container.NewStack(Fill(theme.ColorNameHeaderBackground), container.New(columns(cols), cells...)))
	return h
}

// Set writes the titles.
func (h *Head) Set(titles []string) {
	for i, t := range titles {
		h.titles[i].SetText(t)
	}
}
