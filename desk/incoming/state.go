// Package incoming is the list of incoming documents with the decision on the
// chosen one: accepted into the register, or refused with a reason.
package incoming

import (
	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/office"
)

// State is the screen, ready to draw. The document's pane has its own state
// (desk/document).
type State struct {
	Title   string
	Hint    string // of the search box
	Waiting Toggle
	Years   []desk.Choice
	Year    string // id of the chosen year
	Columns []string

	Rows     []Row
	Selected int    // index of the chosen row, -1 for none
	Empty    string // stands in place of rows
	Counted  string
	Fresh    string // "3 văn bản mới": label of the button that shows them
	Busy     string // while the list is being read
	Banner   desk.Banner
	Wide     bool   // the document has the whole screen
	Widen    string // label of the button that changes it

	Decision Decision
	Refusal  Refusal
	Doubt    Doubt
}

// Toggle is a switch with its label.
type Toggle struct {
	Label string
	On    bool
}

// Row is one incoming document. Cells follow State.Columns.
type Row struct {
	ID       office.ArrivalID
	Received string
	Number   string
	Code     string
	Urgency  desk.Mark // no word when normal
	Issuer   string
	Subject  string
	Check    desk.Mark // no word before the signatures have been checked
	Waiting  bool      // drawn heavier
	Refused  bool
}

// Decision is the panel beside the chosen document.
type Decision struct {
	Shown    bool
	Status   desk.Mark
	Facts    []desk.Fact
	Warning  string // a document with the same code stands in the register
	Assign   string // label of the entry
	Assigned string // who it was assigned to, when decided
	Open     bool   // the decision is still to be made
	Main     desk.Action
	Refuse   desk.Action
}

// Refusal is the dialog that asks for a reason.
type Refusal struct {
	Open    bool
	Heading string
	What    string
	Hint    string
	Counted string // "7/10 ký tự"
	Confirm desk.Action
	Cancel  string
}

// Doubt is the dialog before a document without a valid signature is accepted.
type Doubt struct {
	Open    bool
	Heading string
	What    string
	Confirm string
	Cancel  string
}
