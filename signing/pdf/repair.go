package pdf

// repair rebuilds the cross-reference once; false where that was done before or
// does not help.
func (d *Document) repair() bool {
	return !d.x.rebuilt && d.rebuild() == nil
}

// rebuild replaces the cross-reference by one found by scan. Where that fails
// the old one stays, and is not tried again.
func (d *Document) rebuild() error {
	old, lock := d.x, d.lock
	err := d.rescan(old)
	if err != nil && old != nil {
		old.rebuilt, old.unreliable = true, true
		d.x, d.lock = old, lock
		d.forget()
	}
	return err
}

func (d *Document) rescan(old *crossReference) error {
	b := newRebuilder(d.src, d.base(), d.limits)
	if err := b.scan(); err != nil {
		return err
	}
	if b.x.entries.highest == 0 {
		return d.hopeless()
	}
	if b.streams {
		b.x.kind = kindStream
	}
	d.x = b.x
	d.forget()
	if old != nil {
		inherit(d.x.trailer, old.trailer, "ID", "Encrypt")
	}
	if err := d.checkEncryption(); err != nil {
		return err
	}
	if err := d.unpack(b.containers); err != nil {
		return err
	}
	return d.chooseRoot(b.catalogs, old)
}

// unpack enters the objects of object streams, unless a later plain one exists.
func (d *Document) unpack(containers []int64) error {
	streams := map[int64]bool{}
	for _, place := range containers {
		streams[place] = true
	}
	numbers := map[int64]int{}
	d.x.entries.each(func(n int, en entry) {
		if streams[en.place] {
			numbers[en.place] = n
		}
	})
	for _, place := range containers {
		number, current := numbers[place]
		if !current {
			continue
		}
		c, err := d.container(int64(number))
		if err != nil {
			if final(err) && d.src.work.left < 0 {
				return err
			}
			continue
		}
		d.enter(number, place, c, streams)
	}
	d.objects = cache{}
	return nil
}

// enter leaves plain objects that are newer as they are, and object streams,
// which cannot stand in one.
func (d *Document) enter(number int, place int64, c *objectStream, streams map[int64]bool) {
	for i, n := range c.numbers {
		if old := d.x.entries.get(n); old.kind == entryPlain && (old.place > place || streams[old.place]) {
			continue
		}
		d.x.entries.set(n, entry{kind: entryCompressed, place: int64(number), index: uint32(i)})
	}
}

// chooseRoot takes the trailer's catalog, else what is one by its /Type.
func (d *Document) chooseRoot(catalogs []Ref, old *crossReference) error {
	if old != nil {
		inherit(d.x.trailer, old.trailer, "Root", "Info", "ID", "Encrypt")
	}
	if d.hasPages() {
		return nil
	}
	for i := len(catalogs) - 1; i >= 0; i-- {
		if d.tryRoot(catalogs[i]) {
			return nil
		}
	}
	found := false
	d.x.entries.each(func(n int, en entry) {
		found = found || en.kind == entryCompressed && d.isCatalog(n) && d.tryRoot(Ref{n, 0})
	})
	if root, _, err := d.Catalog(); found || root != nil || err != nil {
		return err
	}
	return d.hopeless()
}

func (d *Document) tryRoot(ref Ref) bool {
	before, had := d.x.trailer["Root"]
	d.x.trailer["Root"] = ref
	if d.hasPages() {
		return true
	}
	if had {
		d.x.trailer["Root"] = before
	}
	return false
}

func (d *Document) isCatalog(number int) bool {
	dict, _ := d.value(Ref{number, 0}).(Dict)
	return dict["Type"] == Name("Catalog")
}
