package pdf

// shrinkage describes a file that lost bytes in its midst, as a broken transfer
// leaves it: its cross-reference stands nearer to the start than startxref says,
// and each object stands where that says or nearer by the same. A file that was
// edited by hand is not so even, or lacks nothing.
type shrinkage struct {
	by     int64
	gone   []int // objects that the cross-reference has and the file has not
	before int   // number of the last object that stands where it should
}

// checkShrunk looks for what is missing of such a file. Error: ErrIncomplete.
func (d *Document) checkShrunk() error {
	s, ok, err := d.shrunk()
	if err != nil || !ok {
		return err
	}
	named := newReach(d)
	if err := named.from(d.x.trailer["Root"]); err != nil {
		return err
	}
	for _, number := range s.gone {
		if named.seen.has(number) {
			return incomplete("object %d is missing", number)
		}
	}
	if named.seen.has(s.before) && d.shortened(s.before, s.by) {
		return incomplete("bytes of object %d are missing", s.before)
	}
	return nil
}

func (d *Document) shrunk() (s shrinkage, ok bool, err error) {
	if !d.x.rebuilt {
		return s, false, nil
	}
	own, at, err := d.displacedXRef()
	if err != nil || own == nil {
		return s, false, err
	}
	s.by = own.start + own.base - at
	ok = s.by > 0
	furthest := int64(0)
	own.entries.each(func(number int, en entry) {
		found := d.x.entries.get(number)
		switch {
		case en.kind == entryFree:
		case !d.Holds(number):
			s.gone = append(s.gone, number)
		case en.kind != entryPlain || found.kind != entryPlain:
		case en.place == found.place && en.place > furthest:
			s.before, furthest = number, en.place
		default:
			ok = ok && (en.place == found.place || en.place-found.place == s.by)
		}
	})
	return s, ok, nil
}

// displacedXRef reads what it can of the last section where it stands: a table
// behind the objects, or a stream as the last of them; a hybrid file has both. It
// is nil where there is none.
func (d *Document) displacedXRef() (own *crossReference, at int64, err error) {
	start, err := lastStart(d.src, d.limits)
	if err != nil {
		return nil, 0, onlyFinal(err)
	}
	own = &crossReference{entries: newEntries(d.src.work), base: d.x.base, start: start}
	at, err = d.tableBehind(d.x.last.end)
	if err == nil && at >= 0 {
		_, _, err = own.section(d.src, at, d.limits) // will not find the stream of a hybrid file
	}
	if d.x.last.xref && onlyFinal(err) == nil {
		_, _, err = own.section(d.src, d.x.last.start, d.limits)
		if at < 0 {
			at = d.x.last.start
		}
	}
	if at < 0 {
		own = nil
	}
	return own, at, onlyFinal(err)
}

// tableBehind finds the word xref that does not belong to startxref, or -1.
func (d *Document) tableBehind(from int64) (int64, error) {
	at, err := d.src.find("xref", from, d.src.size)
	if err != nil || at < 1 {
		return -1, err
	}
	before, err := d.src.bytes(at-1, 1)
	if err != nil || string(before) == "t" {
		return -1, err
	}
	return at, nil
}

// shortened tells a compressed stream that is shorter than it says by a number
// of bytes, give or take a line end.
func (d *Document) shortened(number int, by int64) bool {
	s, ok := d.value(Ref{Number: number}).(*Stream)
	if !ok || len(steps(s.Dict, d.value)) == 0 {
		return false
	}
	claimed, _ := d.value(s.Dict["Length"]).(Integer)
	lacks := int64(claimed) - s.length
	return lacks > 0 && lacks >= by-2 && lacks <= by+2
}
