package api

import (
	"encoding/json"
	"time"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/office"
)

// OpKind names what an operation does.
type OpKind string

// The operations and their payloads.
const (
	SaveDocument    OpKind = "document.save"    // office.Document: new or changed before it is issued
	NumberDocument  OpKind = "document.number"  // NumberPayload: the next number of the outgoing register
	SendDispatch    OpKind = "dispatch.send"    // DispatchPayload
	RegisterArrival OpKind = "arrival.register" // office.Arrival: a paper arrival; the server gives the number
	AcceptArrival   OpKind = "arrival.accept"   // AcceptPayload: the server gives the number, status 03
	RefuseArrival   OpKind = "arrival.refuse"   // RefusePayload: status 02
)

// Op is one thing a person did. Seq counts a device's operations from 1 without
// a gap; the server takes them in that order. ID makes a repeat harmless: the
// server answers with the stored result.
type Op struct {
	ID          office.OpID     `json:"id"`
	Seq         int64           `json:"seq"`
	Kind        OpKind          `json:"kind"`
	Target      string          `json:"target"`       // id of the record
	BaseVersion int64           `json:"base_version"` // the record's version that the person saw; 0 for a new one
	At          time.Time       `json:"at"`           // when the person did it, by the device's clock
	Payload     json.RawMessage `json:"payload"`
}

// NumberPayload asks for a number in the outgoing register of the date's year.
type NumberPayload struct {
	Date     office.Date `json:"date"`
	Notation string      `json:"notation"` // "QĐ-UBND"
}

// DispatchPayload sends a document to its recipients, exactly once each. The
// delivery to an agency has the id UUIDv5(dispatch, agency code).
type DispatchPayload struct {
	Dispatch   office.DispatchID   `json:"dispatch"`
	Document   office.DocumentID   `json:"document"`
	Info       office.Info         `json:"info"`
	Files      []office.File       `json:"files"`
	Recipients []office.AgencyCode `json:"recipients"`
}

// AcceptPayload accepts an electronic arrival into the incoming register.
type AcceptPayload struct {
	AssignedTo string `json:"assigned_to,omitempty"`
}

// RefusePayload refuses an electronic arrival.
type RefusePayload struct {
	Reason string `json:"reason"` // at least MinReason characters
}

// MinReason is the least length of the reason of a refusal, in characters.
const MinReason = office.MinReason

// Outcome is what became of an operation.
type Outcome string

// The outcomes.
const (
	Applied      Outcome = "applied"
	Conflict     Outcome = "conflict"      // the record has changed since base_version; Current holds it
	Rejected     Outcome = "rejected"      // a rule refuses it; Code and Args say which
	WaitingBlobs Outcome = "waiting_blobs" // files named in Missing must be uploaded first; nothing is stored
)

// OpResult answers an operation. Replayed marks a stored result.
type OpResult struct {
	ID       office.OpID     `json:"id"`
	Outcome  Outcome         `json:"outcome"`
	Replayed bool            `json:"replayed,omitempty"`
	Code     fault.Code      `json:"code,omitempty"`
	Args     fault.Args      `json:"args,omitempty"`
	TextVI   string          `json:"text_vi,omitempty"`
	Current  json.RawMessage `json:"current,omitempty"`
	Missing  []string        `json:"missing,omitempty"`
}

// OpsRequest is a batch, in order of Seq, at most MaxOps.
type OpsRequest struct {
	Ops []Op `json:"ops"`
}

// OpsResponse answers a batch. It may be shorter than the batch: what follows a
// WaitingBlobs result was not looked at.
type OpsResponse struct {
	Results []OpResult `json:"results"`
}

// MaxOps is the size of a batch.
const MaxOps = 100

// BlobsCheck asks which files the agency's store lacks.
type BlobsCheck struct {
	SHA256 []string `json:"sha256"`
}

// BlobsMissing answers it.
type BlobsMissing struct {
	Missing []string `json:"missing"`
}
