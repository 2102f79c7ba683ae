// Package document is the document beside a list, or on a page of its own: its
// pages as images, its signatures in words, its files and its history. The
// screens around it tell it what to show (Content).
package document

import (
	"image"

	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/office"
)

// Content is what the screen around the pane wants shown.
type Content struct {
	Key     string // names the document: showing the same key again keeps page and zoom
	Heading string
	Subject string
	Facts   []desk.Fact
	Files   []office.File
	Events  []office.StatusEvent
	Unsent  bool // nothing of it has left the agency: its signatures may still rise
}

// State is the pane, ready to draw.
type State struct {
	Empty   string // stands alone where there is no document
	Key     string
	Heading string
	Subject string
	Facts   []desk.Fact

	Banner  desk.Banner
	Loading string // while the pages are being read
	Pages   []Page
	Counted string // "4 trang"
	Zoom    Zoom

	Signatures Signatures
	Files      Files
	History    History
}

// Page is one page; Image is nil until it has been drawn.
type Page struct {
	Size   desk.PageSize
	Number string
	Image  image.Image

	drawn int // the width that Image was asked for
}

// Zoom is how large the pages stand.
type Zoom struct {
	Percent int // of the pane's width
	Label   string
	In, Out desk.Action
	Fit     desk.Action
}

// Signatures is the panel of the verifier's report.
type Signatures struct {
	Heading string
	Overall desk.Mark
	Rows    []SignatureRow
}

// SignatureRow is one signature.
type SignatureRow struct {
	Signer string
	Kind   string // person's, agency's or a time stamp
	When   string
	Mark   desk.Mark
	Why    string // why it is not valid, or could not be checked
	Level  string // what proves it, and what is still to come
}

// Files lists the document's files.
type Files struct {
	Heading string
	Save    string // label of the button that exports the chosen file
	Rows    []FileRow
}

// FileRow is one file.
type FileRow struct {
	SHA256 string
	Name   string
	Detail string
	Chosen bool
}

// History lists the events, newest first.
type History struct {
	Heading string
	Rows    []HistoryRow
}

// HistoryRow is one event.
type HistoryRow struct {
	When string
	Mark desk.Mark
	Who  string
	Text string
}
