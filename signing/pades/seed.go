package pades

import (
	"slices"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/pdf"
)

// seed is what the author of a signature field demands of the signature in it
// (ISO 32000-2 table 237). What is marked as required is obeyed or refused; what
// is only recommended is left to the signer.
type seed struct {
	e        *editor
	dict     pdf.Dict
	required pdf.Integer
	field    string
}

// The bits of /Ff that say which entries are required.
const (
	seedFilter pdf.Integer = 1 << iota
	seedSubFilter
	seedVersion
	seedReasons
	seedAttestation
	seedRevocation
	seedDigest
	seedLock
	seedAppearance
	seedKnown = 1<<iota - 1
)

// seedParser is the version of the rules that is understood: that of PDF 2.0.
const seedParser = 3

func (e *editor) seedOf(f pdf.FormField) (*seed, error) {
	dict, err := e.dict(f.Dict["SV"])
	if err != nil || dict == nil {
		return nil, err
	}
	s := &seed{e: e, dict: dict, field: f.Name}
	s.required, _ = s.value("Ff").(pdf.Integer)
	return s, nil
}

// obey adapts the request to the field's demands or says which one stands
// against it.
func (s *seed) obey(f *field, req Request) (Request, error) {
	steps := []func(*field, *Request) error{
		s.understood, s.encoding, s.digest, s.reason, s.certification, s.evidence, s.lock, s.certificate,
	}
	for _, step := range steps {
		if err := step(f, &req); err != nil {
			return req, err
		}
	}
	return req, nil
}

// understood: constraints that this program does not know it cannot obey.
func (s *seed) understood(*field, *Request) error {
	version, _ := pdf.Number(s.value("V"))
	switch {
	case s.required&^seedKnown != 0:
		return s.refuse("Ff")
	case s.must(seedVersion) && version > seedParser:
		return s.refuse("V")
	case s.must(seedFilter) && s.value("Filter") != pdf.Object(handler):
		return s.refuse("Filter")
	case s.must(seedAppearance):
		return s.refuse("AppearanceFilter")
	}
	return nil
}

// encoding takes the first one that is known of those required.
func (s *seed) encoding(f *field, _ *Request) error {
	if !s.must(seedSubFilter) {
		return nil
	}
	for _, name := range s.list("SubFilter") {
		if n, ok := name.(pdf.Name); ok && slices.Contains(encodings, n) {
			f.encoding = n
			return nil
		}
	}
	return s.refuse("SubFilter")
}

// lock: only the field's own /Lock can close the document (table 236).
func (s *seed) lock(f *field, _ *Request) error {
	if s.must(seedLock) && s.value("LockDocument") == pdf.Name("true") && f.lock["P"] != pdf.Integer(1) {
		return s.refuse("LockDocument")
	}
	return nil
}

func (s *seed) must(flag pdf.Integer) bool { return s.required&flag != 0 }

func (s *seed) value(key pdf.Name) pdf.Object {
	v, err := s.e.update.Resolve(s.dict[key])
	if err != nil {
		return pdf.Null{}
	}
	return v
}

// list gives an array's items, resolved; one item may stand without an array.
func (s *seed) list(key pdf.Name) pdf.Array { return s.e.list(s.dict[key]) }

func (e *editor) list(o pdf.Object) (out pdf.Array) {
	v, _ := e.update.Resolve(o)
	items, ok := v.(pdf.Array)
	if !ok && v != pdf.Object(pdf.Null{}) {
		return pdf.Array{v}
	}
	for _, item := range items {
		if v, err := e.update.Resolve(item); err == nil {
			out = append(out, v)
		}
	}
	return out
}

func (s *seed) refuse(constraint string) error {
	return fault.New(ErrSeedValue, fault.Args{"field": s.field, "constraint": constraint}, nil)
}
