package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"github.com/vanthu/vanthu/ui/keys"
)

// Entry is an entry that hands on the keys which it does not use, so that the
// window's shortcuts work while someone types.
type Entry struct {
	widget.Entry
	keys   *keys.Map
	OnDown func() // the arrow down in a single line
}

// NewEntry makes an entry of one line.
func NewEntry(k *keys.Map) *Entry {
	e := &Entry{keys: k}
	e.ExtendBaseWidget(e)
	return e
}

// NewPIN makes an entry that does not show what is typed.
func NewPIN(k *keys.Map) *Entry {
	e := NewEntry(k)
	e.Password = true
	return e
}

// NewArea makes an entry of several lines.
func NewArea(k *keys.Map, lines int) *Entry {
	e := NewEntry(k)
	e.MultiLine = true
	e.Wrapping = fyne.TextWrapWord
	e.SetMinRowsVisible(lines)
	return e
}

// TypedShortcut keeps the editor's shortcuts and hands the others on.
func (e *Entry) TypedShortcut(s fyne.Shortcut) {
	if _, custom := s.(*desktop.CustomShortcut); custom && e.keys.Shortcut(s) {
		return
	}
	e.Entry.TypedShortcut(s)
}

// TypedKey hands on Escape and the function keys.
func (e *Entry) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyEscape, fyne.KeyF1, fyne.KeyF2, fyne.KeyF3, fyne.KeyF4, fyne.KeyF5:
		e.keys.Typed(k)
		return
	case fyne.KeyDown:
		if !e.MultiLine && e.OnDown != nil {
			e.OnDown()
			return
		}
	}
	e.Entry.TypedKey(k)
}

// Put sets the text as if it had been typed: the cursor stands behind it.
func (e *Entry) Put(text string) {
	e.SetText(text)
	e.CursorColumn = len([]rune(text))
	e.Refresh()
}

// SetHint sets the words in the empty entry.
func (e *Entry) SetHint(text string) {
	if e.PlaceHolder != text {
		e.SetPlaceHolder(text)
	}
}
