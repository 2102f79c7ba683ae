package verify

import (
	"bytes"
	"slices"

	"github.com/vanthu/vanthu/signing/pdf"
)

var (
	// formKeys of the form are judged by rules of their own.
	formKeys = keys{"Fields", "SigFlags", "NeedAppearances", "DR", "DA", "CO"}
	// signingKeys of an empty signature field change when it is signed,
	// fillingKeys of another field when it is filled, displayKeys whenever it
	// shows something else.
	signingKeys = keys{"V", "AP", "AS", "M", "F", "MK", "DA", "P", "Ff"}
	fillingKeys = keys{"V", "AP", "AS", "M", "I", "RV", "Ff"}
	displayKeys = keys{"AP", "AS", "M", "MK", "Ff"}
	// apartFieldKeys lead to other nodes, to pages, or to what is judged apart.
	apartFieldKeys = keys{"V", "AP", "Parent", "Kids", "P", "Popup"}
)

func (c *comparison) readForms() error {
	before, _, err := c.then.Catalog()
	if err != nil {
		return err
	}
	after, _, err := c.now.Catalog()
	if err != nil {
		return err
	}
	if c.fieldsThen, err = readForm(c.then, c.thenDict(before["AcroForm"])); err != nil {
		return err
	}
	c.fieldsNow, err = readForm(c.now, c.nowDict(after["AcroForm"]))
	return err
}

// compareForms: signature fields may be added to the form (table 224), empty
// ones signed and others filled.
func (c *comparison) compareForms() error {
	root, _, err := c.then.Catalog()
	if err != nil {
		return err
	}
	newRoot, _, err := c.now.Catalog()
	if err != nil {
		return err
	}
	before, after := c.thenDict(root["AcroForm"]), c.nowDict(newRoot["AcroForm"])
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

// compareNodes: fields that were in the list stay in their order; only those of
// signatures are added.
func (c *comparison) compareNodes(where string, before, after pdf.Object) error {
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
		c.addedNode(where, item)
	}
	if len(old) > 0 {
		c.differ("%s: field removed", where)
	}
	return nil
}

// addedNode judges one more field: every field below it must be a signature's.
func (c *comparison) addedNode(where string, item pdf.Object) {
	ref, ok := item.(pdf.Ref)
	n := c.fieldsNow.byNumber[ref.Number]
	if !ok || n == nil {
		c.differ("%s: field added", where)
		return
	}
	c.addedBranch(n)
}

func (c *comparison) addedBranch(n *formNode) {
	if n.role == fieldNode {
		c.addedField(n)
	}
	for _, kid := range n.kids {
		c.addedBranch(kid)
	}
}

// addedField: an intact signature is signing; an empty field that shows nothing
// is harmless. What the field shows on a page is judged with the page.
func (c *comparison) addedField(n *formNode) {
	kind := n.dict["Type"]
	if n.kind != "Sig" || kind != nil && kind != pdf.Name("Annot") || n.dict["A"] != nil || n.dict["AA"] != nil {
		c.differ("form: field %s added", readable(n.name))
		return
	}
	c.noteSigned(n)
}

// noteSigned names what stands in a signature field now.
func (c *comparison) noteSigned(n *formNode) {
	change := Change{Kind: ChangeSignature, Name: readable(n.name), Page: c.places.ofWidget(n.dict)}
	switch {
	case n.value == nil:
		change.Kind = ChangeEmptyField
	case !c.signedLater(n):
		change.Kind = ChangeSignatureBroken
	case c.standing[n.ref].DocumentTimeStamp:
		change.Kind, change.Page = ChangeTimeStamp, 0
	}
	if page := c.coveredBy(n); page != 0 {
		change.OverContent, change.Page = true, page
		change.stranger = change.Kind == ChangeSignature && !c.standing[n.ref].evaluation.good()
	}
	c.note(change)
}

