package verify

import (
	"slices"

	"github.com/vanthu/vanthu/signing/pdf"
)

var (
	// signingKeys of an empty signature field change when it is signed,
	// fillingKeys of another field when it is filled, displayKeys whenever it
	// shows something else.
	signingKeys = keys{"V", "AP", "AS", "M", "F", "MK", "DA", "P", "Ff"}
	fillingKeys = keys{"V", "AP", "AS", "M", "I", "RV", "Ff"}
	displayKeys = keys{"AP", "AS", "M", "MK", "Ff"}
	// apartFieldKeys lead to other nodes, to pages, or to what is judged apart.
	apartFieldKeys = keys{"V", "AP", "Parent", "Kids", "P", "Popup"}
)

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
