// Package shell is the frame around the screens: navigation with counts, and in
// the corner the state of token, network and exchange, each of which explains
// itself.
package shell

import "github.com/vanthu/vanthu/desk"

// The screens that the navigation leads to.
const (
	Incoming = "incoming"
	Outgoing = "outgoing"
)

// The parts of the status bar.
const (
	TokenPart   = "token"
	NetworkPart = "network"
	SyncPart    = "sync"
)

// State is the frame, ready to draw.
type State struct {
	Window    string // title of the window
	Agency    string
	User      string
	Items     []Item
	Status    []Part
	Language  desk.Choice // the other language: its id and its name
	Levels    string      // label of what opens the settings of signature levels
	Banner    desk.Banner
	Detail    Detail
	Connected bool
}

// Item is an entry of the navigation.
type Item struct {
	ID     string
	Label  string
	Count  string // empty for none
	Key    string // "Ctrl+1"
	Chosen bool
}

// Part is a part of the status bar.
type Part struct {
	ID   string
	Mark desk.Mark
}

// Detail explains a part of the status bar.
type Detail struct {
	Open    bool
	Heading string
	Facts   []desk.Fact
	Note    string
	Action  string // label of what can be done, empty for nothing
	Close   string
}
