package store

import (
	"crypto/sha256"
	"time"

	"github.com/vanthu/vanthu/office"
)

// TokenHash is the SHA-256 of a device's or a browser's token; tokens themselves
// are not kept.
type TokenHash [sha256.Size]byte

// Device is a machine on which a user signed in.
type Device struct {
	ID        office.DeviceID
	User      string
	Name      string // as the person called it
	Token     TokenHash
	CreatedAt time.Time
	RevokedAt *time.Time
	LastSeq   int64 // of the last operation taken from it, 0 for none
}

// DeviceView reads devices.
type DeviceView interface {
	Device(office.DeviceID) (Device, error)  // ErrAbsent
	DeviceByToken(TokenHash) (Device, error) // ErrAbsent
	Devices(user string) ([]Device, error)   // newest first; "" for everyone's
}

// DeviceTx changes them.
type DeviceTx interface {
	AddDevice(Device) error
	RevokeDevice(office.DeviceID, time.Time) error // ErrAbsent; the first time stays
	RevokeDevicesOf(user string, at time.Time) error
}
