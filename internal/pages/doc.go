// Package pages draws the pages of a PDF and reads the text on them, with PDFium
// compiled to WebAssembly, so that no cgo and no foreign process is needed. One
// engine serves the whole program: it starts at the first use, works on one page
// at a time, sees nothing of the disk but the bytes of the file it is asked
// about, and is started anew when a hostile file brings it down or keeps it
// busy. A file is held open only while a question about it is being answered.
// Lengths are millimetres from the top left of the page as seen: turned by
// /Rotate and cut to the CropBox.
package pages
