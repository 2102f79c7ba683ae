package store

import (
	"context"

	"github.com/vanthu/vanthu/internal/fault"
)

// What a store answers beside the database's own errors.
var (
	ErrAbsent  = fault.Define("central.absent")          // no such row: a matter for the caller, not for people
	ErrTaken   = fault.Define("central.taken")           // {value} is there already
	ErrNewer   = fault.Define("central.database_newer")  // a later version of the program made the database {have} {want}
	ErrBusy    = fault.Define("central.database_busy")   // another process held the database for too long
	ErrDamaged = fault.Define("central.database_broken") // the database fails its check {file}
)

// Store is the central e-office's memory; safe for many goroutines.
type Store interface {
	// Read runs work on one consistent state.
	Read(ctx context.Context, work func(View) error) error
	// Write runs work in a transaction: everything in it happens, durably, before
	// Write returns nil; otherwise nothing of it does.
	Write(ctx context.Context, work func(Tx) error) error
	Close() error
}

// View reads.
type View interface {
	IdentityView
	AgencyView
	UserView
	DeviceView
	OpView
	FeedView
	DocumentView
	DispatchView
	ArrivalView
	RegisterView
	BlobView
	WebSessionView
}

// Tx reads and writes.
type Tx interface {
	View

	// Savepoint runs work so that a failure undoes what work wrote and leaves the
	// transaction good; it returns work's error.
	Savepoint(work func() error) error

	AgencyTx
	UserTx
	DeviceTx
	OpTx
	FeedTx
	DocumentTx
	DispatchTx
	ArrivalTx
	RegisterTx
	BlobTx
	WebSessionTx
}
