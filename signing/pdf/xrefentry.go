package pdf

import "slices"

// entryKind is what the cross-reference says of an object (ISO 32000-2 table 18).
type entryKind uint8

const (
	entryNone entryKind = iota
	entryFree
	entryPlain      // place is an offset
	entryCompressed // place is the object stream's number, index its place there
)

type entry struct {
	place int64
	index uint32 // within an object stream
	gen   uint16
	kind  entryKind
}

const pageSize = 256

// entries holds the cross-reference by object number in pages, so that a wild
// number costs one page and a million objects cost 16 bytes each.
type entries struct {
	pages   map[int]*[pageSize]entry
	work    *budget
	highest int  // number of the highest object known
	clash   bool // some object was entered twice, at two places
}

// pageCost makes a page draw on the work that a file may cause, so that a few
// bytes that name wild numbers do not fill the memory. With the work used up the
// entry is dropped, and whatever is read next fails with ErrTooComplex.
const pageCost = 4 * pageSize * 16

func newEntries(work *budget) *entries {
	return &entries{pages: map[int]*[pageSize]entry{}, work: work}
}

func (e *entries) get(number int) entry {
	if page := e.pages[number/pageSize]; page != nil && number >= 0 {
		return page[number%pageSize]
	}
	return entry{}
}

func (e *entries) set(number int, to entry) {
	page := e.pages[number/pageSize]
	if page == nil {
		if e.work.spend(pageCost) != nil {
			return
		}
		page = new([pageSize]entry)
		e.pages[number/pageSize] = page
	}
	page[number%pageSize] = to
	e.highest = max(e.highest, number)
}

// add sets an entry unless a newer section has set it.
func (e *entries) add(number int, to entry) {
	if number > maxNumber {
		return
	}
	if old := e.get(number); old.kind != entryNone {
		e.clash = e.clash || old != to
		return
	}
	e.set(number, to)
}

// below gives the highest number in use that is lower than a limit, or 0.
func (e *entries) below(limit int) (highest int) {
	if e.highest < limit {
		return e.highest
	}
	e.each(func(number int, _ entry) {
		if number < limit {
			highest = number
		}
	})
	return highest
}

// each visits the entries in the order of their numbers.
func (e *entries) each(visit func(number int, en entry)) {
	numbers := make([]int, 0, len(e.pages))
	for n := range e.pages {
		numbers = append(numbers, n)
	}
	slices.Sort(numbers)
	for _, n := range numbers {
		for i, en := range e.pages[n] {
			if en.kind != entryNone {
				visit(n*pageSize+i, en)
			}
		}
	}
}
