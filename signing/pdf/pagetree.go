package pdf

import (
	"iter"

	"github.com/vanthu/vanthu/internal/fault"
)

const (
	maxTreeDepth = 1024 // where PDFium stops as well
	maxTreeNodes = 1 << 20
)

// treeWalk looks for one page, or counts them all when wanted is 0.
type treeWalk struct {
	d         *Document
	wanted    int
	seen      int // pages passed
	nodes     int
	missing   int // kids that are not there
	path      map[Ref]bool
	trustSize bool // skip subtrees by their /Count
	found     *Page
	each      func(Page) bool // where set: gets every page, false stops
	stopped   bool
	holder    Ref // node whose kid is visited, and which
	kid       int
}

// Page gives the page of a number from 1. Error: ErrPageMissing.
func (d *Document) Page(n int) (page Page, err error) {
	defer guard(&err)
	for _, trust := range []bool{true, false} {
		w, err := d.walkPages(n, trust)
		if err != nil {
			return Page{}, err
		}
		if w.found != nil {
			return *w.found, nil
		}
	}
	return Page{}, fault.New(ErrPageMissing, fault.Args{"page": n}, nil)
}

// PageCount walks the page tree and counts its leaves.
func (d *Document) PageCount() (n int, err error) {
	defer guard(&err)
	w, err := d.walkPages(0, false)
	if err != nil {
		return 0, err
	}
	return w.seen, nil
}

// Pages goes through all pages; an error is the last thing it gives.
func (d *Document) Pages() iter.Seq2[Page, error] {
	return func(yield func(Page, error) bool) {
		w := &treeWalk{d: d, each: func(p Page) bool { return yield(p, nil) }}
		if err := w.start(); err != nil && !w.stopped {
			yield(Page{}, err)
		}
	}
}

func (d *Document) walkPages(wanted int, trust bool) (*treeWalk, error) {
	w := &treeWalk{d: d, wanted: wanted, trustSize: trust}
	return w, w.start()
}

func (w *treeWalk) start() (err error) {
	defer guard(&err)
	root, _, err := w.d.Catalog()
	if err != nil {
		return err
	}
	w.path = map[Ref]bool{}
	return w.visit(root["Pages"], Dict{}, 0)
}

func (w *treeWalk) visit(o Object, above Dict, depth int) error {
	if w.nodes++; depth > maxTreeDepth || w.nodes > maxTreeNodes {
		return tooComplex("page tree")
	}
	ref, _ := o.(Ref)
	if ref != (Ref{}) {
		if w.path[ref] {
			return nil
		}
		w.path[ref] = true
		defer delete(w.path, ref)
	}
	node, err := w.d.dict(o)
	if err != nil {
		return err
	}
	if node == nil {
		w.missing++
		return nil
	}
	kids, err := w.d.array(node["Kids"])
	if err != nil {
		return err
	}
	if kids == nil || w.d.value(node["Type"]) == Name("Page") {
		w.leaf(ref, node, above)
		return nil
	}
	return w.branch(ref, node, kids, above, depth)
}

func (w *treeWalk) leaf(ref Ref, node, above Dict) {
	if w.each != nil {
		w.stopped = !w.each(w.page(ref, node, above))
		return
	}
	if w.seen++; w.seen == w.wanted {
		page := w.page(ref, node, above)
		w.found = &page
	}
}

func (w *treeWalk) page(ref Ref, node, above Dict) Page {
	p := w.d.newPage(ref, node, above)
	if ref == (Ref{}) {
		p.Holder, p.Kid = w.holder, w.kid
	}
	return p
}

func (w *treeWalk) branch(ref Ref, node Dict, kids Array, above Dict, depth int) error {
	if size, ok := w.d.value(node["Count"]).(Integer); ok && w.trustSize && size > 0 && depth > 0 && w.seen+int(size) < w.wanted {
		w.seen += int(size)
		return nil
	}
	below := Dict{}
	inherit(below, node, inherited...)
	inherit(below, above, inherited...)
	for i, kid := range kids {
		w.holder, w.kid = ref, i
		if err := w.visit(kid, below, depth+1); err != nil || w.found != nil || w.stopped {
			return err
		}
	}
	return nil
}
