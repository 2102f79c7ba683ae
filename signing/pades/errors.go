package pades

import (
	"errors"

	"github.com/vanthu/vanthu/internal/atomicfile"
	"github.com/vanthu/vanthu/internal/fault"
)

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
	// ErrFormDamaged: what the form has for its list of fields is no list, so that
	// no field can be entered without dropping it.
	ErrFormDamaged = fault.Define("pades.form_damaged")
	// ErrFieldLocked: an earlier signature has locked the named field; argument
	// "field".
	ErrFieldLocked = fault.Define("pades.field_locked")
	// ErrFieldExists: a field is to be made whose name is taken; argument "field".
	ErrFieldExists = fault.Define("pades.field_exists")
	// ErrNoTextField: the named field is none for text; argument "field".
	ErrNoTextField = fault.Define("pades.field_not_text")
	// ErrAlreadySigned: a field cannot be added under the signature in "field".
	ErrAlreadySigned = fault.Define("pades.already_signed")
	// ErrSeedValue: the field demands what cannot be done here; arguments
	// "field" and "constraint", the key in its seed value dictionary.
	ErrSeedValue = fault.Define("pades.seed_value")
	// ErrSeedReason: the field demands another reason; arguments "field" and
	// "reasons", those allowed.
	ErrSeedReason = fault.Define("pades.seed_reason")
	// ErrSeedCertification: the field is for another kind of signature;
	// arguments "field" and "permission", 0 for an approval.
	ErrSeedCertification = fault.Define("pades.seed_certification")
	// ErrSeedTimeStamp: the field demands a time stamp; argument "field".
	ErrSeedTimeStamp = fault.Define("pades.seed_time_stamp")
	// ErrSeedCertificate: the field is for other people; argument "field".
	ErrSeedCertificate = fault.Define("pades.seed_certificate")
	// ErrCertifiedFinal: an earlier signature forbids every change (P=1).
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

// unwritable names the target; what it is no file for, atomicfile says itself.
func unwritable(file string, err error) error {
	if errors.Is(err, atomicfile.ErrNotRegular) {
		return err
	}
	return fault.New(ErrTarget, fault.Args{"file": file}, err)
}
