package pades

import (
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/pdf"
)

// Fill enters text into a text field that exists, in the same revision as the
// signature, and makes it read-only.
type Fill struct {
	Field, Text string
	// Draw is asked for each place where the field shows; unit is /UserUnit of its
	// page, in which the field counts its size of type.
	Draw func(unit float64) Appearance
}

// fill fills the fields and gives their names. What an earlier signature locked
// is refused (ErrFieldLocked), and what is no text field (ErrNoTextField).
func (e *editor) fill(entries []Fill) ([]string, error) {
	if len(entries) == 0 {
		return nil, nil
	}
	if !e.doc.Permissions().Fill() {
		return nil, ErrNotPermitted
	}
	fields, err := e.doc.Fields()
	if err != nil {
		return nil, err
	}
	names := make([]string, len(entries))
	for i, entry := range entries {
		names[i] = entry.Field
		if err := e.fillOne(fields, entry); err != nil {
			return nil, err
		}
	}
	return names, nil
}

func (e *editor) fillOne(fields []pdf.FormField, entry Fill) error {
	for _, f := range fields {
		if f.Name != entry.Field {
			continue
		}
		if kind, _ := e.update.Resolve(f.Dict["FT"]); kind != pdf.Name("Tx") || f.Ref == (pdf.Ref{}) {
			break
		}
		if err := e.checkLocks(f.Name); err != nil {
			return err
		}
		return e.enterText(f, entry)
	}
	return fault.New(ErrNoTextField, fault.Args{"field": entry.Field}, nil)
}

const flagReadOnly = 1

// enterText sets value and flags in the field, what is seen in its widgets.
func (e *editor) enterText(f pdf.FormField, entry Fill) error {
	own, err := e.dict(f.Ref)
	if err != nil {
		return err
	}
	flags, _ := e.update.Resolve(f.Dict["Ff"])
	bits, _ := flags.(pdf.Integer)
	own["V"], own["Ff"] = pdf.Text(entry.Text), bits|flagReadOnly
	delete(own, "RV") // the same in rich text
	e.update.Set(f.Ref, own)
	for _, w := range f.Widgets {
		if err := e.showText(w.Ref, entry.Draw); err != nil {
			return err
		}
	}
	return nil
}

func (e *editor) showText(ref pdf.Ref, draw func(unit float64) Appearance) error {
	widget, err := e.dict(ref)
	rect, ok := e.doc.Rect(widget["Rect"])
	if err != nil || ref == (pdf.Ref{}) || !ok || rect.Empty() {
		return err
	}
	page, err := e.pageOf(ref, widget)
	if err != nil {
		return err
	}
	width, height := seen(rect, page)
	if err := e.draw(widget, width, height, page.Rotate, draw(page.UserUnit)); err != nil {
		return err
	}
	e.update.Set(ref, widget)
	return nil
}

// lockFields lets a new signature field lock others: nobody may change them
// after it (ISO 32000-2 tables 236 and 259).
func lockFields(f *field, names []string) {
	if f.existing || len(names) == 0 {
		return
	}
	list := make(pdf.Array, len(names))
	for i, name := range names {
		list[i] = pdf.Text(name)
	}
	f.lock = pdf.Dict{"Type": pdf.Name("SigFieldLock"), "Action": pdf.Name("Include"), "Fields": list}
	f.dict["Lock"] = f.lock
}