// coveredBy is the page on which a field is shown over text or pictures; 0 where
// there is none.
func (c *comparison) coveredBy(n *formNode) int {
	for _, widget := range append([]*formNode{n}, n.kids...) {
		page := c.graph.pageOf(widget.ref.Number)
		if page != 0 && c.fieldsNow.shown(widget) && c.places.covers(page, widget.dict) {
			return c.places.page(page)
		}
	}
	return 0
}

// signedLater tells that a field holds an intact signature over more than the
// earlier revision.
func (c *comparison) signedLater(n *formNode) bool {
	j := c.standing[n.ref]
	return j != nil && j.stands() && j.cover.end > c.then.Size()
}

// compareFields judges every field and widget that there was.
func (c *comparison) compareFields() error {
	w := c.newWalk(nil)
	shown := c.newWalk(nil)
	for _, n := range c.fieldsThen.nodes {
		if err := c.ctx.Err(); err != nil {
			return err
		}
		state, err := c.stateOf(n)
		if err != nil {
			return err
		}
		if err := c.compareNode(n, state); err != nil {
			return err
		}
		name := readable(n.name)
		w.changed = func(int, mode) { c.differ("field %s", name) }
		shown.changed = func(int, mode) { c.note(Change{Kind: ChangeFieldAppearance, Name: name}) }
		if err := c.walkNode(n, state, w, shown); err != nil {
			return err
		}
	}
	return nil
}

// walkNode walks what a node refers to: nothing of it may change, but for value
// and appearance where the field was filled or signed.
func (c *comparison) walkNode(n *formNode, state fieldState, w, shown *walk) error {
	for key, value := range n.dict {
		if slices.Contains(apartFieldKeys, key) {
			continue
		}
		m := strict
		if topKinds[key] == linkNav {
			m = loose
		}
		if err := w.from(value, m); err != nil {
			return err
		}
	}
	if state == fieldFilled || state == fieldSigned {
		return nil
	}
	if err := w.from(n.dict["V"], loose); err != nil {
		return err
	}
	return shown.from(n.dict["AP"], strict)
}

// fieldState is what became of a field.
type fieldState uint8

const (
	fieldSame   fieldState = iota
	fieldFilled            // another value, and no signature field
	fieldSigned            // a signature field that was empty
)

func (c *comparison) stateOf(n *formNode) (fieldState, error) {
	field := n.field()
	if field.ref.Number == 0 {
		return fieldSame, nil // stands in a list that is compared as a whole
	}
	is := c.fieldsNow.byNumber[field.ref.Number]
	if is == nil || field.role == branchNode {
		return fieldSame, nil
	}
	if field.kind == "Sig" {
		if field.value == nil && is.value != nil {
			return fieldSigned, nil
		}
		return fieldSame, nil
	}
	same, err := c.sameValue(field.value, is.value)
	if err != nil || same {
		return fieldSame, err
	}
	return fieldFilled, nil
}

// sameValue compares two values by what they come to.
func (c *comparison) sameValue(before, after pdf.Object) (bool, error) {
	if equal(before, after) && !c.touchedAt(before) {
		return true, nil
	}
	old, err := c.then.Resolve(before)
	if err != nil {
		return false, err
	}
	changed, err := c.now.Resolve(after)
	if err != nil {
		return false, err
	}
	return c.sameObject(old, changed)
}

// compareNode compares a node's own dictionary.
func (c *comparison) compareNode(n *formNode, state fieldState) error {
	if n.role == fieldNode {
		c.noteState(n, state)
	}
	if n.ref.Number == 0 || !c.touched(n.ref.Number) {
		return c.compareKids(n, n.dict)
	}
	is := c.fieldsNow.byNumber[n.ref.Number]
	if is == nil || is.kind != n.kind || is.name != n.name {
		c.differ("field %s removed", readable(n.name))
		return nil
	}
	allowed := map[fieldState]keys{fieldSame: nil, fieldFilled: fillingKeys, fieldSigned: signingKeys}[state]
	allowed = append(slices.Clone(allowed), "Kids")
	if key, found := allowed.others(n.dict, is.dict); found {
		c.fieldDiffers(n, is, key)
	}
	switch {
	case !plainFlags(n, is):
		c.differ("field %s flags", readable(n.name))
	case state != fieldSigned && !equal(n.dict["Ff"], is.dict["Ff"]):
		c.note(Change{Kind: ChangeFieldLocked, Name: readable(n.name)})
	}
	return c.compareKids(n, is.dict)
}

