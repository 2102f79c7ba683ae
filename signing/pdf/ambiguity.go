package pdf

import "reflect"

// Ambiguous tells that what was written behind a place in the file may be read
// in more than one way: a lenient reader, or one that looks for objects by scan,
// may then show something else than this Document. It holds the bytes from there
// on to what honest writers do: every object that can be found is the one that
// the cross-reference names, no key and no entry stands twice with two values,
// and trailers say what they must in the form that they must. Errors:
// ErrTooComplex, ErrUnreadable.
func (d *Document) Ambiguous(from int64) (found bool, err error) {
	defer guard(&err)
	known := map[int64]bool{} // places of the cross-reference itself
	for _, at := range d.x.sections {
		known[at] = true
		if at < from {
			continue
		}
		trailer, clear, err := d.clearSection(at)
		if err != nil || !clear {
			return true, onlyFinal(err)
		}
		if hybrid, ok := trailer["XRefStm"].(Integer); ok {
			known[int64(hybrid)+d.x.base] = true
		}
	}
	b := newRebuilder(d.src, d.x.base, d.limits)
	if err := b.scanFrom(from); err != nil {
		return true, err
	}
	if b.doubled || b.odd || b.x.trailer["Root"] != nil && !reflect.DeepEqual(b.x.trailer["Root"], d.x.trailer["Root"]) {
		return true, nil
	}
	return d.strays(b, known)
}

// clearSection reads a section of the cross-reference by itself.
func (d *Document) clearSection(at int64) (trailer Dict, clear bool, err error) {
	x := &crossReference{entries: newEntries(d.src.work), base: d.x.base}
	if trailer, _, err = x.section(d.src, at, d.limits); err != nil {
		return nil, false, err
	}
	_, size := trailer["Size"].(Integer)
	root, named := trailer["Root"].(Ref)
	named = named && d.x.entries.get(root.Number).generation() == uint16(root.Generation)
	_, prev := trailer["Prev"].(Integer)
	if x.entries.clash || x.doubled || x.odd || !size || !named && trailer["Root"] != nil || !prev && trailer["Prev"] != nil {
		return trailer, false, nil
	}
	clear, err = d.indexesHold(x)
	return trailer, clear, err
}

// indexesHold tells that the objects of object streams stand at the places there
// that the section says; some readers go by the place, others by the number.
func (d *Document) indexesHold(x *crossReference) (hold bool, err error) {
	hold = true
	x.entries.each(func(number int, en entry) {
		if !hold || err != nil || en.kind != entryCompressed {
			return
		}
		c, failed := d.container(en.place)
		if failed != nil {
			hold, err = false, onlyFinal(failed)
			return
		}
		hold = int(en.index) < len(c.numbers) && c.numbers[en.index] == number
	})
	return hold, err
}

// strays compares what a scan found with the cross-reference.
func (d *Document) strays(b *rebuilder, known map[int64]bool) (bool, error) {
	found := false
	b.x.entries.each(func(number int, seen entry) {
		en := d.x.entries.get(number)
		switch {
		case en == seen || known[seen.place+b.base]:
		case en.kind == entryCompressed && d.x.entries.get(int(en.place)).place > seen.place:
			// written anew in an object stream
		default:
			found = true
		}
	})
	for _, place := range b.containers {
		clear, err := d.clearContainer(place)
		if err != nil || !clear {
			return true, onlyFinal(err)
		}
	}
	return found, nil
}

// clearContainer tells that each object of an object stream stands there once
// and has no key twice.
func (d *Document) clearContainer(place int64) (bool, error) {
	p := newParser(d.src, place+d.x.base, d.limits)
	in, err := p.indirect(d.streamLength)
	if err != nil {
		return false, err
	}
	c, err := d.container(int64(in.ref.Number))
	if err != nil {
		return false, err
	}
	seen := map[int]bool{}
	for i, number := range c.numbers {
		p := newParser(memory(c.data, d.src.work), c.offsets[i], d.limits)
		_, err := p.object()
		if err != nil || seen[number] || p.doubled {
			return false, err
		}
		seen[number] = true
	}
	return true, nil
}
