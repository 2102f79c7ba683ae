package pdf

// checkHoles finds a file of which a part is zero bytes: a download that was
// broken off, or a disk that lost blocks. Its mark is a place at which something
// should begin and where there are zero bytes. Error: ErrIncomplete.
func (d *Document) checkHoles() error {
	if d.x.rebuilt {
		return d.checkHoleAtXRef()
	}
	blank, err := d.blankPlaces()
	if err != nil {
		return err
	}
	for _, number := range blank {
		if _, err := d.load(number); err != nil { // looks for it by scan
			return err
		}
		if !d.Holds(number) {
			return incomplete("object %d is in a hole", number)
		}
	}
	return nil
}

// checkHoleAtXRef: where the cross-reference itself is gone, what the document
// names shows what else is.
func (d *Document) checkHoleAtXRef() error {
	start, err := lastStart(d.src, d.limits)
	if err != nil {
		return onlyFinal(err)
	}
	if blank, err := d.blankAt(start); err != nil || !blank {
		return err
	}
	return d.checkLost()
}

// maxLooks bounds the time for a cross-reference that names more objects than
// documents have.
const maxLooks = 1 << 18

// blankPlaces gives the objects that should stand where there are zero bytes.
func (d *Document) blankPlaces() (numbers []int, err error) {
	looks := 0
	d.x.entries.each(func(number int, en entry) {
		if en.kind != entryPlain || err != nil || looks == maxLooks {
			return
		}
		looks++
		var blank bool
		if blank, err = d.blankAt(en.place); blank {
			numbers = append(numbers, number)
		}
	})
	return numbers, err
}

func (d *Document) blankAt(place int64) (bool, error) {
	var head [12]byte // as long as a short "n g obj" with a line end
	n, err := d.src.readAt(head[:], place+d.x.base)
	return n == len(head) && head == [12]byte{}, err
}
