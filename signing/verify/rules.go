package verify

import (
	"slices"

	"github.com/vanthu/vanthu/signing/pdf"
)

// keys of a dictionary that signing and form filling may change.
type keys []pdf.Name

var (
	catalogKeys = keys{"AcroForm", "DSS", "Metadata", "Extensions", "Version", "Perms"}
	formKeys    = keys{"Fields", "SigFlags", "NeedAppearances", "DR", "DA"}
	pageKeys    = keys{"Annots"}
	signingKeys = keys{"V", "AP", "AS", "M", "F", "MK", "DA", "P"}
	fillingKeys = keys{"V", "AP", "AS", "M", "I", "MK", "RV"}
)

// others gives the first key outside of the list, in a fixed order, under which
// the two dictionaries differ.
func (k keys) others(before, after pdf.Dict) (pdf.Name, bool) {
	var found []pdf.Name
	for key := range before {
		if !slices.Contains(k, key) && !equal(before[key], after[key]) {
			found = append(found, key)
		}
	}
	for key := range after {
		// No key twice, or nested dictionaries cost time without bound.
		if _, seen := before[key]; !seen && !slices.Contains(k, key) && !equal(nil, after[key]) {
			found = append(found, key)
		}
	}
	if len(found) == 0 {
		return "", false
	}
	return slices.Min(found), true
}

// compareCatalog: forms, security store and metadata may come; permissions may
// be added but not altered (ISO 32000-2 table 29).
func (c *comparison) compareCatalog(before, after pdf.Dict) error {
	if key, found := catalogKeys.others(before, after); found {
		c.differ("catalog /%s", key)
	}
	if before["Perms"] != nil && !equal(before["Perms"], after["Perms"]) {
		c.differ("catalog /Perms")
	}
	form := before["AcroForm"]
	if ref, ok := form.(pdf.Ref); ok && equal(form, after["AcroForm"]) && c.now.SamePlace(c.then, ref.Number) {
		return nil
	}
	return c.compareForm(dictOf(c.then, form), dictOf(c.now, after["AcroForm"]))
}

// compareForm: signature fields may be added to the form (table 224).
func (c *comparison) compareForm(before, after pdf.Dict) error {
	if key, found := formKeys.others(before, after); found {
		c.differ("form /%s", key)
	}
	return c.compareFieldList(before["Fields"], after["Fields"])
}

func (c *comparison) compareFieldList(before, after pdf.Object) error {
	return c.compareList("form", before, after)
}

func (c *comparison) compareAnnotations(before, after pdf.Object) error {
	return c.compareList("annotations", before, after)
}

// comparePage: widgets of signature fields may be added (table 31).
func (c *comparison) comparePage(before, after pdf.Dict) error {
	if key, found := pageKeys.others(before, after); found {
		c.differ("page /%s", key)
	}
	return c.compareAnnotations(before["Annots"], after["Annots"])
}

// compareList: what was in the list stays in its order; only signature fields
// or their widgets are added.
func (c *comparison) compareList(name string, before, after pdf.Object) error {
	old, err := list(c.then, before)
	if err != nil {
		return err
	}
	longer, err := list(c.now, after)
	if err != nil {
		return err
	}
	for _, item := range longer {
		if len(old) > 0 && equal(old[0], item) {
			old = old[1:]
			continue
		}
		if err := c.added(name, item); err != nil {
			return err
		}
	}
	if len(old) > 0 {
		c.differ("%s removed", name)
	}
	return nil
}

// added judges one more field or annotation. It must be a field or widget of a
// signature and nothing else besides, such as a page.
func (c *comparison) added(name string, item pdf.Object) error {
	ref, ok := item.(pdf.Ref)
	if !ok || !c.signing[ref] {
		c.differ("%s added", name)
		return nil
	}
	o, err := c.now.Resolve(ref)
	if err != nil {
		return err
	}
	dict, ok := o.(pdf.Dict)
	kind := dict["Type"]
	if !ok || kind != nil && kind != pdf.Name("Annot") || dict["A"] != nil || dict["AA"] != nil {
		c.differ("%s added", name)
		return nil
	}
	if !c.stamps[ref] {
		c.approved = true
	}
	return nil
}

func list(d *pdf.Document, o pdf.Object) (pdf.Array, error) {
	v, err := d.Resolve(o)
	a, _ := v.(pdf.Array)
	return a, err
}

// compareField: an empty signature field may be signed, other fields may be
// filled. A signature that was there stays.
func (c *comparison) compareField(field pdf.FormField, before, after pdf.Dict) error {
	if before == nil || after == nil {
		c.differ("field removed")
		return nil
	}
	allowed := fillingKeys
	if kind, err := c.then.Resolve(field.Dict["FT"]); err != nil {
		return err
	} else if kind == pdf.Name("Sig") {
		if field.Dict["V"] != nil {
			c.differ("signature field %s", readable(field.Name))
		}
		allowed = signingKeys
		c.approved = true
	} else {
		c.filled = append(c.filled, field.Name)
	}
	if key, found := allowed.others(before, after); found {
		c.differ("field %s /%s", readable(field.Name), key)
	}
	return nil
}

// compareInfo: the information dictionary may say something else as long as it
// holds plain values (ISO 32000-2 §14.3.3).
func (c *comparison) compareInfo(before, after pdf.Dict) {
	for _, d := range []pdf.Dict{before, after} {
		for _, value := range d {
			switch value.(type) {
			case pdf.String, pdf.Name, pdf.Bool, pdf.Null, pdf.Integer, pdf.Real:
			default:
				c.differ("document information")
			}
		}
	}
	if before == nil || after == nil {
		c.differ("document information")
	}
}
