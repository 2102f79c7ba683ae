package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/vanthu/vanthu/desk"
	vttheme "github.com/vanthu/vanthu/ui/theme"
)

// Heading is a line in the largest type.
func Heading() *widget.Label {
	l := widget.NewLabel("")
	l.SizeName = theme.SizeNameHeadingText
	l.TextStyle.Bold = true
	l.Truncation = fyne.TextTruncateEllipsis
	return l
}

// Section is the heading of a part.
func Section() *widget.Label {
	l := widget.NewLabel("")
	l.TextStyle.Bold = true
	return l
}

// Text is a paragraph that wraps.
func Text() *widget.Label {
	l := widget.NewLabel("")
	l.Wrapping = fyne.TextWrapWord
	return l
}

// Line is one line that is cut where there is no room.
func Line() *widget.Label {
	l := widget.NewLabel("")
	l.Truncation = fyne.TextTruncateEllipsis
	return l
}

// Caption is a paragraph in the smallest type, for what is said beside.
func Caption() *widget.Label {
	l := Text()
	l.SizeName = theme.SizeNameCaptionText
	l.Importance = widget.LowImportance
	return l
}

// SetText sets a label's text and hides it when there is none.
func SetText(l *widget.Label, text string) {
	l.SetText(text)
	Show(l, text != "")
}

// Show shows or hides.
func Show(o fyne.CanvasObject, on bool) {
	if on == o.Visible() {
		return
	}
	if on {
		o.Show()
	} else {
		o.Hide()
	}
}

func importance(level desk.Level) widget.Importance {
	switch level {
	case desk.Good:
		return widget.SuccessImportance
	case desk.Warn:
		return widget.WarningImportance
	case desk.Bad:
		return widget.DangerImportance
	case desk.Quiet, desk.Busy:
		return widget.LowImportance
	default:
		return widget.MediumImportance
	}
}

// Mark is a state: its sign and its word.
type Mark struct {
	Boxed
	sign *widget.Icon
	word *widget.Label
}

// NewMark makes an empty mark; one that wraps takes as many lines as it needs.
func NewMark(wrap bool) *Mark {
	m := &Mark{sign: widget.NewIcon(vttheme.Sign(desk.Quiet)), word: Line()}
	if wrap {
		m.word = Text()
	}
	m.Fill(m, container.NewBorder(nil, nil, m.sign, nil, m.word))
	return m
}

// Set shows a mark; one without a word is not shown.
func (m *Mark) Set(mark desk.Mark) {
	m.sign.SetResource(vttheme.Sign(mark.Level))
	m.word.Importance = importance(mark.Level)
	m.word.SetText(mark.Word)
	Show(m, mark.Word != "")
}
