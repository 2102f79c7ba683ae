package verify

import "github.com/vanthu/vanthu/signing/pdf"

// describe takes from the signature dictionary what it says of itself
// (ISO 32000-2 table 255).
func (f *file) describe(field pdf.SignatureField) Signature {
	s := Signature{
		Field:        readable(field.Name),
		Result:       TotalPassed, // until something is found
		Integrity:    IntegrityUnknown,
		LaterChanges: ChangesUnknown,
		Revocation:   RevocationNotChecked,
		TimeSource:   NoTime,

		ValidAtSigning: NotKnownAtSigning,
		Signer:         Signer{Kind: UnknownSigner},
		Coverage:       Coverage{Size: f.size, Revisions: len(f.revisions)},
		Name:           f.text(field.Value["Name"]),
		Reason:         f.text(field.Value["Reason"]),
		Location:       f.text(field.Value["Location"]),
	}
	if name, ok := f.value(field.Value["SubFilter"]).(pdf.Name); ok {
		s.SubFilter = readable(string(name))
	}
	s.DocumentTimeStamp = s.SubFilter == subFilterTimeStamp
	s.Certifies = f.certification(field.Value) != nil
	return s
}

// value resolves; what cannot be read is null.
func (f *file) value(o pdf.Object) pdf.Object {
	v, err := f.doc.Resolve(o)
	if err != nil {
		return pdf.Null{}
	}
	return v
}

const maxText = 1000 // runes of a reason or place that a report shows

func (f *file) text(o pdf.Object) string {
	s, ok := f.value(o).(pdf.String)
	if !ok {
		return ""
	}
	runes := []rune(readable(s.Text()))
	return string(runes[:min(len(runes), maxText)])
}

func (f *file) dict(o pdf.Object) pdf.Dict {
	d, _ := f.value(o).(pdf.Dict)
	return d
}

func (f *file) array(o pdf.Object) pdf.Array {
	a, _ := f.value(o).(pdf.Array)
	return a
}
