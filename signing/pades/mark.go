package pades

import "github.com/vanthu/vanthu/signing/pdf"

// Mark is one more place that a signature shows in, on another page or drawn
// otherwise. A signature field shows in one place only (ISO 32000-2 §12.7.5.5), so
// a mark is a field of its own that holds the same signature: what is drawn there
// belongs to the signature's revision and is signed with it.
type Mark struct {
	Field      string // its name; a numbered one where that is taken
	Visible    Visible
	Appearance Appearance
	Says       string // in words
}

// mark makes the fields of marks, and gives them for the form.
func (e *editor) mark(marks []Mark, value pdf.Ref) ([]pdf.Ref, error) {
	if len(marks) > 0 && !e.doc.Permissions().AddFields() {
		return nil, ErrNotPermitted
	}
	var made []pdf.Ref
	for _, m := range marks {
		f, err := e.newField(m.Field, m.Field)
		if err != nil {
			return nil, err
		}
		if err := e.place(f, value, Request{Visible: &m.Visible, Appearance: m.Appearance, Says: m.Says}); err != nil {
			return nil, err
		}
		made = append(made, f.ref)
	}
	return made, nil
}