// fieldDiffers tells a change of what a field shows from others.
func (c *comparison) fieldDiffers(n, is *formNode, key pdf.Name) {
	if n.kind != "Sig" || n.value == nil {
		if _, beyond := append(slices.Clone(displayKeys), "Kids").others(n.dict, is.dict); !beyond {
			if _, more := (keys{"M", "Ff", "Kids"}).others(n.dict, is.dict); more {
				c.note(Change{Kind: ChangeFieldAppearance, Name: readable(n.name)})
			}
			return
		}
	}
	if _, beyond := (keys{"Ff", "Kids"}).others(n.dict, is.dict); beyond {
		c.differ("field %s /%s", readable(n.name), key)
	}
}

// plainFlags: a field may become read-only (table 227), no more.
func plainFlags(before, after *formNode) bool {
	old, _ := before.dict["Ff"].(pdf.Integer)
	changed, _ := after.dict["Ff"].(pdf.Integer)
	return changed == old || changed == old|1
}

// compareKids: widgets stay as they are; branches may get signature fields.
func (c *comparison) compareKids(n *formNode, is pdf.Dict) error {
	if equal(n.dict["Kids"], is["Kids"]) && !c.touchedAt(n.dict["Kids"]) {
		return nil
	}
	if n.role == branchNode {
		return c.compareNodes("field "+readable(n.name), n.dict["Kids"], is["Kids"])
	}
	c.differ("field %s /Kids", readable(n.name))
	return nil
}

func (c *comparison) noteState(n *formNode, state fieldState) {
	switch state {
	case fieldFilled:
		c.note(Change{Kind: ChangeFormFilled, Name: readable(n.name)})
	case fieldSigned:
		c.noteSigned(c.fieldsNow.byNumber[n.ref.Number])
	default:
		return
	}
	c.filled = append(c.filled, n.name)
}

// compareDisplay: whether viewers draw fields anew (table 224,
// /NeedAppearances) decides on what is seen of those whose appearance says
// something else than their value.
func (c *comparison) compareDisplay(before, after pdf.Dict) error {
	needed, _ := c.then.Resolve(before["NeedAppearances"])
	needs, _ := c.now.Resolve(after["NeedAppearances"])
	if (needed == pdf.Bool(true)) == (needs == pdf.Bool(true)) {
		return nil
	}
	for _, n := range c.fieldsThen.nodes {
		if n.kind == "Sig" || n.role == branchNode || n.field().value == nil && n.dict["AP"] == nil {
			continue
		}
		agrees, err := c.showsItsValue(n)
		if err != nil {
			return err
		}
		if !agrees {
			c.note(Change{Kind: ChangeFormDisplay, Name: readable(n.name)})
			return nil
		}
	}
	return nil
}

// showsItsValue tells that a text field's appearance draws its value. Of other
// kinds, and of fonts that name glyphs by numbers of their own, nobody can say.
func (c *comparison) showsItsValue(n *formNode) (bool, error) {
	v, err := c.then.Resolve(n.field().value)
	if err != nil || n.kind != "Tx" {
		return false, err
	}
	value, _ := v.(pdf.String)
	normal, err := c.then.Resolve(c.thenDict(n.dict["AP"])["N"])
	if err != nil {
		return false, err
	}
	stream, ok := normal.(*pdf.Stream)
	if !ok {
		return n.dict["AP"] == nil && len(value) == 0, nil
	}
	data, err := c.then.StreamData(stream)
	if err != nil {
		return false, nil
	}
	return bytes.Equal(withoutSpace(c.shownText(data)), withoutSpace([]byte(value.Text()))), nil
}

func withoutSpace(b []byte) []byte { return bytes.Join(bytes.Fields(b), nil) }
