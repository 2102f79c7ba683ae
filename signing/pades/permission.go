package pades

import "github.com/vanthu/vanthu/signing/pdf"

// checkPermission asks what earlier signatures allow: nothing may follow a
// certification with P=1, and a certification itself must come first
// (ISO 32000-2 §12.8.2.2).
func (e *editor) checkPermission(wanted Permission) error {
	fields, err := e.doc.SignatureFields()
	if err != nil {
		return err
	}
	certified, err := e.certification()
	if err != nil {
		return err
	}
	if e.permits(certified) == NoChanges {
		return ErrCertifiedFinal
	}
	for _, f := range fields {
		if f.Value == nil {
			continue
		}
		closed, err := e.closes(f)
		if err != nil {
			return err
		}
		if closed {
			return ErrCertifiedFinal
		}
		if wanted != Approval {
			return ErrCertifyNotFirst
		}
	}
	return nil
}

// certification gives the signature dictionary that the catalog names.
func (e *editor) certification() (pdf.Dict, error) {
	perms, err := e.dict(e.root["Perms"])
	if err != nil || perms == nil {
		return nil, err
	}
	return e.dict(perms["DocMDP"])
}

// permits reads the permission of a certification; 2 where it says none.
func (e *editor) permits(signature pdf.Dict) Permission {
	for _, params := range e.transforms(signature, "DocMDP") {
		if p, ok := params["P"].(pdf.Integer); ok {
			return Permission(p)
		}
	}
	return FillAndSign
}

// closes tells a signature after which nothing may change, though it is no
// certification: the /Lock of its field says so (table 236).
func (e *editor) closes(f pdf.SignatureField) (bool, error) {
	if !rangesFit(f, e.doc.Size()) {
		return false, nil // what is left of one after a program wrote the file anew
	}
	if e.permits(f.Value) == NoChanges {
		return true, nil
	}
	lock, err := e.dict(f.Dict["Lock"])
	return lock["P"] == pdf.Integer(NoChanges), err
}

// permit enters a certification into the catalog's /Perms, beside what is there.
func (e *editor) permit(value pdf.Ref) error {
	perms, err := e.dict(e.root["Perms"])
	if err != nil {
		return err
	}
	if perms == nil {
		perms = pdf.Dict{}
	}
	perms["DocMDP"] = value
	if ref, ok := e.root["Perms"].(pdf.Ref); ok {
		e.update.Set(ref, perms)
		return nil
	}
	e.root["Perms"] = perms
	e.saveRoot()
	return nil
}
