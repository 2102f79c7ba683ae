package pades

import "github.com/vanthu/vanthu/signing/pdf"

// Signature flags (ISO 32000-2 table 225): signatures exist, append only.
const signatureFlags = 1 | 2

// enterForm extends /AcroForm where it stands by new fields and keeps all it has.
func (e *editor) enterForm(fields ...pdf.Ref) error {
	form, err := e.dict(e.root["AcroForm"])
	if err != nil {
		return err
	}
	ref, indirect := e.root["AcroForm"].(pdf.Ref)
	if form == nil {
		form, indirect = pdf.Dict{}, false
	}
	changed := false
	for _, f := range fields {
		grown, err := e.enterField(form, f)
		if err != nil {
			return err
		}
		changed = changed || grown
	}
	old, _ := e.update.Resolve(form["SigFlags"])
	flags, _ := old.(pdf.Integer)
	if flags&signatureFlags != signatureFlags {
		form["SigFlags"] = flags | signatureFlags
		changed = true
	}
	settled, err := e.settleAppearances(form)
	if err != nil {
		return err
	}
	changed = changed || settled
	if !changed {
		return nil
	}
	if indirect {
		e.update.Set(ref, form)
		return nil
	}
	e.root["AcroForm"] = form
	e.saveRoot()
	return nil
}

func (e *editor) enterField(form pdf.Dict, ref pdf.Ref) (changed bool, err error) {
	fields, err := e.update.Resolve(form["Fields"])
	if err != nil {
		return false, err
	}
	switch fields.(type) {
	case pdf.Null, pdf.Array, pdf.Bool, pdf.Integer, pdf.Real: // a number or a truth names no field that could be lost
		return e.appended(form, "Fields", ref)
	}
	return false, ErrFormDamaged
}
