// Package theme is the program's own look: calm and dense, light and dark, one
// accent colour, type in three sizes. Red, amber and green are for states only.
// Views take colours and sizes from the Fyne theme and never write their own.
package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Theme is a fyne.Theme. The zero value follows the desktop's choice of light
// and dark.
type Theme struct {
	fixed   bool
	variant fyne.ThemeVariant
}

// Follow is the theme that follows the desktop.
func Follow() fyne.Theme { return &Theme{} }

// Light and Dark are the theme in one of its looks.
func Light() fyne.Theme { return &Theme{true, theme.VariantLight} }

// Dark is the dark look.
func Dark() fyne.Theme { return &Theme{true, theme.VariantDark} }

// Color gives a colour of the palette.
func (t *Theme) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	if t.fixed {
		variant = t.variant
	}
	palette := light
	if variant == theme.VariantDark {
		palette = dark
	}
	if c, ok := palette[name]; ok {
		return c
	}
	return theme.DefaultTheme().Color(name, variant)
}

// Font gives the fonts that come with Fyne: Noto Sans has every letter of
// Vietnamese.
func (t *Theme) Font(style fyne.TextStyle) fyne.Resource { return theme.DefaultTheme().Font(style) }

// Icon gives Fyne's icons.
func (t *Theme) Icon(name fyne.ThemeIconName) fyne.Resource { return theme.DefaultTheme().Icon(name) }

// The three sizes of type.
const (
	CaptionSize = 11.5
	BodySize    = 13
	HeadingSize = 16
)

var sizes = map[fyne.ThemeSizeName]float32{
	theme.SizeNameCaptionText:    CaptionSize,
	theme.SizeNameText:           BodySize,
	theme.SizeNameSubHeadingText: HeadingSize,
	theme.SizeNameHeadingText:    HeadingSize,
	theme.SizeNamePadding:        3,
	theme.SizeNameInnerPadding:   4.5,
	theme.SizeNameLineSpacing:    3,
	theme.SizeNameInlineIcon:     17,
	theme.SizeNameScrollBar:      11,
	theme.SizeNameScrollBarSmall: 4,
	theme.SizeNameInputRadius:    4,
	theme.SizeNameInputBorder:    1,
}

// Size gives a size in Fyne's units.
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	if s, ok := sizes[name]; ok {
		return s
	}
	return theme.DefaultTheme().Size(name)
}
