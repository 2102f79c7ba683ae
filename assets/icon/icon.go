// Package icon holds the program's picture, as the windows and the packages show
// it. make/ draws it.
package icon

import _ "embed"

// PNG is the picture, 512 pixels square.
//
//go:embed vanthu.png
var PNG []byte
