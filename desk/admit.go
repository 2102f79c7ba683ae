package desk

import (
	"context"
	"errors"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/office"
)

// Why a person must confirm before an arrival goes into the register: the rule
// is that it goes back to its sender (Decree 30/2020 article 21.2).
var (
	ErrArrivalNotValid = fault.Define("signature.arrival_not_valid") // a signature of it is not valid
	ErrArrivalMarked   = fault.Define("signature.arrival_marked")    // a page bears a mark of secrecy {mark} {page}
)

// Admit refuses, with office.ErrPrintedSecret, files with a page that bears a mark
// of secrecy. read is false when the main file has no text to look at.
func (c *Checks) Admit(ctx context.Context, files []office.File) (read bool, err error) {
	for _, f := range files {
		seen, err := c.Secrecy(ctx, f.SHA256)
		if err != nil {
			return true, err
		}
		if f.Role == office.MainFile {
			read = seen
		}
	}
	return read, nil
}

// Doubt tells why an arrival should not go into the register. A file that is not
// here, or a signature that could not be checked, is no reason.
func (c *Checks) Doubt(ctx context.Context, a office.Arrival) error {
	if _, err := c.Admit(ctx, a.Files); errors.Is(err, office.ErrPrintedSecret) {
		return ArrivalMarked(err)
	}
	file, ok := MainFile(a.Files)
	if !ok {
		return nil
	}
	if r, err := c.Check(ctx, file.SHA256); err == nil && r.Overall == NotValid {
		return ErrArrivalNotValid
	}
	return nil
}

// ArrivalMarked says of an arrival what office.ErrPrintedSecret says of a document
// of our own.
func ArrivalMarked(err error) error {
	_, args, _ := fault.Of(err)
	return fault.New(ErrArrivalMarked, args, nil)
}
