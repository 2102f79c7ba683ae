package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/vanthu/vanthu/ui/gallery"
)

// The size for which screens are made.
const (
	windowWidth  = 1280
	windowHeight = 800
)

// runGallery shows the list of scenes; a scene opens in a window of its own.
func runGallery(o options) error {
	a := newApp()
	scenes := gallery.Scenes()
	window, err := newWindow(a, "Văn Thư – gallery")
	if err != nil {
		return err
	}
	list := widget.NewList(func() int { return len(scenes) },
		func() fyne.CanvasObject { return widget.NewLabel("") },
		func(i widget.ListItemID, o fyne.CanvasObject) { o.(*widget.Label).SetText(scenes[i].Name) })
	list.OnSelected = func(i widget.ListItemID) {
		shown := a.NewWindow(scenes[i].Name)
		shown.SetPadded(false)
		shown.Resize(fyne.NewSize(windowWidth, windowHeight))
		shell := scenes[i].Open(shown, o.lang)
		shown.SetOnClosed(shell.Stop)
		shown.Show()
		list.UnselectAll()
	}
	window.SetContent(list)
	window.Resize(fyne.NewSize(320, 640))
	window.ShowAndRun()
	return nil
}
