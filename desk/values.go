package desk

import (
	"time"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/office"
)

// ErrNotConnected: this machine has not been connected to a central e-office.
var ErrNotConnected = fault.Define("desk.not_connected")

// Account is the person and the agency this machine works for.
type Account struct {
	User   string // login name
	Name   string // full name
	Role   office.Role
	Agency office.Agency
}

// Login is what a person enters to connect a machine.
type Login struct {
	Server   string // https://host[:port]
	CAFile   string // PEM of an extra root, empty for the system's roots
	User     string
	Password []byte
	Device   string // a name people recognise
}

// Pending is one thing done here that the server has not taken.
type Pending struct {
	ID     office.OpID
	At     time.Time
	What   PendingKind
	Target string // id of the record it is about
	Title  string // the document's code or subject
	Refuse error  // nil while it waits; why it could not be sent otherwise
}

// PendingKind says what was done.
type PendingKind string

// The kinds of things that wait, with the names of the operations in sync/api.
const (
	PendingSave     PendingKind = "document.save"
	PendingNumber   PendingKind = "document.number"
	PendingDispatch PendingKind = "dispatch.send"
	PendingRegister PendingKind = "arrival.register"
	PendingAccept   PendingKind = "arrival.accept"
	PendingRefuse   PendingKind = "arrival.refuse"
)

// SyncPhase is what the exchange is doing.
type SyncPhase string

// The phases.
const (
	SyncIdle    SyncPhase = "idle"    // up to date at At
	SyncRunning SyncPhase = "running" // Done of Total, Total 0 while unknown
	SyncOffline SyncPhase = "offline" // the server cannot be reached; work goes on
	SyncFailed  SyncPhase = "failed"  // Err says why; a person may have to act
)

// SyncEvent is the state of the exchange with the central e-office.
type SyncEvent struct {
	Phase   SyncPhase
	At      time.Time // of the last exchange that succeeded, zero for never
	Done    int
	Total   int
	Changed bool // something local is new: lists should be read again
	Err     error
}

// PageSize is a page's size as seen, in millimetres.
type PageSize struct{ Width, Height float64 }

// Place is where a visible signature stands: millimetres from the page's top
// left corner as seen. Page counts from 1; the zero Place is a signature that is
// not drawn.
type Place struct {
	Page                int
	X, Y, Width, Height float64
}
