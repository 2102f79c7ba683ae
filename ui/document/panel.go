package document

import (
	"reflect"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/desk/document"
	"github.com/vanthu/vanthu/ui/widgets"
)

// panel stands beside the pages: signatures, facts, files, history.
type panel struct {
	view   *View
	host   widgets.Host
	scroll *container.Scroll

	signatures *widget.Label
	overall    *widgets.Mark
	signers    *fyne.Container
	facts      *widgets.Facts
	files      *widget.Label
	fileRows   *fyne.Container
	save       *widgets.Button
	history    *widget.Label
	events     *fyne.Container
	drawn      beside
}

// beside is what the panel shows of a state.
type beside struct {
	signatures document.Signatures
	facts      []desk.Fact
	files      document.Files
	history    document.History
}

// factLabel is the width of the labels of facts.
const factLabel = 122

func newPanel(host widgets.Host, v *View, extra fyne.CanvasObject) *panel {
	p := &panel{
		view: v, host: host, signatures: widgets.Section(), overall: widgets.NewMark(true), signers: widgets.Stack(),
		facts: widgets.NewFacts(factLabel), files: widgets.Section(), fileRows: widgets.Stack(),
		history: widgets.Section(), events: widgets.Stack(),
	}
	p.save = widgets.NewButton(host.Keys, func() { v.onSave(p.chosenName()) })
	p.save.Importance = widget.LowImportance
	p.scroll = container.NewVScroll(widgets.Stack(
		container.NewBorder(nil, nil, p.signatures, nil, p.overall), p.signers, extra, gap(), p.facts, gap(),
		container.NewBorder(nil, nil, nil, p.save, p.files), p.fileRows, gap(),
		p.history, p.events,
	))
	return p
}

// gap is the space between two parts of the panel.
func gap() fyne.CanvasObject { return widgets.Wide(layout.NewSpacer(), 0, 14) }

// draw does nothing when only pages have come: measuring words is slow.
func (p *panel) draw(s document.State) {
	now := beside{s.Signatures, s.Facts, s.Files, s.History}
	if reflect.DeepEqual(now, p.drawn) {
		return
	}
	p.drawn = now
	p.signatures.SetText(s.Signatures.Heading)
	p.overall.Set(s.Signatures.Overall)
	fill(p.signers, s.Signatures.Rows, newSigner)
	p.facts.Set(s.Facts)
	p.files.SetText(s.Files.Heading)
	p.save.SetText(s.Files.Save)
	fill(p.fileRows, s.Files.Rows, func() *fileRow { return newFile(p.view) })
	widgets.SetText(p.history, s.History.Heading)
	widgets.Show(p.history, len(s.History.Rows) > 0)
	fill(p.events, s.History.Rows, newEvent)
	p.scroll.Refresh()
}

func (p *panel) chosenName() string {
	for _, o := range p.fileRows.Objects {
		if r := o.(*fileRow); r.row.Chosen {
			return r.row.Name
		}
	}
	return ""
}

// line is a row that draws values of one kind.
type line[T any] interface {
	fyne.CanvasObject
	draw(T)
}

// fill makes as many lines as there are rows and draws them.
func fill[T any, L line[T]](box *fyne.Container, rows []T, make func() L) {
	for len(box.Objects) < len(rows) {
		box.Add(make())
	}
	box.Objects = box.Objects[:len(rows)]
	for i, row := range rows {
		box.Objects[i].(L).draw(row)
	}
	box.Refresh()
}

// signer is one signature: who, when, and how it stands.
type signer struct {
	widgets.Boxed
	mark *widgets.Mark
	who  *widget.Label
	why  *widget.Label
	high *widget.Label
}

func newSigner() *signer {
	s := &signer{mark: widgets.NewMark(false), who: widgets.Text(), why: widgets.Caption(), high: widgets.Caption()}
	s.Fill(s, widgets.Stack(s.who, s.mark, s.high, s.why))
	return s
}

func (s *signer) draw(row document.SignatureRow) {
	s.who.SetText(row.Signer + " (" + row.Kind + ")")
	mark := row.Mark
	mark.Word += " · " + row.When
	s.mark.Set(mark)
	widgets.SetText(s.why, row.Why)
	widgets.SetText(s.high, row.Level)
}

// fileRow is one file; a tap shows it.
type fileRow struct {
	widgets.Boxed
	row    document.FileRow
	button *widgets.Button
	detail *widget.Label
}

func newFile(v *View) *fileRow {
	f := &fileRow{detail: widgets.Caption()}
	f.button = widgets.NewButton(v.host.Keys, func() { v.presenter.Choose(f.row.SHA256) })
	f.button.Alignment = widget.ButtonAlignLeading
	f.Fill(f, widgets.Stack(f.button, f.detail))
	return f
}

func (f *fileRow) draw(row document.FileRow) {
	f.row = row
	f.button.SetText(cut(row.Name))
	f.button.Importance = widget.LowImportance
	if row.Chosen {
		f.button.Importance = widget.MediumImportance
	}
	f.button.Refresh()
	f.detail.SetText(row.Detail)
}

// longest is how many letters of a file's name are shown.
const longest = 40

// cut leaves out the middle of a long name: its end tells the kind of file.
func cut(name string) string {
	r := []rune(name)
	if len(r) <= longest {
		return name
	}
	return string(r[:longest-12]) + "…" + string(r[len(r)-11:])
}

// event is one step of the history.
type event struct {
	widgets.Boxed
	mark *widgets.Mark
	text *widget.Label
}

func newEvent() *event {
	e := &event{mark: widgets.NewMark(false), text: widgets.Caption()}
	e.Fill(e, widgets.Stack(e.mark, e.text))
	return e
}

func (e *event) draw(row document.HistoryRow) {
	e.mark.Set(row.Mark)
	text := row.When + " · " + row.Who
	if row.Text != "" {
		text += " · " + row.Text
	}
	e.text.SetText(text)
}
