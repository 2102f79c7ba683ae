package main

import (
	"fyne.io/fyne/v2"
	"github.com/go-gl/glfw/v3.3/glfw"

	"github.com/vanthu/vanthu/internal/fault"
)

// errNoDisplay: the system has no screen to open a window on.
var errNoDisplay = fault.Define("desktop.no_display")

// newWindow opens the first window; without a display the toolkit panics there.
func newWindow(a fyne.App, title string) (w fyne.Window, err error) {
	defer func() {
		switch cause := recover().(type) {
		case nil:
		case *glfw.Error:
			err = fault.New(errNoDisplay, nil, cause)
		default:
			panic(cause)
		}
	}()
	return a.NewWindow(title), nil
}
