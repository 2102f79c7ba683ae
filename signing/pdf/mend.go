package pdf

// mend looks by scan for what the cross-reference gives a wrong place to, once.
// Where the cross-reference holds true it stays in force: what it hides stays
// hidden, and a stream that never ends cannot swallow a later revision.
func (d *Document) mend() bool {
	old := d.x
	if !d.repair() {
		return false
	}
	if old.base != d.x.base {
		return true
	}
	good, right, wrong := newEntries(d.src.work), 0, 0
	old.entries.each(func(number int, en entry) {
		if d.holdsTrue(number, en, old) {
			good.set(number, en)
			right++
		} else {
			wrong++
		}
	})
	if wrong > right {
		return true // it is not single entries that are wrong
	}
	good.each(d.x.entries.set)
	d.x.trailer, d.x.kind = old.trailer, old.kind
	d.forget()
	return d.checkEncryption() == nil
}

// holdsTrue tells an entry that leads to the head of its object, or to an object
// stream whose entry does.
func (d *Document) holdsTrue(number int, en entry, x *crossReference) bool {
	switch en.kind {
	case entryFree:
		return true
	case entryCompressed:
		if en.place < 0 || en.place > maxNumber {
			return false
		}
		holder := x.entries.get(int(en.place))
		return holder.kind == entryPlain && d.headAt(int(en.place), holder, x.base)
	}
	return d.headAt(number, en, x.base)
}

// headAt tells whether "n g obj" stands there.
func (d *Document) headAt(number int, en entry, base int64) bool {
	l := newLexer(d.src, en.place+base, lexWindow)
	defer l.release()
	l.window = l.window[:32]
	first, second, third := l.next(), l.next(), l.next()
	return first.kind == tokenInteger && first.integer == int64(number) && second.kind == tokenInteger && third.is("obj")
}
