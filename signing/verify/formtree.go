package verify

import (
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/pdf"
)

// formNode is a node of the tree of fields (ISO 32000-2 §12.7.4): a field, a
// branch that only holds others, or a widget apart from its field.
type formNode struct {
	ref    pdf.Ref // zero where the node stands in its parent
	dict   pdf.Dict
	name   string
	kind   pdf.Name   // FT, inherited
	value  pdf.Object // V, inherited, as it stands
	role   nodeRole
	parent *formNode
	kids   []*formNode
}

type nodeRole uint8

const (
	branchNode nodeRole = iota
	fieldNode           // terminal; its own widget where it has no kids
	widgetNode
)

// formTree is the tree of one revision.
type formTree struct {
	doc      *pdf.Document
	nodes    []*formNode
	byNumber map[int]*formNode
}

const (
	maxFormDepth = 64
	maxFormNodes = 1 << 18
)

func readForm(doc *pdf.Document, form pdf.Dict) (*formTree, error) {
	t := &formTree{doc: doc, byNumber: map[int]*formNode{}}
	top, err := list(doc, form["Fields"])
	if err != nil {
		return nil, err
	}
	for _, o := range top {
		if err := t.visit(o, nil, 0); err != nil {
			return nil, err
		}
	}
	return t, nil
}

func (t *formTree) visit(o pdf.Object, parent *formNode, depth int) error {
	if depth > maxFormDepth || len(t.nodes) > maxFormNodes {
		return fault.New(pdf.ErrTooComplex, nil, nil)
	}
	ref, _ := o.(pdf.Ref)
	if ref.Number != 0 && t.byNumber[ref.Number] != nil {
		return nil
	}
	v, err := t.doc.Resolve(o)
	dict, ok := v.(pdf.Dict)
	if err != nil || !ok {
		return err
	}
	n := t.node(ref, dict, parent)
	kids, err := list(t.doc, dict["Kids"])
	if err != nil {
		return err
	}
	for _, kid := range kids {
		if err := t.visit(kid, n, depth+1); err != nil {
			return err
		}
	}
	return nil
}

// node enters a node; what it inherits comes from its parent. A kid without a
// name of its own is a widget.
func (t *formTree) node(ref pdf.Ref, dict pdf.Dict, parent *formNode) *formNode {
	n := &formNode{ref: ref, dict: dict, parent: parent, role: fieldNode}
	if parent != nil {
		n.name, n.kind, n.value = parent.name, parent.kind, parent.value
	}
	own, named := dict["T"].(pdf.String)
	if !named {
		v, _ := t.doc.Resolve(dict["T"])
		own, named = v.(pdf.String)
	}
	switch {
	case named && n.name != "":
		n.name += "." + own.Text()
	case named:
		n.name = own.Text()
	case parent != nil && dict["Kids"] == nil:
		n.role = widgetNode
	}
	if parent != nil && n.role == fieldNode {
		parent.role = branchNode
	}
	if v, err := t.doc.Resolve(dict["FT"]); err == nil {
		if kind, ok := v.(pdf.Name); ok {
			n.kind = kind
		}
	}
	if dict["V"] != nil {
		n.value = dict["V"]
	}
	if parent != nil {
		parent.kids = append(parent.kids, n)
	}
	t.nodes = append(t.nodes, n)
	if ref.Number != 0 {
		t.byNumber[ref.Number] = n
	}
	return n
}

// field is the field that a node belongs to.
func (n *formNode) field() *formNode {
	if n.role == widgetNode {
		return n.parent
	}
	return n
}

// shown tells that a node may draw something: it has an appearance and an area.
func (t *formTree) shown(n *formNode) bool {
	flags, _ := n.dict["F"].(pdf.Integer)
	rect, ok := t.doc.Rect(n.dict["Rect"])
	return n.dict["AP"] != nil && flags&flagHidden == 0 && (!ok || !rect.Empty())
}

// Annotation flags (ISO 32000-2 table 167).
const flagHidden = 1 << 1
