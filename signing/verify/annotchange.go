package verify

import (
	"errors"
	"slices"

	"github.com/vanthu/vanthu/signing/pdf"
)

// compareAnnotations judges what was put on pages, altered there or taken away
// (ISO 32000-2 §12.5). The pages themselves have been compared.
func (c *comparison) compareAnnotations() error {
	for _, number := range c.changedPages() {
		if err := c.comparePageAnnotations(number); err != nil {
			return err
		}
	}
	return c.walkAnnotations()
}

// changedPages are the pages of the tree whose dictionary or list of
// annotations is not what it was.
func (c *comparison) changedPages() []int {
	found := newNumberSet(c.graph)
	var pages []int
	add := func(number int) {
		if c.pages.seen[tree].has(number) && found.add(number) {
			pages = append(pages, number)
		}
	}
	for _, number := range c.altered.numbers() {
		add(number)
	}
	for _, l := range c.graph.lists {
		if c.touched(int(l.array)) {
			add(int(l.page))
		}
	}
	return pages
}

// comparePageAnnotations compares the lists of a page: what is new, what has
// gone. What stays keeps its order, which decides on what covers what.
func (c *comparison) comparePageAnnotations(number int) error {
	ref := pdf.Ref{Number: number}
	before, err := list(c.then, c.thenDict(ref)["Annots"])
	if err != nil {
		return err
	}
	after, err := list(c.now, c.nowDict(ref)["Annots"])
	if err != nil {
		return err
	}
	places := map[pdf.Ref]int{}
	for i, item := range before {
		if ref, ok := item.(pdf.Ref); ok {
			places[ref] = i
		}
	}
	kept := 0
	for _, item := range after {
		at := kept
		if ref, ok := item.(pdf.Ref); ok {
			if place, known := places[ref]; known {
				at = place
			}
		}
		if at < kept || at >= len(before) || !equal(before[at], item) {
			c.addedAnnotation(number, item)
			continue
		}
		c.gone(number, before[kept:at])
		kept = at + 1
	}
	c.gone(number, before[kept:])
	return nil
}

// gone names annotations that were taken away.
func (c *comparison) gone(page int, items pdf.Array) {
	for _, item := range items {
		old := c.thenDict(item)
		if old == nil {
			continue // a reference to nothing
		}
		if old["Subtype"] == pdf.Name("Widget") {
			c.differ("page %d: field removed", c.places.page(page))
			continue
		}
		c.note(Change{
			Kind: ChangeAnnotationRemoved, Name: subtype(old), Page: c.places.page(page),
			OverContent: draws(c.then, old),
		})
	}
}

// addedAnnotation judges one more annotation: the widget of a signature that
// stands is part of signing, everything else draws on the page.
func (c *comparison) addedAnnotation(page int, item pdf.Object) {
	d := c.nowDict(item)
	ref, _ := item.(pdf.Ref)
	if d == nil || !c.mayAct(d) {
		c.differ("page %d: annotation added", c.places.page(page))
		return
	}
	if d["Subtype"] == pdf.Name("Widget") {
		c.addedWidget(page, ref, d)
		return
	}
	c.note(Change{
		Kind: ChangeAnnotationAdded, Name: subtype(d), Page: c.places.page(page),
		OverContent: draws(c.now, d) && c.places.covers(page, d),
	})
}

// addedWidget: of a signature that stands it is what shows the signature; of
// another one, or of an empty field, it is a drawing like any other.
func (c *comparison) addedWidget(page int, ref pdf.Ref, d pdf.Dict) {
	n := c.fieldsNow.byNumber[ref.Number]
	switch {
	case n == nil || n.kind != "Sig":
		c.differ("page %d: form field added", c.places.page(page))
	case c.signedLater(n.field()):
		c.enlarge(readable(n.name), page, d)
	case c.fieldsNow.shown(n):
		c.note(Change{
			Kind: ChangeAnnotationAdded, Name: "Widget", Page: c.places.page(page), OverContent: c.places.covers(page, d),
		})
	}
}

