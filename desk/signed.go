package desk

import (
	"slices"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/office"
)

// ErrNotNumbered: the agency signs what has a number.
var ErrNotNumbered = fault.Define("desk.not_numbered")

// AfterSigning is the document once its main file has been replaced by the
// signed one: the file before is kept among Earlier, and a signature in the role
// that its stage waited for moves it on.
func AfterSigning(d office.Document, signed office.File, role SignRole) office.Document {
	d.Files = slices.Clone(d.Files)
	d.Earlier = slices.Clone(d.Earlier)
	for i, f := range d.Files {
		if f.Role == office.MainFile {
			signed.Role = office.MainFile
			d.Files[i] = signed
			d.Earlier = append(d.Earlier, f)
			break
		}
	}
	switch {
	case role == PersonSignature && d.Stage == office.Draft:
		d.Stage = office.Signed
	case role == AgencySignature && d.Stage == office.Numbered:
		d.Stage = office.Sealed
	}
	return d
}

// MaySign tells why a document may not be signed in a role: secret documents are
// not signed here, and the agency signs only what has its number and bears a
// valid personal signature (Decree 30/2020 articles 14, 32).
func MaySign(d office.Document, role SignRole, report Report) error {
	if err := d.Info.Secrecy.Admit(); err != nil {
		return err
	}
	if role != AgencySignature {
		return nil
	}
	if d.Info.Code.IsZero() {
		return ErrNotNumbered
	}
	return MaySeal(report)
}

// MainFile is the document's file to sign and send.
func MainFile(files []office.File) (office.File, bool) { return office.MainFileOf(files) }
