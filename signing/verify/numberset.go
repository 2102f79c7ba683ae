package verify

// numberSet is a set of object numbers: one bit for each that the graph knows,
// a map for others.
type numberSet struct {
	g      *graph
	bits   []uint64
	others map[int]bool
	size   int
}

func newNumberSet(g *graph) *numberSet {
	return &numberSet{g: g}
}

func (s *numberSet) has(number int) bool {
	if s.size == 0 {
		return false
	}
	if i, ok := s.g.index(number); ok {
		return s.bits[i/64]>>(i%64)&1 != 0
	}
	return s.others[number]
}

// add tells whether the number is new.
func (s *numberSet) add(number int) bool {
	if s.bits == nil {
		s.bits, s.others = make([]uint64, len(s.g.numbers)/64+1), map[int]bool{}
	}
	i, known := s.g.index(number)
	if !known {
		if s.others[number] {
			return false
		}
		s.others[number] = true
	} else {
		word, bit := &s.bits[i/64], uint64(1)<<(i%64)
		if *word&bit != 0 {
			return false
		}
		*word |= bit
	}
	s.size++
	return true
}

// numbers lists the members, those that the graph knows in their order.
func (s *numberSet) numbers() []int {
	var out []int
	for i := range s.g.numbers {
		if s.size > 0 && s.bits[i/64]>>(i%64)&1 != 0 {
			out = append(out, int(s.g.numbers[i]))
		}
	}
	for number := range s.others {
		out = append(out, number)
	}
	return out
}
