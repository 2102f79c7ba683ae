package api

import "github.com/vanthu/vanthu/internal/fault"

// Problem is an error answer (RFC 9457, application/problem+json). Code and Args
// let the client show the text in the person's language.
type Problem struct {
	Type   string     `json:"type"`
	Title  string     `json:"title"`
	Status int        `json:"status"`
	Detail string     `json:"detail,omitempty"`
	Code   fault.Code `json:"code,omitempty"`
	Args   fault.Args `json:"args,omitempty"`
}

// Errors that the service answers with, beside those of the office's rules.
var (
	ErrLogin        = fault.Define("api.login")         // unknown user or wrong password
	ErrToken        = fault.Define("api.token")         // the device token is missing or no longer good
	ErrForbidden    = fault.Define("api.forbidden")     // the role may not do this
	ErrResync       = fault.Define("api.resync")        // 410: the cursor is not honoured, take the snapshot
	ErrSequence     = fault.Define("api.sequence")      // 409: a gap in the device's sequence {want}
	ErrOpReused     = fault.Define("api.op_reused")     // 422: the op's id was used for another op
	ErrNotFound     = fault.Define("api.not_found")     // no such record or file for this agency
	ErrRequest      = fault.Define("api.request")       // the request is malformed {detail}
	ErrTooMany      = fault.Define("api.too_many")      // 429: wait and try again
	ErrBlobMismatch = fault.Define("api.blob_mismatch") // the uploaded bytes have another hash
	ErrCodeTaken    = fault.Define("api.code_taken")    // the document's code is taken in its year {value}
	ErrStage        = fault.Define("api.stage")         // the document's stage does not allow this
)
