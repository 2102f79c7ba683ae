package desk

import (
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/office"
)

// What the signatures that a document bears do not allow. A signature that could
// not be checked is neither valid nor not valid, and is answered for itself.
var (
	ErrPersonFirst     = fault.Define("signature.person_first")     // no person has signed
	ErrPersonUnchecked = fault.Define("signature.person_unchecked") // the person's signature could not be checked {signer}
	ErrSealUnchecked   = fault.Define("signature.seal_unchecked")   // the agency's signature could not be checked {signer}
	ErrBroken          = fault.Define("signature.broken")           // it bears a signature that is not valid
)

// MaySeal tells why an agency may not sign a document: it must bear a valid
// personal signature (Decree 30/2020 article 32.2). There is no way around one
// that could not be checked: adding its root makes it checkable, without a network.
func MaySeal(r Report) error { return r.relied(false, ErrPersonFirst, ErrPersonUnchecked) }

// MayLeave tells why a document may not be sent as signed by its agency.
func MayLeave(r Report) error { return r.relied(true, office.ErrNotSealed, ErrSealUnchecked) }

// relied looks for a valid signature of the agency, or of a person.
func (r Report) relied(agency bool, none error, unchecked fault.Code) error {
	if r.Overall == NotValid {
		return ErrBroken
	}
	for _, s := range r.Signatures {
		if s.TimeStamp || s.Agency != agency {
			continue
		}
		switch s.Verdict {
		case Valid:
			return nil
		case CouldNotCheck:
			none = fault.New(unchecked, fault.Args{"signer": s.Signer}, nil)
		}
	}
	return none
}
