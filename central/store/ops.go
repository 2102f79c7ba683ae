package store

import (
	"time"

	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
)

// Op is an operation that was taken and the answer it got.
type Op struct {
	ID     office.OpID
	Device office.DeviceID
	Seq    int64
	Kind   api.OpKind
	Body   [32]byte // SHA-256 of the operation as sent, to notice another one under its id
	Result api.OpResult
	DoneAt time.Time
}

// OpView reads the answers.
type OpView interface {
	Op(office.OpID) (Op, error) // ErrAbsent
}

// OpTx keeps them.
type OpTx interface {
	// AddOp keeps an answer and moves the device's LastSeq to the op's.
	AddOp(Op) error
	// CountOp moves a device's LastSeq past an op that another device brought.
	CountOp(device office.DeviceID, seq int64) error // ErrAbsent
}
