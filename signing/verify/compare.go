package verify

import (
	"context"
	"fmt"

	"github.com/vanthu/vanthu/signing/pdf"
)

// comparison is what became of a revision. It is strict: a change that is not
// known to be harmless is "other", whatever it may have been. What pages show
// is walked from the catalog of the earlier revision; nothing on the way may
// have changed. Fields, annotations, evidence and metadata are reached apart
// and judged by rules of their own, as far as no page shows them as well.
type comparison struct {
	ctx       context.Context
	then, now *pdf.Document
	graph     *graph               // of now
	standing  map[pdf.Ref]*judging // the signatures of now, by field
	places    *places

	rootThen, rootNow pdf.Dict // the catalogs

	altered    *numberSet // objects of then that are not what they were
	fieldsThen *formTree
	fieldsNow  *formTree
	pages      *walk // what pages show

	changeList
	filled []string // names of fields with another value, or signed since
	large  largeSignature
}

// largeSignature is the later signature that takes most of a page, where it
// covers something and is larger than signatures are.
type largeSignature struct {
	field string
	page  int
	share float64 // of the page, from 0 to 1
}

// compare finds what changed from then to now, two revisions of one file. Errors are ErrTooComplex
// and ErrUnreadable of package pdf and the context's.
func compare(ctx context.Context, then, now *pdf.Document, g *graph, standing map[pdf.Ref]*judging, p *places) (*comparison, error) {
	c := &comparison{ctx: ctx, then: then, now: now, graph: g, standing: standing, places: p}
	c.class = NoChanges
	var err error
	if c.rootThen, _, err = then.Catalog(); err != nil {
		return nil, err
	}
	if c.rootNow, _, err = now.Catalog(); err != nil {
		return nil, err
	}
	for _, step := range []func() error{
		c.findAltered, c.readForms, c.comparePages, c.compareStructure, c.compareCatalog, c.compareForms, c.compareAnnotations, c.compareAside,
	} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// differ notes a change that is none of the harmless ones.
func (c *comparison) differ(format string, args ...any) {
	c.note(Change{Kind: ChangeOther, Name: fmt.Sprintf(format, args...)})
}

// findAltered lists the objects that no longer are what they were.
func (c *comparison) findAltered() error {
	c.altered = newNumberSet(c.graph)
	for ref := range c.then.Refs() {
		if c.now.SamePlace(c.then, ref.Number) {
			continue
		}
		if err := c.ctx.Err(); err != nil {
			return err
		}
		same, err := c.same(ref.Number)
		if err != nil {
			return err
		}
		if !same || !c.now.SameGeneration(c.then, ref.Number) {
			c.altered.add(ref.Number)
		}
	}
	return nil
}

func (c *comparison) same(number int) (bool, error) {
	before, err := c.then.Load(number)
	if err != nil {
		return false, err
	}
	after, err := c.now.Load(number)
	if err != nil {
		return false, err
	}
	return c.sameObject(before, after)
}

// touched tells that an object is not what it was, or was missing when it was
// signed and is there now.
func (c *comparison) touched(number int) bool {
	return c.altered.has(number) || !c.then.Holds(number) && c.now.Holds(number)
}

// touchedAt is touched for a value that may be a reference.
func (c *comparison) touchedAt(o pdf.Object) bool {
	ref, ok := o.(pdf.Ref)
	return ok && c.touched(ref.Number)
}

// eachLink visits what an object referred to then.
func (c *comparison) eachLink(number int, visit func(int, linkKind)) error {
	if i, known := c.graph.index(number); known && c.now.SamePlace(c.then, number) {
		c.graph.links(i, visit)
		return nil
	}
	o, err := c.then.Load(number)
	if err != nil {
		return err
	}
	eachLink(o, visit)
	return nil
}

func (c *comparison) thenDict(o pdf.Object) pdf.Dict { return dictOf(c.then, o) }

func (c *comparison) nowDict(o pdf.Object) pdf.Dict { return dictOf(c.now, o) }

func dictOf(d *pdf.Document, o pdf.Object) pdf.Dict {
	v, err := d.Resolve(o)
	if err != nil {
		return nil
	}
	dict, _ := v.(pdf.Dict)
	return dict
}

func list(d *pdf.Document, o pdf.Object) (pdf.Array, error) {
	v, err := d.Resolve(o)
	a, _ := v.(pdf.Array)
	return a, err
}
