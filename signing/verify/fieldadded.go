package verify

import "github.com/vanthu/vanthu/signing/pdf"

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
