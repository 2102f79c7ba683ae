package pdf

import "bytes"

// The mark of a file whose end was cut off is an open end: behind its last
// object stand neither startxref nor %%EOF, so that what was being written there
// never ended (ISO 32000-2 §7.5.5). Some writers leave both out of whole files,
// so an open end alone proves nothing: something must be missing as well.

// checkEnd finds a file that ends in the middle. Error: ErrIncomplete.
func (d *Document) checkEnd() error {
	last, err := d.lastObject()
	if err != nil || last.start < 0 {
		return err
	}
	open, err := d.openBehind(last.end)
	if err != nil || !open {
		return err
	}
	if end, err := d.src.find("endobj", last.end, d.src.size); err != nil || end < 0 && !last.xref {
		return orIncomplete(err, "the last object is cut off")
	}
	if begun, err := d.begunRevision(last.start); err != nil || begun {
		return orIncomplete(err, "a revision was begun and not ended")
	}
	return d.checkLost()
}

func orIncomplete(err error, what string) error {
	if err != nil {
		return err
	}
	return incomplete("%s", what)
}

// openBehind tells that nothing ends a revision from a position on.
func (d *Document) openBehind(at int64) (bool, error) {
	for _, mark := range []string{"startxref", "%%EOF"} {
		if hit, err := d.src.find(mark, at, d.src.size); err != nil || hit >= 0 {
			return false, err
		}
	}
	return true, nil
}

// objectSpan is where an object stands; start is -1 for none.
type objectSpan struct {
	start, end int64
	xref       bool // it is a cross-reference stream
}

// lastObject finds the last object of a file. One whose own cross-reference is
// in force has its objects, in order, before startxref, and only what stands
// behind is looked at.
func (d *Document) lastObject() (objectSpan, error) {
	if d.x.rebuilt {
		return d.x.last, nil
	}
	from, err := d.src.findLast("startxref", startSpan)
	if err != nil || from < 0 {
		return objectSpan{start: -1}, err
	}
	b := newRebuilder(d.src, from+int64(len("startxref")), d.limits)
	err = b.scan()
	return b.x.last, err
}

// begunRevision tells whether an earlier revision was ended before an object
// that stands at a position. The first part of a linearised file ends as a
// revision does (annex F.3.4).
func (d *Document) begunRevision(before int64) (bool, error) {
	first, err := d.src.bytes(0, min(headerSpan, d.src.size))
	if err != nil {
		return false, err
	}
	allowed := 0
	if bytes.Contains(first, []byte("/Linearized")) {
		allowed = 1
	}
	at := int64(0)
	for range allowed + 1 {
		hit, err := d.src.find("startxref", at, before)
		if err != nil || hit < 0 {
			return false, err
		}
		at = hit + 1
	}
	return true, nil
}
