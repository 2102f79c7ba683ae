// Package assets holds the files that are part of the programs: the fonts that
// signatures are set in (assets/fonts, SIL Open Font Licence, see the licence
// beside them) and the templates of signature appearances (assets/templates).
// It is data only; signing/appearance reads it. The demo images in
// assets/signature are not built in: they are given by path like anybody's own.
package assets

import "embed"

// FS holds fonts/*.ttf and templates/*.json.
//
//go:embed fonts/*.ttf templates/*.json
var FS embed.FS
