// Command vanthu is the desktop program; a PDF named on the command line begins a
// new outgoing document. It reads flags and the environment,
// opens the workplace and hands both to the window; all behaviour is in desk and
// ui.
package main

import (
	"flag"
	"fmt"
	"os"

	"fyne.io/fyne/v2"

	"github.com/vanthu/vanthu/internal/coredump"
	"github.com/vanthu/vanthu/internal/i18n"
	"github.com/vanthu/vanthu/signing/token/apart"
	"github.com/vanthu/vanthu/ui/gallery"
)

// options are what the command line says.
type options struct {
	home    string
	lang    i18n.Language
	gallery bool
	shots   string
	scene   string
	file    string
}

func main() {
	apart.Main()
	coredump.Off() // PINs and passwords pass through here
	nameLocale()
	o := parse()
	var err error
	switch {
	case o.shots != "":
		err = gallery.Shots(o.shots, o.scene, fyne.NewSize(windowWidth, windowHeight), func(name string) { fmt.Println(name) })
	case o.gallery:
		err = runGallery(o)
	default:
		err = run(o)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, i18n.Explain(o.lang, err))
		os.Exit(3) // could not be done, as vanthuctl says it
	}
}

func parse() options {
	var o options
	lang := flag.String("lang", string(i18n.Vietnamese), "vi | en")
	flag.StringVar(&o.home, "home", "", "folder of this machine's data (default: the user's folder for programs' data)")
	flag.BoolVar(&o.gallery, "gallery", false, "show every screen in every state, with canned data")
	flag.StringVar(&o.shots, "shots", "", "with --gallery: write a picture of each to this folder and end; needs no display")
	flag.StringVar(&o.scene, "scene", "", "with --shots: only the scenes whose name begins so")
	flag.Parse()
	o.lang, o.file = i18n.Language(*lang), flag.Arg(0)
	if o.lang != i18n.Vietnamese && o.lang != i18n.English {
		fmt.Fprintln(os.Stderr, "--lang: vi | en")
		os.Exit(2)
	}
	return o
}
