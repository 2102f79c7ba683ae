package pdf

// reach follows references from object to object.
type reach struct {
	d         *Document
	seen      map[int]bool
	waiting   []Object
	missing   int  // references that lead nowhere
	scrambled bool // some stream does not begin as its encoding does
}

func newReach(d *Document) *reach { return &reach{d: d, seen: map[int]bool{}} }

func (r *reach) from(root Object) error {
	r.waiting = append(r.waiting, root)
	for len(r.waiting) > 0 {
		next := r.waiting[len(r.waiting)-1]
		r.waiting = r.waiting[:len(r.waiting)-1]
		if err := r.visit(next); err != nil {
			return err
		}
	}
	return nil
}

// visit opens one object; what it holds waits for its turn.
func (r *reach) visit(o Object) error {
	switch v := o.(type) {
	case Ref:
		return r.follow(v.Number)
	case Array:
		r.waiting = append(r.waiting, v...)
	case Dict:
		for _, held := range v {
			r.waiting = append(r.waiting, held)
		}
	case *Stream:
		r.scrambled = r.scrambled || r.d.scrambled(v)
		r.waiting = append(r.waiting, v.Dict)
	}
	return nil
}

func (r *reach) follow(number int) error {
	if r.seen[number] {
		return nil
	}
	r.seen[number] = true
	if !r.d.Holds(number) {
		r.missing++
		return nil
	}
	held, err := r.d.load(number)
	if err == nil {
		r.waiting = append(r.waiting, held)
	}
	return err
}
