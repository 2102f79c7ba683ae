package signature

import (
	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/office/reading"
)

// ErrOtherCode: the document prints another number and notation {printed} than was
// given {given}.
var ErrOtherCode = fault.Define("signature.other_code")

// warnings are what a person should know of what is signed; they keep nobody from
// signing.
func (o Order) warnings(text []reading.Page) (warnings []error) {
	if o.Role == Person {
		if err := desk.OtherName(text, o.Chain[0].Subject.CommonName); err != nil {
			warnings = append(warnings, err)
		}
	}
	given, err := office.ParseDocumentCode(o.Code)
	if err != nil {
		return warnings
	}
	if printed := reading.Read(text).Code; printed.Number > 0 && printed != given {
		warnings = append(warnings, fault.New(ErrOtherCode, fault.Args{"printed": printed.String(), "given": given.String()}, nil))
	}
	return warnings
}
