package verify

import "github.com/vanthu/vanthu/signing/pdf"

// linkKind tells what a reference is for, by the key it stands under. Whoever
// walks decides which kinds to follow.
type linkKind uint8

const (
	linkHard   linkKind = iota
	linkAnnots          // a page's list of annotations
	linkKids            // down a tree
	linkNav             // to another page, parent, thread or action
	linkAside           // from structure, actions or signatures to fields and annotations
	linkItem            // out of an array that is an object of its own
)

// topKinds are the kinds of keys in an object's own dictionary.
var topKinds = map[pdf.Name]linkKind{
	"Annots": linkAnnots, "Kids": linkKids,
	"Parent": linkNav, "B": linkNav, "A": linkNav, "AA": linkNav, "Dest": linkNav,
	"P": linkNav, "Popup": linkNav, "IRT": linkNav,
}

const maxNesting = 130 // the parser allows less

// eachLink visits the numbers that an object refers to.
func eachLink(o pdf.Object, visit func(number int, kind linkKind)) {
	switch o := o.(type) {
	case pdf.Dict:
		for key, value := range o {
			kind, special := topKinds[key]
			if !special {
				kind = nestedKind(o, key)
			}
			linksIn(value, kind, 1, visit)
		}
	case pdf.Array:
		for _, item := range o {
			kind := linkHard
			if _, ref := item.(pdf.Ref); ref {
				kind = linkItem
			}
			linksIn(item, kind, 1, visit)
		}
	default:
		linksIn(o, linkHard, 0, visit)
	}
}

// nestedKind is for dictionaries at any depth: references to objects
// (ISO 32000-2 table 358), targets of actions (§12.6.4) and the data that a
// signature's transform speaks of (table 256).
func nestedKind(d pdf.Dict, key pdf.Name) linkKind {
	switch key {
	case "Obj":
		if d["Type"] == pdf.Name("OBJR") {
			return linkAside
		}
	case "Data":
		if d["TransformMethod"] != nil {
			return linkAside
		}
	case "Fields", "T":
		switch d["S"] {
		case pdf.Name("SubmitForm"), pdf.Name("ResetForm"), pdf.Name("Hide"):
			return linkAside
		}
	}
	return linkHard
}

func linksIn(o pdf.Object, kind linkKind, depth int, visit func(int, linkKind)) {
	if depth > maxNesting {
		return
	}
	switch o := o.(type) {
	case pdf.Ref:
		visit(o.Number, kind)
	case pdf.Array:
		for _, item := range o {
			linksIn(item, kind, depth+1, visit)
		}
	case pdf.Dict:
		for key, item := range o {
			below := kind
			if kind == linkHard {
				below = nestedKind(o, key)
			}
			linksIn(item, below, depth+1, visit)
		}
	case *pdf.Stream:
		linksIn(o.Dict, kind, depth+1, visit)
	}
}
