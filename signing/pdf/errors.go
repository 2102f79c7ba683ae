package pdf

import (
	"errors"
	"fmt"

	"github.com/vanthu/vanthu/internal/fault"
)

// What can be wrong with a file. Each is found by errors.Is.
var (
	// ErrNotPDF: the bytes are of another kind of file.
	ErrNotPDF = fault.Define("pdf.not_a_pdf")
	// ErrEmpty: the file has no bytes.
	ErrEmpty = fault.Define("pdf.empty")
	// ErrDamaged: a PDF whose pages or catalog cannot be found any more.
	ErrDamaged = fault.Define("pdf.damaged")
	// ErrIncomplete: a part of the file was lost on the way, mostly its end, and
	// with it a part of the document.
	ErrIncomplete = fault.Define("pdf.incomplete")
	// ErrPassword: the file cannot be opened without its password.
	ErrPassword = fault.Define("pdf.password")
	// ErrEncryption: the file is encrypted for chosen people or in a way that
	// is not published; argument "handler".
	ErrEncryption = fault.Define("pdf.encryption_unsupported")
	// ErrPageMissing: there is no page of that number; argument "page".
	ErrPageMissing = fault.Define("pdf.page_missing")
	// ErrTooComplex: a bound on depth, size or work was reached.
	ErrTooComplex = fault.Define("pdf.too_complex")
	// ErrFilter: a stream is encoded in a way this package does not decode
	// (images mostly); argument "filter".
	ErrFilter = fault.Define("pdf.filter_unsupported")
	// ErrUnreadable: the medium failed; the cause says how.
	ErrUnreadable = fault.Define("pdf.unreadable")
)

// errSyntax stays inside: it makes the reader repair or answer null.
var errSyntax = errors.New("pdf: syntax")

func damaged(format string, args ...any) error {
	return fault.New(ErrDamaged, nil, fmt.Errorf(format, args...))
}

func tooComplex(what string) error {
	return fault.New(ErrTooComplex, nil, errors.New(what))
}

// final tells errors that no repair can help from mere syntax.
func final(err error) bool {
	return errors.Is(err, ErrTooComplex) || errors.Is(err, ErrUnreadable) ||
		errors.Is(err, ErrPassword) || errors.Is(err, ErrEncryption)
}

// guard turns a panic into an error at the package's public edge. The reader
// has none that is known; hostile input must not end the program all the same.
func guard(err *error) {
	if r := recover(); r != nil {
		*err = fault.New(ErrDamaged, nil, fmt.Errorf("unforeseen: %v", r))
	}
}
