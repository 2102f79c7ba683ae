package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Colours of our own, beside Fyne's.
const (
	ColorNavigation fyne.ThemeColorName = "vanthuNavigation" // behind the navigation
	ColorPaper      fyne.ThemeColorName = "vanthuPaper"      // behind the pages
	ColorGoodTint   fyne.ThemeColorName = "vanthuGoodTint"   // behind a banner of that level
	ColorWarnTint   fyne.ThemeColorName = "vanthuWarnTint"
	ColorBadTint    fyne.ThemeColorName = "vanthuBadTint"
)

type palette map[fyne.ThemeColorName]color.Color

var light = palette{
	theme.ColorNameBackground:          rgb(0xffffff),
	theme.ColorNameForeground:          rgb(0x1d2733),
	theme.ColorNamePrimary:             rgb(0x1f5f99),
	theme.ColorNameForegroundOnPrimary: rgb(0xffffff),
	theme.ColorNameHyperlink:           rgb(0x1f5f99),
	theme.ColorNameButton:              rgb(0xe9edf1),
	theme.ColorNameDisabledButton:      rgb(0xf0f2f5),
	theme.ColorNameDisabled:            rgb(0x8b95a1),
	theme.ColorNamePlaceHolder:         rgb(0x66717e),
	theme.ColorNameInputBackground:     rgb(0xf7f9fb),
	theme.ColorNameInputBorder:         rgb(0xb9c3cd),
	theme.ColorNameHover:               rgba(0x1f5f99, 0x14),
	theme.ColorNamePressed:             rgba(0x1f5f99, 0x30),
	theme.ColorNameFocus:               rgba(0x1f5f99, 0x50),
	theme.ColorNameSelection:           rgb(0xd5e5f4),
	theme.ColorNameSeparator:           rgb(0xdfe4ea),
	theme.ColorNameHeaderBackground:    rgb(0xf1f4f7),
	theme.ColorNameMenuBackground:      rgb(0xffffff),
	theme.ColorNameOverlayBackground:   rgb(0xffffff),
	theme.ColorNameScrollBar:           rgba(0x1d2733, 0x66),
	theme.ColorNameScrollBarBackground: rgb(0xeef1f4),
	theme.ColorNameShadow:              rgba(0x0b1622, 0x30),
	theme.ColorNameSuccess:             rgb(0x1b7a3d),
	theme.ColorNameWarning:             rgb(0x9a5b00),
	theme.ColorNameError:               rgb(0xb3261e),
	theme.ColorNameForegroundOnSuccess: rgb(0xffffff),
	theme.ColorNameForegroundOnWarning: rgb(0xffffff),
	theme.ColorNameForegroundOnError:   rgb(0xffffff),
	ColorNavigation:                    rgb(0xf1f4f7),
	ColorPaper:                         rgb(0xe3e8ed),
	ColorGoodTint:                      rgb(0xe5f4ea),
	ColorWarnTint:                      rgb(0xfdf1dc),
	ColorBadTint:                       rgb(0xfbe6e4),
}

var dark = palette{
	theme.ColorNameBackground:          rgb(0x1b2128),
	theme.ColorNameForeground:          rgb(0xe4e9ee),
	theme.ColorNamePrimary:             rgb(0x5ea3df),
	theme.ColorNameForegroundOnPrimary: rgb(0x0d1a26),
	theme.ColorNameHyperlink:           rgb(0x7fb8e8),
	theme.ColorNameButton:              rgb(0x2f3842),
	theme.ColorNameDisabledButton:      rgb(0x252c34),
	theme.ColorNameDisabled:            rgb(0x76828e),
	theme.ColorNamePlaceHolder:         rgb(0x98a4b0),
	theme.ColorNameInputBackground:     rgb(0x151a20),
	theme.ColorNameInputBorder:         rgb(0x4a5662),
	theme.ColorNameHover:               rgba(0x8cc0ee, 0x1c),
	theme.ColorNamePressed:             rgba(0x8cc0ee, 0x38),
	theme.ColorNameFocus:               rgba(0x5ea3df, 0x66),
	theme.ColorNameSelection:           rgb(0x27435c),
	theme.ColorNameSeparator:           rgb(0x323b45),
	theme.ColorNameHeaderBackground:    rgb(0x232a32),
	theme.ColorNameMenuBackground:      rgb(0x232a32),
	theme.ColorNameOverlayBackground:   rgb(0x20272f),
	theme.ColorNameScrollBar:           rgba(0xe4e9ee, 0x66),
	theme.ColorNameScrollBarBackground: rgb(0x20272f),
	theme.ColorNameShadow:              rgba(0x000000, 0x70),
	theme.ColorNameSuccess:             rgb(0x63c384),
	theme.ColorNameWarning:             rgb(0xe6ab4c),
	theme.ColorNameError:               rgb(0xf2867d),
	theme.ColorNameForegroundOnSuccess: rgb(0x08210f),
	theme.ColorNameForegroundOnWarning: rgb(0x261a02),
	theme.ColorNameForegroundOnError:   rgb(0x2d0805),
	ColorNavigation:                    rgb(0x161b21),
	ColorPaper:                         rgb(0x12161b),
	ColorGoodTint:                      rgb(0x1c3526),
	ColorWarnTint:                      rgb(0x3a2f17),
	ColorBadTint:                       rgb(0x402220),
}

func rgb(v uint32) color.Color { return rgba(v, 0xff) }

func rgba(v uint32, alpha uint8) color.Color {
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: alpha}
}

// Colours of what stands on paper; paper is white in the dark too.
var (
	Sheet   = rgb(0xffffff)
	BoxLine = rgb(0x1f5f99)
	BoxFill = rgba(0x1f5f99, 0x26)
)
