package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"github.com/vanthu/vanthu/desk"
)

// Facts are labelled values, one below the other, labels in a column.
type Facts struct {
	Boxed
	width float32
}

// NewFacts makes an empty list with labels of that width.
func NewFacts(width float32) *Facts {
	f := &Facts{width: width}
	f.Fill(f, container.New(stack{}))
	return f
}

// Set shows the facts; rows are made again only when their number changes.
func (f *Facts) Set(facts []desk.Fact) {
	for len(f.box.Objects) < len(facts) {
		f.box.Add(newFact(f.width))
	}
	f.box.Objects = f.box.Objects[:len(facts)]
	for i, fact := range facts {
		f.box.Objects[i].(*factRow).set(fact)
	}
	Show(f, len(facts) > 0)
	f.box.Refresh()
}

// factRow is a label and its value, with a sign where the value is a state.
type factRow struct {
	Boxed
	label *widget.Label
	value *Mark
	plain *widget.Label
}

func newFact(width float32) *factRow {
	r := &factRow{label: Text(), value: NewMark(true), plain: Text()}
	r.label.Importance = widget.LowImportance
	r.Fill(r, container.New(sideBySide(width), r.label, container.NewStack(r.value, r.plain)))
	return r
}

func (r *factRow) set(f desk.Fact) {
	r.label.SetText(f.Label)
	Show(r.plain, f.Level == desk.Plain)
	if f.Level == desk.Plain {
		r.value.Set(desk.Mark{})
		r.plain.SetText(f.Value)
		return
	}
	r.value.Set(desk.Mark{Level: f.Level, Word: f.Value})
}

// sideBySide gives the first object a width and the second the rest; both grow
// downwards as their words wrap.
type sideBySide float32

// MinSize is that of the taller one.
func (s sideBySide) MinSize(objects []fyne.CanvasObject) fyne.Size {
	h := max(objects[0].MinSize().Height, objects[1].MinSize().Height)
	return fyne.NewSize(float32(s)+objects[1].MinSize().Width, h)
}

// Layout places both.
func (s sideBySide) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(fyne.NewSize(float32(s), size.Height))
	objects[0].Move(fyne.NewPos(0, 0))
	objects[1].Resize(fyne.NewSize(size.Width-float32(s), size.Height))
	objects[1].Move(fyne.NewPos(float32(s), 0))
}
