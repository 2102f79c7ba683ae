// Package widgets holds the building blocks of the views: rows, banners, facts,
// pages, entries that hand keys on. They draw what they are given and call back
// with what the person did; they know no rules and do no I/O.
package widgets

import (
	"fyne.io/fyne/v2"

	"github.com/vanthu/vanthu/ui/keys"
)

// Host is the window in which views live.
type Host struct {
	Window fyne.Window
	Keys   *keys.Map
}

// Scale is how many pixels a unit of Fyne's has where the object is drawn.
func Scale(o fyne.CanvasObject) float32 {
	if c := fyne.CurrentApp().Driver().CanvasForObject(o); c != nil {
		return c.Scale()
	}
	return 1
}
