package pades

import "github.com/vanthu/vanthu/signing/pdf"

// settleAppearances takes back the form's demand that viewers draw every field
// anew (ISO 32000-2 table 224, /NeedAppearances): while it stands, some draw no
// signature at all. Where a field has nothing of its own to show, it stays.
func (e *editor) settleAppearances(form pdf.Dict) (changed bool, err error) {
	if need, _ := e.update.Resolve(form["NeedAppearances"]); need != pdf.Bool(true) {
		return false, nil
	}
	fields, err := e.doc.Fields()
	if err != nil {
		return false, err
	}
	for _, f := range fields {
		if kind, _ := e.update.Resolve(f.Dict["FT"]); kind == pdf.Name("Sig") {
			continue
		}
		for _, w := range f.Widgets {
			widget := w.Dict
			if now, err := e.dict(w.Ref); err == nil && now != nil {
				widget = now // what was filled along with the signature
			}
			if shown, err := e.hasAppearance(widget); err != nil || !shown {
				return false, err
			}
		}
	}
	delete(form, "NeedAppearances")
	return true, nil
}

// hasAppearance also holds for widgets without area, which nobody sees.
func (e *editor) hasAppearance(widget pdf.Dict) (bool, error) {
	if rect, ok := e.doc.Rect(widget["Rect"]); ok && rect.Empty() {
		return true, nil
	}
	v, err := e.update.Resolve(widget["AP"])
	if err != nil {
		return false, err
	}
	appearance, _ := v.(pdf.Dict)
	normal, err := e.update.Resolve(appearance["N"])
	switch normal.(type) {
	case pdf.Dict, *pdf.Stream:
		return true, err
	}
	return false, err
}
