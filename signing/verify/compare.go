package verify

import (
	"context"
	"fmt"

	"github.com/vanthu/vanthu/signing/pdf"
)

// comparison is what became of a revision. It is strict: a change that is not
// known to be signing or form filling is "other", whatever it may have been.
type comparison struct {
	ctx       context.Context
	then, now *pdf.Document

	roles   map[int]role
	fields  map[int]pdf.FormField // of then, by the number of field and widgets
	signing map[pdf.Ref]bool      // signature fields and their widgets, of now
	stamps  map[pdf.Ref]bool      // those of signing that hold document time stamps
	uses    map[int]int           // how many objects refer to one of loners

	changed  bool
	approved bool     // somebody signed
	filled   []string // form fields with another value
	other    string   // what else changed; empty where nothing
}

// role is what an object of the earlier revision is for.
type role int

const (
	roleCatalog role = iota + 1
	roleForm
	roleFieldList
	roleField
	roleAnnotations
	roleInfo
	roleMetadata
	roleSecurityStore
)

// loners may be rewritten only where nothing else refers to them, or a page
// could show what seems to be, say, metadata.
var loners = map[role]bool{roleMetadata: true, roleSecurityStore: true, roleInfo: true}

// compare finds what changed from then to now, two revisions of one file.
func compare(ctx context.Context, then, now *pdf.Document) (*comparison, error) {
	c := &comparison{
		ctx: ctx, then: then, now: now,
		roles: map[int]role{}, fields: map[int]pdf.FormField{},
		signing: map[pdf.Ref]bool{}, stamps: map[pdf.Ref]bool{}, uses: map[int]int{},
	}
	if err := c.assignRoles(); err != nil {
		return nil, err
	}
	if err := c.scan(); err != nil {
		return nil, err
	}
	if err := c.compareRoots(); err != nil {
		return nil, err
	}
	for ref := range then.Refs() {
		if now.SamePlace(then, ref.Number) {
			continue
		}
		if err := c.compareObject(ref); err != nil {
			return nil, err
		}
		if c.other != "" {
			break
		}
	}
	return c, nil
}

func (c *comparison) class() LaterChanges {
	switch {
	case c.other != "":
		return OtherChanges
	case c.changed:
		return SigningAndForms
	}
	return NoChanges
}

// differ notes the first change that is none of the harmless ones.
func (c *comparison) differ(format string, args ...any) {
	if c.other == "" {
		c.other = fmt.Sprintf(format, args...)
	}
}

// compareRoots compares what hangs on the trailers and the catalogs; objects
// that only exist now count through what refers to them.
func (c *comparison) compareRoots() error {
	if !equal(c.then.Trailer()["Encrypt"], c.now.Trailer()["Encrypt"]) {
		c.differ("trailer")
	}
	before, ref, err := c.then.Catalog()
	if err != nil {
		return err
	}
	after, newRef, err := c.now.Catalog()
	if err != nil {
		return err
	}
	if ref == newRef && c.now.SamePlace(c.then, ref.Number) {
		return nil
	}
	c.changed = true
	return c.compareCatalog(before, after)
}

// compareObject judges an object that no longer stands where it stood.
func (c *comparison) compareObject(ref pdf.Ref) error {
	if err := c.ctx.Err(); err != nil {
		return err
	}
	before, err := c.then.Resolve(ref)
	if err != nil {
		return err
	}
	after, err := c.now.Resolve(ref)
	if err != nil {
		return err
	}
	same, err := c.sameObject(before, after)
	if err != nil || same {
		return err
	}
	c.changed = true
	return c.compareByRole(ref, before, after)
}

func (c *comparison) compareByRole(ref pdf.Ref, before, after pdf.Object) error {
	r := c.roles[ref.Number]
	if loners[r] && c.uses[ref.Number] > 1 {
		r = 0
	}
	old, _ := before.(pdf.Dict)
	changed, _ := after.(pdf.Dict)
	switch r {
	case roleCatalog:
		return nil // compareRoots has seen it
	case roleForm:
		return c.compareForm(old, changed)
	case roleFieldList:
		return c.compareFieldList(before, after)
	case roleAnnotations:
		return c.compareAnnotations(before, after)
	case roleField:
		return c.compareField(c.fields[ref.Number], old, changed)
	case roleInfo:
		c.compareInfo(old, changed)
		return nil
	case roleMetadata, roleSecurityStore:
		return nil
	}
	if old["Type"] == pdf.Name("Page") && changed != nil {
		return c.comparePage(old, changed)
	}
	c.differ("object %d%s", ref.Number, typed(old))
	return nil
}

// typed adds an object's kind for people who look into the file.
func typed(d pdf.Dict) string {
	if name, ok := d["Type"].(pdf.Name); ok {
		return " /" + readable(string(name))
	}
	return ""
}
