// Package cms makes, reads and checks the CMS SignedData (RFC 5652) that a
// signed PDF carries: a detached CAdES signature (ETSI EN 319 122-1) with
// content-type, message-digest and signing-certificate-v2. It sees digests and
// crypto.Signer only: it opens no file, knows no token, asks no clock and
// decides on no trust. Prepare and Finish stand apart, so that a token can
// sign between them and a pulled token costs nothing. What Parse reads is
// hostile: its size, depth and counts are bounded, and it never panics. Values
// of this package are not changed after they are made and may be read by many
// goroutines.
package cms

import "github.com/vanthu/vanthu/internal/fault"

// What can go wrong.
var (
	// ErrRequest: the caller's own mistake: no certificate, digest of a wrong length.
	ErrRequest = fault.Define("cms.request")
	// ErrUnsupported: a key, hash or algorithm that this package cannot use;
	// argument "what" names it.
	ErrUnsupported = fault.Define("cms.unsupported")
	// ErrWrongKey: the key does not belong to the signer's certificate, or the
	// signature that came back does not verify with it.
	ErrWrongKey = fault.Define("cms.wrong_key")
	// ErrMalformed: the bytes are no SignedData that this package can read.
	ErrMalformed = fault.Define("cms.malformed")
	// ErrTooLarge: the bytes or their parts go beyond what a signature may hold.
	ErrTooLarge = fault.Define("cms.too_large")
)

func unsupported(what string) error {
	return fault.New(ErrUnsupported, fault.Args{"what": what}, nil)
}

func badRequest(detail string) error {
	return fault.New(ErrRequest, fault.Args{"detail": detail}, nil)
}

func malformed(detail string, cause error) error {
	return fault.New(ErrMalformed, fault.Args{"detail": detail}, cause)
}