// subtype names the kind of an annotation.
func subtype(d pdf.Dict) string {
	name, _ := d["Subtype"].(pdf.Name)
	return readable(string(name))
}

// quiet kinds draw nothing on the page of their own (table 171): a link's frame
// and a note's small sign hide no text.
var quiet = []pdf.Name{"Link", "Popup", "Text"}

// draws tells that viewers show something where the annotation stands.
func draws(doc *pdf.Document, d pdf.Dict) bool {
	flags, _ := d["F"].(pdf.Integer)
	rect, ok := doc.Rect(d["Rect"])
	if flags&flagHidden != 0 || ok && rect.Empty() {
		return false
	}
	kind, _ := d["Subtype"].(pdf.Name)
	return d["AP"] != nil || !slices.Contains(quiet, kind)
}

// mayAct refuses annotations that do more than lead somewhere (§12.6.4).
func (c *comparison) mayAct(d pdf.Dict) bool {
	if d["AA"] != nil {
		return false
	}
	if d["A"] == nil {
		return true
	}
	action := c.nowDict(d["A"])
	kind, _ := action["S"].(pdf.Name)
	return action["Next"] == nil && (kind == "URI" || kind == "GoTo")
}

// walkAnnotations looks at every annotation that was there, with what it draws
// by. Fields have been compared with the form.
func (c *comparison) walkAnnotations() error {
	var page, item int
	w := c.newWalk(func(int, mode) { c.editedAnnotation(page, item) })
	visit := func(number int) {
		if c.fieldsThen.byNumber[number] == nil && w.seen[strict].add(number) {
			item = number
			w.annotation(number)
		}
	}
	for _, number := range c.graph.annotated {
		page = int(number)
		if !c.pages.seen[tree].has(page) {
			continue
		}
		if err := c.eachAnnotation(page, visit); err != nil {
			return err
		}
		if w.failed != nil {
			return w.failed
		}
	}
	return nil
}

// eachAnnotation visits the numbers of a page's annotations, and what those
// refer to that stand in the list itself.
func (c *comparison) eachAnnotation(page int, visit func(int)) error {
	return c.eachLink(page, func(target int, kind linkKind) {
		if kind != linkAnnots {
			return
		}
		if i, ok := slices.BinarySearchFunc(c.graph.lists, page, byPage); !ok || int(c.graph.lists[i].array) != target {
			visit(target)
			return
		}
		_ = c.eachLink(target, func(item int, _ linkKind) { visit(item) })
	})
}

func byPage(l annotationList, page int) int { return int(l.page) - page }

// annotation walks what an annotation draws by, then where it leads.
func (w *walk) annotation(number int) {
	if w.c.touched(number) {
		w.changed(number, strict)
		return
	}
	err := w.c.eachLink(number, func(target int, kind linkKind) {
		if kind == linkNav {
			w.enter(target, loose)
			return
		}
		w.enter(target, strict)
	})
	if err == nil {
		err = w.run()
	}
	w.failed = errors.Join(w.failed, err)
}

// editedAnnotation names an annotation that shows or says something else.
func (c *comparison) editedAnnotation(page, number int) {
	ref := pdf.Ref{Number: number}
	old, changed := c.thenDict(ref), c.nowDict(ref)
	if number == 0 {
		changed = old // stands in the list itself, which is the same
	}
	if changed == nil || !c.mayAct(changed) || old["Subtype"] == pdf.Name("Widget") || changed["Subtype"] == pdf.Name("Widget") {
		c.differ("page %d: annotation %d", c.places.page(page), number)
		return
	}
	c.note(Change{
		Kind: ChangeAnnotationEdited, Name: subtype(old), Page: c.places.page(page),
		OverContent: draws(c.then, old) || draws(c.now, changed) && c.places.covers(page, changed),
	})
}

// enlarge remembers the later signature that takes most of a page.
func (c *comparison) enlarge(field string, page int, d pdf.Dict) {
	share := c.places.share(page, d)
	const much = 0.25 // far more than any seal
	if share > max(much, c.large.share) && c.places.covers(page, d) {
		c.large = largeSignature{field, c.places.page(page), share}
	}
}
