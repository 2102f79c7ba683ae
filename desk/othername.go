package desk

import (
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/office/reading"
)

// ErrOtherName: the document prints another name {printed} for the signatory than
// that of who signs {signer}. It is a warning: names are read from a picture of a
// page, and people sign for others.
var ErrOtherName = fault.Define("signature.other_name")

// OtherName warns a person who signs above the name of another one.
func OtherName(pages []reading.Page, signer string) error {
	if printed := reading.OtherSignatory(pages, signer); printed != "" {
		return fault.New(ErrOtherName, fault.Args{"printed": printed, "signer": signer}, nil)
	}
	return nil
}
