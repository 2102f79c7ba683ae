package verify

import (
	"slices"

	"github.com/vanthu/vanthu/signing/pdf"
)

// keys of a dictionary.
type keys []pdf.Name

var (
	// apartKeys of the catalog are judged by rules of their own.
	apartKeys = keys{"AcroForm", "DSS", "Metadata", "Perms", "Extensions", "Version", "StructTreeRoot", "MarkInfo"}
	// shownKeys of the catalog bear on what pages show.
	shownKeys = keys{"OCProperties", "OutputIntents"}
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

// comparePages walks everything that pages may show, then what leads to them.
func (c *comparison) comparePages() error {
	root := c.rootThen
	c.pages = c.newWalk(c.pageObject)
	for _, key := range shownKeys {
		if err := c.pages.from(root[key], strict); err != nil {
			return err
		}
	}
	for _, number := range c.graph.containers {
		if err := c.container(int(number)); err != nil {
			return err
		}
	}
	if err := c.pages.from(c.then.Trailer()["Encrypt"], strict); err != nil {
		return err
	}
	if err := c.pages.from(root["Pages"], tree); err != nil {
		return err
	}
	for key, value := range root {
		if key == "Pages" || slices.Contains(apartKeys, key) || slices.Contains(shownKeys, key) {
			continue
		}
		if err := c.pages.from(value, loose); err != nil {
			return err
		}
	}
	return nil
}

// container looks at the objects by which an object stream is read, such as its
// length: they decide on what all the objects inside are.
func (c *comparison) container(number int) (err error) {
	if !c.then.Holds(number) || !c.now.SamePlace(c.then, number) {
		return nil // its objects have moved and are compared one by one
	}
	return c.eachLink(number, func(target int, _ linkKind) {
		if c.touched(target) {
			c.differ("object %d of object stream %d", target, number)
		}
	})
}

// pageObject judges a changed object that a page shows or that leads to one.
func (c *comparison) pageObject(number int, m mode) {
	before, err := c.then.Load(number)
	if err != nil {
		c.differ("object %d", number)
		return
	}
	old, page := before.(pdf.Dict)
	if m != tree || !page || old["Kids"] != nil {
		c.differ("object %d%s", number, typed(before))
		return
	}
	after, err := c.now.Load(number)
	changed, ok := after.(pdf.Dict)
	if err != nil || !ok {
		c.differ("page object %d", number)
		return
	}
	if key, found := pageKeys.others(old, changed); found || !plainPage(old, changed) {
		c.differ("page %d /%s", c.places.page(number), key)
	}
}

// pageKeys of a page may change: its annotations, judged apart, and what no
// viewer shows.
var pageKeys = keys{"Annots", "LastModified", "Tabs", "StructParents"}

func plainPage(before, after pdf.Dict) bool {
	_, date := after["LastModified"].(pdf.String)
	_, order := after["Tabs"].(pdf.Name)
	_, place := after["StructParents"].(pdf.Integer)
	return (date || equal(before["LastModified"], after["LastModified"])) &&
		(order || equal(before["Tabs"], after["Tabs"])) &&
		(place && before["StructParents"] == nil || equal(before["StructParents"], after["StructParents"]))
}

// typed adds an object's kind for people who look into the file.
func typed(o pdf.Object) string {
	d, _ := o.(pdf.Dict)
	if s, ok := o.(*pdf.Stream); ok {
		d = s.Dict
	}
	if name, ok := d["Type"].(pdf.Name); ok {
		return " /" + readable(string(name))
	}
	return ""
}

// compareCatalog compares trailers and catalogs: permissions may be added but
// not altered (ISO 32000-2 table 29).
func (c *comparison) compareCatalog() error {
	old, changed := c.then.Trailer(), c.now.Trailer()
	if size, _ := changed["Size"].(pdf.Integer); size < sizeOf(old) {
		c.differ("trailer /Size") // some readers see no objects beyond
	}
	if !equal(old["Encrypt"], changed["Encrypt"]) || old["Encrypt"] != nil && !equal(firstOf(c.then, old["ID"]), firstOf(c.now, changed["ID"])) {
		c.differ("trailer /Encrypt")
	}
	before, after := c.rootThen, c.rootNow
	if key, found := apartKeys.others(before, after); found {
		c.differ("catalog /%s", key)
	}
	if before["Perms"] != nil && (!equal(before["Perms"], after["Perms"]) || c.touchedAt(before["Perms"])) {
		c.differ("catalog /Perms")
	}
	for _, key := range []pdf.Name{"Version", "Extensions", "Perms", "MarkInfo"} {
		if !equal(before[key], after[key]) || c.touchedAt(before[key]) {
			c.note(Change{Kind: ChangeCatalog, Name: string(key)})
		}
	}
	return nil
}

func sizeOf(trailer pdf.Dict) pdf.Integer {
	size, _ := trailer["Size"].(pdf.Integer)
	return size
}

func firstOf(d *pdf.Document, o pdf.Object) pdf.Object {
	a, err := list(d, o)
	if err != nil || len(a) == 0 {
		return nil
	}
	return a[0]
}

// compareStructure looks for changes that only reading aloud shows
// (ISO 32000-2 §14.7): signing programs enter their fields there.
func (c *comparison) compareStructure() error {
	before, after := c.rootThen, c.rootNow
	found := !equal(before["StructTreeRoot"], after["StructTreeRoot"])
	inPages := c.pages.changed
	c.pages.changed = func(int, mode) { found = true }
	err := c.pages.from(before["StructTreeRoot"], loose)
	c.pages.changed = inPages
	if found {
		c.note(Change{Kind: ChangeStructure})
	}
	return err
}

// compareAside names what changed in evidence, metadata and information. No
// page shows them: what pages show was walked before.
func (c *comparison) compareAside() error {
	before, after := c.rootThen, c.rootNow
	for key, kind := range map[pdf.Name]ChangeKind{"DSS": ChangeEvidence, "Metadata": ChangeMetadata} {
		found := !equal(before[key], after[key])
		w := c.newWalk(func(int, mode) { found = true })
		if err := w.from(before[key], strict); err != nil {
			return err
		}
		if found {
			c.note(Change{Kind: kind})
		}
	}
	return c.compareInformation()
}

// compareInformation names the entries of the information dictionary that say
// something else (ISO 32000-2 §14.3.3).
func (c *comparison) compareInformation() error {
	old, changed := c.then.Trailer()["Info"], c.now.Trailer()["Info"]
	if equal(old, changed) && !c.touchedAt(old) {
		return nil
	}
	before, after := c.thenDict(old), c.nowDict(changed)
	name := ""
	for _, key := range []pdf.Name{"Title", "Author", "Subject", "Keywords", "Creator", "Producer", "CreationDate", "ModDate"} {
		if !equal(before[key], after[key]) {
			name += " /" + string(key)
		}
	}
	c.note(Change{Kind: ChangeInformation, Name: name})
	return nil
}
