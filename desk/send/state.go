// Package send is the dialog that chooses the recipients of a document and sends
// it to them. What is sent leaves when the network allows; each recipient gets it
// once.
package send

import (
	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/office"
)

// State is the dialog, ready to draw.
type State struct {
	Open    bool
	Heading string
	Subject string
	Hint    string // of the filter box
	All     string // label of the button that takes all rows shown
	None    string // label of the button that takes none
	Rows    []Row
	Empty   string
	Busy    string
	Counted string // "Đã chọn 3 trong 226 cơ quan"
	Chosen  []string
	Banner  desk.Banner
	Send    desk.Action
	Stop    desk.Action
}

// Row is one agency of the directory.
type Row struct {
	Code    office.AgencyCode
	Name    string
	Checked bool
	Sent    string // not empty: it has the document already, and may not be chosen
}
