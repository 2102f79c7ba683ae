package verify

import (
	"bytes"

	"github.com/vanthu/vanthu/signing/pdf"
)

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
