package main

import (
	"context"
	"crypto/rand"
	"os"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"github.com/vanthu/vanthu/assets/icon"
	"github.com/vanthu/vanthu/cmd/internal/workplace"
	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/internal/clock"
	"github.com/vanthu/vanthu/ui/shell"
	"github.com/vanthu/vanthu/ui/theme"
)

// appID names the program to the system; FyneApp.toml says the same.
const appID = "vn.vanthu.desktop"

// newApp makes the Fyne application in our look.
func newApp() fyne.App {
	picture := fyne.NewStaticResource("vanthu.png", icon.PNG)
	app.SetMetadata(fyne.AppMetadata{
		ID: appID, Name: "Văn Thư", Icon: picture, Migrations: map[string]bool{"fyneDo": true},
	})
	a := app.NewWithID(appID)
	a.SetIcon(picture)
	a.Settings().SetTheme(theme.Follow())
	return a
}

// run opens the workplace and the window, and closes both.
func run(o options) (err error) {
	home, err := workplace.HomeDir(o.home, os.UserConfigDir)
	if err != nil {
		return err
	}
	reader := workplace.DeskPages{PageReader: workplace.Pages()}
	defer reader.Close()
	place, err := workplace.Open(context.Background(), workplace.Config{Home: home, Clock: clock.System{}, Random: rand.Reader, Reader: reader})
	if err != nil {
		return err
	}
	defer func() {
		if closed := place.Close(); err == nil {
			err = closed
		}
	}()
	ports, end := place.Ports(reader)
	defer end()
	return show(o, ports)
}

// show runs the window until it is closed.
func show(o options, ports desk.Ports) error {
	a := newApp()
	window, err := newWindow(a, "Văn Thư")
	if err != nil {
		return err
	}
	window.SetPadded(false)
	window.SetMaster()
	window.Resize(fyne.NewSize(windowWidth, windowHeight))
	threads := desk.Threads{UI: fyne.Do, Work: func(work func()) { go work() }}
	s := shell.New(window, desk.Env{Ports: ports, Threads: threads, Clock: clock.System{}, Lang: o.lang})
	a.Lifecycle().SetOnStarted(func() {
		s.Start()
		if o.file != "" {
			s.Take(o.file)
		}
	})
	window.SetOnClosed(s.Stop)
	window.ShowAndRun()
	return nil
}
