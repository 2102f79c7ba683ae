package verify

import (
	"slices"

	"github.com/vanthu/vanthu/signing/pdf"
)

// graph says which object of the newest revision refers to which. One pass over
// the file makes it, in the order of the numbers; earlier revisions share all that they have in common with
// the newest, so that each costs only what was changed since.
type graph struct {
	numbers []int32  // of the objects, ascending
	starts  []uint32 // where the links of each begin; one more at the end
	targets []int32
	kinds   []linkKind
	// lists are pages whose annotations stand in an array of their own.
	lists []annotationList
	// annotated are the numbers of pages with annotations.
	annotated  []int32
	containers []int32 // object streams
	partial    bool    // a bound was reached
	// aliases: there are objects that are nothing but a reference. Nobody writes
	// them for an honest reason, and revisions with them are not compared.
	aliases bool

	holders map[int]int // see pageOf
}

type annotationList struct{ page, array int32 }

func (g *graph) add(number int, o pdf.Object) {
	g.numbers = append(g.numbers, int32(number))
	g.starts = append(g.starts, uint32(len(g.targets)))
	switch o := o.(type) {
	case pdf.Ref:
		g.aliases = true
	case *pdf.Stream:
		if o.Dict["Type"] == pdf.Name("XRef") {
			return // its entries are of the trailer
		}
		if o.Dict["Type"] == pdf.Name("ObjStm") {
			g.containers = append(g.containers, int32(number))
		}
	case pdf.Dict:
		g.page(number, o)
	}
	eachLink(o, func(target int, kind linkKind) {
		g.targets, g.kinds = append(g.targets, int32(target)), append(g.kinds, kind)
	})
}

// end is called behind the last object that was added.
func (g *graph) end(partial bool) {
	g.starts, g.partial = append(g.starts, uint32(len(g.targets))), partial
}

func (g *graph) page(number int, d pdf.Dict) {
	switch annots := d["Annots"].(type) {
	case pdf.Ref:
		g.annotated = append(g.annotated, int32(number))
		g.lists = append(g.lists, annotationList{int32(number), int32(annots.Number)})
	case pdf.Array:
		if len(annots) > 0 {
			g.annotated = append(g.annotated, int32(number))
		}
	}
}

// pageOf is the number of the page whose list has an annotation; 0 without.
func (g *graph) pageOf(annotation int) int {
	if g.holders != nil {
		return g.holders[annotation]
	}
	g.holders = map[int]int{}
	for _, page := range g.annotated {
		enter := func(number int, kind linkKind) {
			if kind == linkAnnots || kind == linkItem {
				g.holders[number] = int(page)
			}
		}
		i, _ := g.index(int(page))
		g.links(i, enter)
		if l, ok := slices.BinarySearchFunc(g.lists, int(page), byPage); ok {
			if array, known := g.index(int(g.lists[l].array)); known {
				g.links(array, enter)
			}
		}
	}
	return g.holders[annotation]
}

// index is an object's place in numbers.
func (g *graph) index(number int) (int, bool) { return slices.BinarySearch(g.numbers, int32(number)) }

// links visits what the object at an index refers to.
func (g *graph) links(i int, visit func(number int, kind linkKind)) {
	for at := g.starts[i]; at < g.starts[i+1]; at++ {
		visit(int(g.targets[at]), g.kinds[at])
	}
}
