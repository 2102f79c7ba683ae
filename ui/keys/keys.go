// Package keys is the window's keyboard: which key does what, in the layer that
// is on top. Fyne gives a key to the focused widget alone, so widgets of ours
// that take the focus hand on what they do not use.
package keys

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// Key is a key with its modifiers.
type Key struct {
	Name     fyne.KeyName
	Modifier fyne.KeyModifier
}

// Ctrl is a key with Control.
func Ctrl(name fyne.KeyName) Key { return Key{name, fyne.KeyModifierControl} }

// Plain is a key alone.
func Plain(name fyne.KeyName) Key { return Key{Name: name} }

// Layer is a set of keys: a screen's, or a dialog's while it is open.
type Layer map[Key]func()

// Map is the keyboard of one window. It belongs to the UI thread.
type Map struct{ layers []Layer }

// Push puts a layer on top; those below are asleep until Pop.
func (m *Map) Push(l Layer) { m.layers = append(m.layers, l) }

// Pop takes the top layer away.
func (m *Map) Pop() {
	if n := len(m.layers); n > 0 {
		m.layers = m.layers[:n-1]
	}
}

// Typed does what a key alone does; false when it does nothing.
func (m *Map) Typed(e *fyne.KeyEvent) bool { return m.do(Plain(e.Name)) }

// Shortcut does what a key with modifiers does; false when it does nothing.
func (m *Map) Shortcut(s fyne.Shortcut) bool {
	custom, ok := s.(*desktop.CustomShortcut)
	return ok && m.do(Key{custom.KeyName, custom.Modifier})
}

func (m *Map) do(k Key) bool {
	if m == nil || len(m.layers) == 0 {
		return false
	}
	do, ok := m.layers[len(m.layers)-1][normal(k)]
	if ok {
		do()
	}
	return ok
}

// normal takes the Enter of the number pad for the other one.
func normal(k Key) Key {
	if k.Name == fyne.KeyEnter {
		k.Name = fyne.KeyReturn
	}
	return k
}

// all are the shortcuts that any layer uses; a canvas wants them one by one.
var all = []Key{
	Ctrl(fyne.KeyF), Ctrl(fyne.KeyN), Ctrl(fyne.KeyR), Ctrl(fyne.KeyReturn), Ctrl(fyne.KeyEnter), Ctrl(fyne.KeyL), Ctrl(fyne.KeyM),
	Ctrl(fyne.Key1), Ctrl(fyne.Key2), Ctrl(fyne.KeyEqual), Ctrl(fyne.KeyMinus), Ctrl(fyne.Key0),
}

// Attach lets a canvas hand its keys to the map, when nothing has the focus.
func (m *Map) Attach(c fyne.Canvas) {
	c.SetOnTypedKey(func(e *fyne.KeyEvent) { m.Typed(e) })
	for _, k := range all {
		c.AddShortcut(&desktop.CustomShortcut{KeyName: k.Name, Modifier: k.Modifier}, func(s fyne.Shortcut) { m.Shortcut(s) })
	}
}
