package pades

import "github.com/vanthu/vanthu/internal/fault"

// What can stand in the way of a signature; package pdf has the codes for what
// can be wrong with the file itself.
var (
	// ErrRequest: the caller's own mistake; argument "detail".
	ErrRequest = fault.Define("pades.request")
	// ErrSource: the file cannot be opened or read; argument "file".
	ErrSource = fault.Define("pades.source_unreadable")
	// ErrTarget: the result cannot be written; argument "file".
	ErrTarget = fault.Define("pades.target_unwritable")
	// ErrFieldSigned: the named field bears a signature already; argument "field".
	ErrFieldSigned = fault.Define("pades.field_signed")
	// ErrFieldKind: the named field is none for signatures, or broken; argument "field".
	ErrFieldKind = fault.Define("pades.field_not_signature")
	// ErrCertifiedFinal: a certification forbids every change (DocMDP P=1).
	ErrCertifiedFinal = fault.Define("pades.certified_final")
	// ErrNotPermitted: the author of an encrypted file allows nobody to sign, or
	// to add a signature field (ISO 32000-2 table 22).
	ErrNotPermitted = fault.Define("pades.not_permitted")
	// ErrCertifyNotFirst: only a document without signatures can be certified.
	ErrCertifyNotFirst = fault.Define("pades.certify_not_first")
	// ErrTooLarge: the signature needs more room than was reserved; arguments
	// "size" and "room" in bytes.
	ErrTooLarge = fault.Define("pades.signature_too_large")
)

func badRequest(detail string) error {
	return fault.New(ErrRequest, fault.Args{"detail": detail}, nil)
}
