package verify

import "github.com/vanthu/vanthu/signing/pdf"

// mode is in what light an object is reached.
type mode uint8

const (
	// strict: a page may show it, so nothing of it may change, whatever its keys
	// are called: a resource named /Annots is no list of annotations.
	strict mode = iota
	// tree: as a node of the page tree, which may get annotations.
	tree
	// loose: for navigation, structure and the like; it may not change either,
	// but fields and annotations are not reached through it.
	loose
	modes
)

// walk follows the references of the earlier revision and calls changed for
// every object on the way that is not what it was.
type walk struct {
	c       *comparison
	seen    [modes]*numberSet
	todo    []stop
	changed func(number int, m mode)
	failed  error
}

type stop struct {
	number int
	mode   mode
}

// newWalk begins one. Pages have been judged once they were walked: what leads to
// one later, as a link leads to its own page, does not judge it again.
func (c *comparison) newWalk(changed func(int, mode)) *walk {
	w := &walk{c: c, changed: changed}
	for m := range modes {
		w.seen[m] = newNumberSet(c.graph)
	}
	if c.pages != nil {
		w.seen[tree] = c.pages.seen[tree]
	}
	return w
}

// from walks from what an object refers to, all in one mode.
func (w *walk) from(o pdf.Object, m mode) error {
	linksIn(o, linkHard, 0, func(number int, _ linkKind) { w.enter(number, m) })
	return w.run()
}

func (w *walk) enter(number int, m mode) {
	if m == loose && (w.seen[tree].has(number) || w.seen[strict].has(number)) {
		return
	}
	if w.seen[m].add(number) {
		w.todo = append(w.todo, stop{number, m})
	}
}

// ctxEvery is how many objects pass between two looks at the context.
const ctxEvery = 1 << 12

func (w *walk) run() error {
	for n := 0; len(w.todo) > 0; n++ {
		if n%ctxEvery == 0 && w.c.ctx.Err() != nil {
			return w.c.ctx.Err()
		}
		at := w.todo[len(w.todo)-1]
		w.todo = w.todo[:len(w.todo)-1]
		if w.c.touched(at.number) {
			w.changed(at.number, at.mode)
		}
		err := w.c.eachLink(at.number, func(target int, kind linkKind) {
			if m, ok := onward(at.mode, kind); ok {
				w.enter(target, m)
			}
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// onward says in what light the target of a link is reached.
func onward(m mode, kind linkKind) (mode, bool) {
	switch {
	case m == strict:
		return strict, true
	case m == loose:
		return loose, kind != linkAnnots && kind != linkAside
	}
	switch kind {
	case linkKids, linkItem:
		return tree, true
	case linkAnnots, linkAside:
		return 0, false
	case linkNav:
		return loose, true
	}
	return strict, true
}
