package verify

import "github.com/vanthu/vanthu/signing/pdf"

// assignRoles says which objects of the earlier revision are what.
func (c *comparison) assignRoles() error {
	root, ref, err := c.then.Catalog()
	if err != nil {
		return err
	}
	c.assign(c.then.Trailer()["Info"], roleInfo)
	c.assign(root["Metadata"], roleMetadata)
	c.assignStore(root["DSS"])
	if err := c.assignForm(root["AcroForm"]); err != nil {
		return err
	}
	c.roles[ref.Number] = roleCatalog // last: it may not pass for anything else
	return c.findSigning()
}

func (c *comparison) assign(o pdf.Object, r role) {
	if ref, ok := o.(pdf.Ref); ok {
		c.roles[ref.Number] = r
	}
}

// assignStore takes the dictionaries and lists of the document security store
// (EN 319 142-1 §5.4.2).
func (c *comparison) assignStore(o pdf.Object) {
	c.assign(o, roleSecurityStore)
	store := c.thenDict(o)
	for _, key := range []pdf.Name{"Certs", "OCSPs", "CRLs", "VRI"} {
		c.assign(store[key], roleSecurityStore)
	}
	for _, entry := range c.thenDict(store["VRI"]) {
		c.assign(entry, roleSecurityStore)
		for _, list := range c.thenDict(entry) {
			if v, _ := c.then.Resolve(list); isArray(v) {
				c.assign(list, roleSecurityStore)
			}
		}
	}
}

func isArray(o pdf.Object) bool {
	_, ok := o.(pdf.Array)
	return ok
}

func (c *comparison) assignForm(o pdf.Object) error {
	c.assign(o, roleForm)
	c.assign(c.thenDict(o)["Fields"], roleFieldList)
	fields, err := c.then.Fields()
	if err != nil {
		return err
	}
	for _, field := range fields {
		c.assignField(field.Ref, field)
		for _, widget := range field.Widgets {
			c.assignField(widget.Ref, field)
		}
	}
	return nil
}

func (c *comparison) assignField(ref pdf.Ref, field pdf.FormField) {
	if ref.Number != 0 {
		c.roles[ref.Number] = roleField
		c.fields[ref.Number] = field
	}
}

// findSigning lists the signature fields of now with their widgets.
func (c *comparison) findSigning() error {
	fields, err := c.now.SignatureFields()
	if err != nil {
		return err
	}
	for _, field := range fields {
		refs := []pdf.Ref{field.Ref}
		for _, widget := range field.Widgets {
			refs = append(refs, widget.Ref)
		}
		for _, ref := range refs {
			c.signing[ref] = ref.Number != 0
			c.stamps[ref] = field.Value["Type"] == pdf.Name("DocTimeStamp")
		}
	}
	return nil
}

func (c *comparison) thenDict(o pdf.Object) pdf.Dict { return dictOf(c.then, o) }

func dictOf(d *pdf.Document, o pdf.Object) pdf.Dict {
	v, err := d.Resolve(o)
	if err != nil {
		return nil
	}
	dict, _ := v.(pdf.Dict)
	return dict
}

// scan reads the earlier revision once: for lists of annotations, for what else
// refers to loners, and for references to objects that were missing when it was
// signed and are there now, which would change what old pages show.
func (c *comparison) scan() error {
	for ref := range c.then.Refs() {
		if err := c.ctx.Err(); err != nil {
			return err
		}
		o, err := c.then.Resolve(ref)
		if err != nil {
			return err
		}
		if s, ok := o.(*pdf.Stream); ok && s.Dict["Type"] == pdf.Name("XRef") {
			continue
		}
		c.scanObject(o)
	}
	return nil
}

func (c *comparison) scanObject(o pdf.Object) {
	page, _ := o.(pdf.Dict)
	if page["Type"] == pdf.Name("Page") {
		c.assignOnce(page["Annots"], roleAnnotations)
	}
	c.references(o, 0)
}

// assignOnce keeps a role that was given before.
func (c *comparison) assignOnce(o pdf.Object, r role) {
	if ref, ok := o.(pdf.Ref); ok && c.roles[ref.Number] == 0 {
		c.roles[ref.Number] = r
	}
}

const maxNesting = 130 // the parser allows less

func (c *comparison) references(o pdf.Object, depth int) {
	if depth > maxNesting {
		return
	}
	switch o := o.(type) {
	case pdf.Ref:
		if loners[c.roles[o.Number]] {
			c.uses[o.Number]++
		}
		if c.now.Holds(o.Number) && !c.then.Holds(o.Number) {
			c.differ("object %d, missing when signed", o.Number)
		}
	case pdf.Array:
		for _, item := range o {
			c.references(item, depth+1)
		}
	case pdf.Dict:
		for _, item := range o {
			c.references(item, depth+1)
		}
	case *pdf.Stream:
		c.references(o.Dict, depth+1)
	}
}
