package engine

import (
	"errors"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/sync/api"
	"github.com/vanthu/vanthu/sync/inbox"
	"github.com/vanthu/vanthu/sync/remote"
)

// What the engine itself gives up on.
var (
	ErrNewLogin = fault.Define("engine.new_login") // the server counts this device's operations otherwise: log in anew
	ErrRefused  = fault.Define("engine.refused")   // the server refuses for a reason this program has no text for {text}
	ErrFileLost = fault.Define("engine.file_lost") // a file that an operation names is gone from this machine, or damaged {sha256}
	ErrProtocol = fault.Define("engine.protocol")  // the server's answer does not fit what was asked {detail}
)

func protocol(detail string) error {
	return fault.New(ErrProtocol, fault.Args{"detail": detail}, nil)
}

// Offline tells whether an error is the network's, and trying again is all there
// is to do.
func Offline(err error) bool { return errors.Is(err, remote.ErrOffline) }

// NeedsPerson tells whether Run has ended because only a person can help: log
// in again, free the disk, restore the database.
func NeedsPerson(err error) bool {
	for _, code := range []error{
		api.ErrToken, api.ErrForbidden, ErrNewLogin, remote.ErrConfig,
		inbox.ErrNoSession, inbox.ErrDamaged, inbox.ErrNewer,
	} {
		if errors.Is(err, code) {
			return true
		}
	}
	return false
}
