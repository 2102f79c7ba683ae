package pades

import (
	"fmt"
	"strings"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/pdf"
)

// field is where the signature goes: one that exists, or a new one.
type field struct {
	name     string
	existing bool
	ref      pdf.Ref // of the field
	dict     pdf.Dict
	widget   pdf.Ref // the same as ref where field and widget are one object
	lock     pdf.Dict
	seed     *seed    // nil where the field demands nothing
	encoding pdf.Name // of the signature, as /SubFilter
	placed   *Visible // where a new visible one stands
}

// chooseField finds the named field or makes one under a name that is free.
func (e *editor) chooseField(req Request) (*field, error) {
	fields, err := e.doc.Fields()
	if err != nil {
		return nil, err
	}
	for _, f := range fields {
		if f.Name == req.Field && req.Field != "" {
			return e.existingField(f)
		}
	}
	if !e.doc.Permissions().AddFields() {
		return nil, ErrNotPermitted
	}
	// The point separates levels of a form (ISO 32000-2 §12.7.4.2).
	if strings.Contains(req.Field, ".") {
		return nil, badRequest("new field " + req.Field)
	}
	return e.newField(req.Field, "Signature")
}

// newField makes a signature field under a name that is free.
func (e *editor) newField(wanted, prefix string) (*field, error) {
	name, err := e.freeName(wanted, prefix)
	if err != nil {
		return nil, err
	}
	ref := e.update.Add(nil)
	return &field{name: name, ref: ref, widget: ref, encoding: encodings[0], dict: pdf.Dict{
		"Type": pdf.Name("Annot"), "Subtype": pdf.Name("Widget"), "FT": pdf.Name("Sig"), "T": pdf.Text(name),
		"F": pdf.Integer(flagPrint | flagLocked), "Rect": pdf.Rect{}.Array(),
	}}, nil
}

// freeName is the wanted name, else the first of prefix1, prefix2 … that no field
// has, and none that was made here.
func (e *editor) freeName(wanted, prefix string) (string, error) {
	if e.names == nil {
		fields, err := e.doc.Fields()
		if err != nil {
			return "", err
		}
		e.names = map[string]bool{}
		for _, f := range fields {
			e.names[f.Name] = true
		}
	}
	name := wanted
	for n := 1; name == "" || e.names[name]; n++ {
		name = fmt.Sprintf("%s%d", prefix, n)
	}
	e.names[name] = true
	return name, nil
}

// Annotation flags (ISO 32000-2 table 167).
const (
	flagPrint  = 1 << 2
	flagLocked = 1 << 7
)

func (e *editor) existingField(f pdf.FormField) (*field, error) {
	args := fault.Args{"field": f.Name}
	if kind, _ := e.update.Resolve(f.Dict["FT"]); kind != pdf.Name("Sig") || f.Ref == (pdf.Ref{}) || f.Widgets[0].Ref == (pdf.Ref{}) {
		return nil, fault.New(ErrFieldKind, args, nil)
	}
	if value, err := e.dict(f.Dict["V"]); err != nil {
		return nil, err
	} else if value != nil {
		return nil, fault.New(ErrFieldSigned, args, nil)
	}
	if !e.doc.Permissions().Fill() {
		return nil, ErrNotPermitted
	}
	own, err := e.dict(f.Ref)
	if err != nil {
		return nil, err
	}
	lock, err := e.dict(f.Dict["Lock"])
	if err != nil {
		return nil, err
	}
	seed, err := e.seedOf(f)
	if err != nil {
		return nil, err
	}
	return &field{
		name: f.Name, existing: true, ref: f.Ref, dict: own, widget: f.Widgets[0].Ref,
		lock: lock, seed: seed, encoding: encodings[0],
	}, e.checkLocks(f.Name)
}

// enter makes the form know the new fields and the catalog the certification.
func (e *editor) enter(f *field, marks []pdf.Ref, value pdf.Ref, certify Permission) error {
	if certify != Approval {
		if err := e.permit(value); err != nil {
			return err
		}
	}
	if !f.existing {
		marks = append([]pdf.Ref{f.ref}, marks...)
	}
	return e.enterForm(marks...)
}
