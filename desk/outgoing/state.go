// Package outgoing is the list of outgoing documents with the way each has
// come: drafted, signed, numbered, sealed, sent, and what became of it at every
// recipient. The next step of the chosen document is its main action.
package outgoing

import (
	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/office"
)

// State is the screen, ready to draw.
type State struct {
	Title   string
	Hint    string
	Compose string // label of the button for a new document
	Filters []desk.Choice
	Filter  string
	Columns []string

	Rows     []Row
	Selected int
	Empty    string
	Counted  string
	Busy     string
	Banner   desk.Banner
	Wide     bool   // the document has the whole screen
	Widen    string // label of the button that changes it

	Panel     Panel
	Numbering Numbering
}

// Row is one outgoing document. Cells follow State.Columns.
type Row struct {
	ID      office.DocumentID
	Date    string
	Code    string
	Urgency desk.Mark
	Type    string
	Subject string
	Stage   desk.Mark
	Sent    desk.Mark // how many recipients have it
}

// Panel is what stands beside the chosen document.
type Panel struct {
	Shown    bool
	Steps    []Step
	Main     desk.Action
	Heading  string // of the recipients
	Columns  []string
	Delivery []DeliveryRow
	None     string // stands in place of recipients
}

// Step is one stage of the way, done or not.
type Step struct {
	Label string
	Done  bool
	Now   bool
}

// DeliveryRow is one recipient.
type DeliveryRow struct {
	Recipient string
	Transport desk.Mark
	Status    desk.Mark
	When      string
	Detail    string // arrival number, or the reason of a refusal
}

// Numbering is the dialog that asks for the date and the notation.
type Numbering struct {
	Open          bool
	Heading       string
	What          string
	DateLabel     string
	Date          string
	NotationLabel string
	Notation      string
	Filled        int // entries take Date and Notation when this has changed
	Problem       string
	Confirm       desk.Action
	Cancel        string
}
