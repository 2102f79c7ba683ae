package pdf

// reach follows references from object to object.
type reach struct {
	d         *Document
	seen      numberSet
	waiting   []int // objects that were named and not looked into yet
	missing   int   // references that lead nowhere
	scrambled bool  // some stream does not begin as its encoding does
}

func newReach(d *Document) *reach { return &reach{d: d, seen: numberSet{}} }

func (r *reach) from(root Object) error {
	r.visit(root)
	for len(r.waiting) > 0 {
		next := r.waiting[len(r.waiting)-1]
		r.waiting = r.waiting[:len(r.waiting)-1]
		held, err := r.d.load(next)
		if err != nil {
			return err
		}
		r.visit(held)
	}
	return nil
}

// visit finds what an object names; its depth was bounded when it was read.
func (r *reach) visit(o Object) {
	switch v := o.(type) {
	case Ref:
		r.name(v.Number)
	case Array:
		for _, held := range v {
			r.visit(held)
		}
	case Dict:
		for _, held := range v {
			r.visit(held)
		}
	case *Stream:
		r.scrambled = r.scrambled || r.d.scrambled(v)
		r.visit(v.Dict)
	}
}

func (r *reach) name(number int) {
	if !r.seen.add(number) {
		return
	}
	if r.d.Holds(number) {
		r.waiting = append(r.waiting, number)
	} else {
		r.missing++
	}
}

// numberSet holds object numbers, one bit for each of those near another.
type numberSet map[int]*[pageSize / 64]uint64

func (s numberSet) has(number int) bool {
	bits := s[number/pageSize]
	return bits != nil && bits[number%pageSize/64]>>(number%64)&1 != 0
}

// add tells whether a number, which is none below 0, is new.
func (s numberSet) add(number int) bool {
	if s.has(number) {
		return false
	}
	bits := s[number/pageSize]
	if bits == nil {
		bits = new([pageSize / 64]uint64)
		s[number/pageSize] = bits
	}
	bits[number%pageSize/64] |= 1 << (number % 64)
	return true
}
