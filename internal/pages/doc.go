// Package pages draws the pages of a PDF and reads the text on them, with PDFium compiled to WebAssembly, so that
// no cgo and no foreign process is needed. One engine serves the whole program: it starts at the first use, works on
// one page at a time, sees nothing of the disk but the bytes handed to it, and is started anew when a hostile file
// brings it down. A Reader may be used from any goroutine.
package pages
