package inbox

import (
	"context"
	"database/sql"
	"errors"
	"syscall"

	"github.com/mattn/go-sqlite3"

	"github.com/vanthu/vanthu/internal/fault"
)

// What can go wrong in the local home.
var (
	ErrDamaged     = fault.Define("inbox.damaged")      // the database fails its integrity check {file}
	ErrNewer       = fault.Define("inbox.newer")        // a later version of the program made the database {have} {want}
	ErrBusy        = fault.Define("inbox.busy")         // another process held the database for too long
	ErrDiskFull    = fault.Define("inbox.disk_full")    // no room left
	ErrHome        = fault.Define("inbox.home")         // the folder cannot be used {dir}
	ErrNoSession   = fault.Define("inbox.no_session")   // nobody has logged in on this machine yet
	ErrOtherAgency = fault.Define("inbox.other_agency") // the home belongs to another agency {have} {want}
	ErrOtherUser   = fault.Define("inbox.other_user")   // another user's operations are not sent yet {user} {count}
	ErrNotFound    = fault.Define("inbox.not_found")    // no such record here
	ErrFileAbsent  = fault.Define("inbox.file_absent")  // the file has not been downloaded yet {sha256}
	ErrFileRead    = fault.Define("inbox.file_read")    // the chosen file cannot be read {file}
	ErrFileEmpty   = fault.Define("inbox.file_empty")   // the chosen file is empty {file}
	ErrFileChanged = fault.Define("inbox.file_changed") // the file changed while it was being read {file}
	ErrConflict    = fault.Define("inbox.conflict")     // the record had changed on the server; the operation is in the tray
	ErrRecord      = fault.Define("inbox.record")       // a record from the server cannot be read; kept, not shown {type} {id}
	ErrMoved       = fault.Define("inbox.moved")        // what waits has changed while it was about to be sent: read it again
	ErrChecksum    = fault.Define("inbox.checksum")     // what is here differs from the server; loaded again {type}
)

// named gives the database's errors their codes; other errors stay as they are.
func named(err error) error {
	var full sqlite3.Error
	if err == nil || !errors.As(err, &full) {
		return err
	}
	if full.Code == sqlite3.ErrFull || full.SystemErrno == syscall.ENOSPC {
		return fault.New(ErrDiskFull, nil, err)
	}
	switch full.Code {
	case sqlite3.ErrBusy, sqlite3.ErrLocked:
		return fault.New(ErrBusy, nil, err)
	case sqlite3.ErrCorrupt, sqlite3.ErrNotADB:
		return fault.New(ErrDamaged, fault.Args{"file": databaseName}, err)
	case sqlite3.ErrReadonly, sqlite3.ErrCantOpen, sqlite3.ErrPerm, sqlite3.ErrIoErr:
		return fault.New(ErrHome, fault.Args{"dir": databaseName}, err)
	case sqlite3.ErrInterrupt:
		return errors.Join(context.Canceled, err)
	}
	return err
}

// found turns the absence of a row into ErrNotFound.
func found(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return ErrNotFound
	}
	return err
}
