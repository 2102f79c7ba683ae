package theme

import (
	"embed"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"github.com/vanthu/vanthu/desk"
)

//go:embed icons/*.svg
var files embed.FS

// Sign is the icon of a level, in its colour: a tick, an exclamation mark, a
// cross. States are never told by colour alone.
func Sign(level desk.Level) fyne.Resource { return signs[level] }

var signs = map[desk.Level]fyne.Resource{
	desk.Plain: colored("dot.svg", theme.ColorNamePrimary),
	desk.Quiet: colored("ring.svg", theme.ColorNamePlaceHolder),
	desk.Good:  colored("tick.svg", theme.ColorNameSuccess),
	desk.Warn:  colored("mark.svg", theme.ColorNameWarning),
	desk.Bad:   colored("cross.svg", theme.ColorNameError),
	desk.Busy:  colored("clock.svg", theme.ColorNamePlaceHolder),
}

func colored(name string, color fyne.ThemeColorName) fyne.Resource {
	raw, err := files.ReadFile("icons/" + name)
	if err != nil {
		panic(err) // embedded at build time
	}
	return theme.NewColoredResource(fyne.NewStaticResource(name, raw), color)
}

// LevelColor is the colour of a level's words.
func LevelColor(level desk.Level) fyne.ThemeColorName {
	switch level {
	case desk.Good:
		return theme.ColorNameSuccess
	case desk.Warn:
		return theme.ColorNameWarning
	case desk.Bad:
		return theme.ColorNameError
	case desk.Quiet, desk.Busy:
		return theme.ColorNamePlaceHolder
	default:
		return theme.ColorNameForeground
	}
}

// Tint is the colour behind a banner of a level.
func Tint(level desk.Level) fyne.ThemeColorName {
	switch level {
	case desk.Good:
		return ColorGoodTint
	case desk.Bad:
		return ColorBadTint
	default:
		return ColorWarnTint
	}
}
