package verify

import (
	"slices"

	"github.com/vanthu/vanthu/signing/pdf"
)

// formKeys of the form are judged by rules of their own.
var formKeys = keys{"Fields", "SigFlags", "NeedAppearances", "DR", "DA", "CO"}

func (c *comparison) readForms() (err error) {
	if c.fieldsThen, err = readForm(c.then, c.thenDict(c.rootThen["AcroForm"])); err != nil {
		return err
	}
	c.fieldsNow, err = readForm(c.now, c.nowDict(c.rootNow["AcroForm"]))
	return err
}

// compareForms: signature fields may be added to the form (table 224), empty
// ones signed and others filled.
func (c *comparison) compareForms() error {
	before, after := c.thenDict(c.rootThen["AcroForm"]), c.nowDict(c.rootNow["AcroForm"])
	if before != nil && after == nil {
		c.differ("form")
		return nil
	}
	if key, found := formKeys.others(before, after); found {
		c.differ("form /%s", key)
	}
	if before["DA"] != nil && !equal(before["DA"], after["DA"]) {
		c.differ("form /DA")
	}
	if !equal(before["CO"], after["CO"]) { // the order of calculations decides on their results
		c.differ("form /CO")
	}
	if err := c.compareResources(before["DR"], after["DR"]); err != nil {
		return err
	}
	if err := c.compareNodes("form", before["Fields"], after["Fields"]); err != nil {
		return err
	}
	if err := c.formObjects(before); err != nil {
		return err
	}
	if err := c.compareFields(); err != nil {
		return err
	}
	return c.compareDisplay(before, after)
}

// formObjects walks what the form holds besides fields and resources, such as
// an XFA form.
func (c *comparison) formObjects(form pdf.Dict) error {
	w := c.newWalk(func(number int, _ mode) { c.differ("object %d of the form", number) })
	for key, value := range form {
		if slices.Contains(formKeys, key) {
			continue
		}
		if err := w.from(value, strict); err != nil {
			return err
		}
	}
	return nil
}

// compareResources: fonts and the like may be added to the form's default
// resources (table 224, /DR); what is there stays what it is.
func (c *comparison) compareResources(before, after pdf.Object) error {
	old, changed := c.thenDict(before), c.nowDict(after)
	for kind, o := range old {
		if equal(o, changed[kind]) && !c.touchedAt(o) {
			continue
		}
		was, is := c.thenDict(o), c.nowDict(changed[kind])
		for name, resource := range was {
			if !equal(resource, is[name]) {
				c.differ("form /DR /%s", kind)
			}
		}
		if was == nil {
			c.differ("form /DR /%s", kind)
		}
	}
	w := c.newWalk(func(number int, _ mode) { c.differ("object %d of the form's resources", number) })
	for _, o := range old {
		for _, resource := range c.thenDict(o) {
			if err := w.from(resource, strict); err != nil {
				return err
			}
		}
	}
	return nil
}
