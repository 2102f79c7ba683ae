package batch

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"github.com/vanthu/vanthu/internal/fault"
)

// ErrChanged: the file {file} is not the one that was reviewed.
var ErrChanged = fault.Define("batch.changed")

// Digest is a SHA-256, written as hexadecimal digits.
type Digest [sha256.Size]byte

// MarshalText writes the digits.
func (d Digest) MarshalText() ([]byte, error) { return []byte(hex.EncodeToString(d[:])), nil }

// UnmarshalText reads the digits.
func (d *Digest) UnmarshalText(text []byte) error {
	if n, err := hex.Decode(d[:], text); err != nil || n != len(d) || len(text) != 2*len(d) {
		return fmt.Errorf("batch: %q is no SHA-256", text)
	}
	return nil
}

// Document is a file of a batch, as it was reviewed.
type Document struct {
	In     string `json:"in"`
	Out    string `json:"out"`
	Digest Digest `json:"sha256"` // of In
	Size   int64  `json:"size"`   // of In, in bytes
	// Before is what stood under Out when the batch began; nil: nothing did.
	Before *Digest `json:"before,omitempty"`
}

// Task is a document on its way. Either Finish or Discard ends it.
type Task interface {
	// Finish makes the signed file appear; several documents may be in it.
	Finish() error
	Discard()
}

// Begin prepares a document; several may be in it. It answers ErrChanged for a
// file whose SHA-256 is not the document's.
type Begin func(ctx context.Context, d Document) (Task, error)

// Sign asks the key for some tasks, in order, and tells how many of the first it
// signed, one or more. An error is that of the next one, which may be asked for
// again; without an error those that are left are.
type Sign func(ctx context.Context, tasks []Task) (signed int, err error)

// State is what became of a document.
type State string

// The states.
const (
	Waiting State = "waiting" // its turn did not come
	Signed  State = "signed"
	Already State = "already" // signed before this run
	Failed  State = "failed"
)

// Outcome is what became of one document, and why.
type Outcome struct {
	Document
	State State
	Err   error // of Failed
}
