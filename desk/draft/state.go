// Package draft is the dialog that takes a PDF in as a new outgoing document.
// What the file says of itself fills the form; the person corrects it.
package draft

import "github.com/vanthu/vanthu/desk"

// State is the dialog, ready to draw. Values are what the form starts with:
// Filled counts how often it was filled, and a view sets its entries only when
// that number has changed.
type State struct {
	Open    bool
	Heading string
	Banner  desk.Banner
	Busy    string

	Pick  string // label of the button that picks the file
	File  string // name and size of the chosen file, empty before
	Extra []string
	Add   string // label of the button that adds an attachment

	Filled    int
	Type      Field
	Types     []string
	Notation  Field
	Subject   Field
	Position  Field
	Signer    Field
	Urgency   Field
	Urgencies []desk.Choice
	Secrecy   Field
	Secrecies []desk.Choice

	Save desk.Action
	Stop desk.Action
}

// Field is one entry of the form.
type Field struct {
	Label string
	Hint  string
	Value string
}

// Form is what stands in the entries.
type Form struct {
	Type     string
	Notation string
	Subject  string
	Position string
	Signer   string
	Urgency  string // id of a choice
	Secrecy  string // id of a choice
}
