package pades

import "github.com/vanthu/vanthu/signing/pdf"

// editor changes a document through its update: every read sees what was
// already changed, every write goes to the object's own number.
type editor struct {
	doc     *pdf.Document
	update  *pdf.Update
	root    pdf.Dict
	rootRef pdf.Ref
	names   map[string]bool // of fields, those made here too; nil until asked for
	own     map[int]pdf.Ref // pages by number that got an object of their own here
}

func newEditor(doc *pdf.Document) (*editor, error) {
	root, ref, err := doc.Catalog()
	if err != nil {
		return nil, err
	}
	e := &editor{doc: doc, update: pdf.NewUpdate(doc), root: root.Clone(), rootRef: ref, own: map[int]pdf.Ref{}}
	if ref == (pdf.Ref{}) {
		e.rootRef = e.update.Add(e.root)
		e.update.SetRoot(e.rootRef)
	}
	return e, nil
}

// saveRoot is called after each change to root.
func (e *editor) saveRoot() { e.update.Set(e.rootRef, e.root) }

// dict resolves to a copy of a dictionary; nil where it is none.
func (e *editor) dict(o pdf.Object) (pdf.Dict, error) {
	v, err := e.update.Resolve(o)
	d, ok := v.(pdf.Dict)
	if !ok {
		return nil, err
	}
	return d.Clone(), err
}

// appended puts item behind an array that stands directly in holder under key
// or in an object of its own, and tells whether holder itself was changed.
func (e *editor) appended(holder pdf.Dict, key pdf.Name, item pdf.Object) (changed bool, err error) {
	v, err := e.update.Resolve(holder[key])
	if err != nil {
		return false, err
	}
	old, isArray := v.(pdf.Array)
	grown := append(append(pdf.Array{}, old...), item)
	if ref, indirect := holder[key].(pdf.Ref); indirect && isArray {
		e.update.Set(ref, grown)
		return false, nil
	}
	holder[key] = grown
	return true, nil
}
