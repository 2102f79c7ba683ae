package pdf

import (
	"maps"
	"slices"
)

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

// entries holds the cross-reference by object number in pages, so that a wild
// number costs one page. All but the pages looked at last lie packed: a million
// objects take about two megabytes.
type entries struct {
	packed  map[int][]byte // by page number; what is open may be newer
	open    [openPages]*openPage
	scratch []byte
	work    *budget
	highest int  // number of the highest object known
	clash   bool // some object was entered twice, at two places
}

const openPages = 32

// openPage stands in the slot of its number.
type openPage struct {
	number  int
	changed bool
	entryPage
}

// pageCost makes a page draw on the work that a file may cause, so that a few
// bytes that name wild numbers do not fill the memory. With the work used up the
// entry is dropped, and whatever is read next fails with ErrTooComplex.
const pageCost = 4 * pageSize * 16

func newEntries(work *budget) *entries {
	return &entries{packed: map[int][]byte{}, work: work}
}

func (e *entries) get(number int) entry {
	if number < 0 {
		return entry{}
	}
	if page := e.page(number / pageSize); page != nil {
		return page.entryPage[number%pageSize]
	}
	return entry{}
}

// page opens a page; nil where there is none.
func (e *entries) page(number int) *openPage {
	slot := &e.open[number%openPages]
	if *slot != nil && (*slot).number == number {
		return *slot
	}
	packed, ok := e.packed[number]
	if !ok {
		return nil
	}
	page := e.vacate(slot)
	page.number = number
	page.unpack(packed)
	return page
}

// vacate packs what stands in a slot, so that another page can be opened there.
func (e *entries) vacate(slot **openPage) *openPage {
	if *slot == nil {
		*slot = new(openPage)
	}
	page := *slot
	if page.changed {
		e.scratch = page.pack(e.scratch[:0])
		e.packed[page.number] = slices.Clone(e.scratch)
		page.changed = false
	}
	return page
}

func (e *entries) set(number int, to entry) {
	page := e.page(number / pageSize)
	if page == nil {
		if e.work.spend(pageCost) != nil {
			return
		}
		page = e.vacate(&e.open[number/pageSize%openPages])
		*page = openPage{number: number / pageSize}
		e.packed[page.number] = nil
	}
	page.entryPage[number%pageSize], page.changed = to, true
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

// each visits the entries in the order of their numbers. What the visitor changes
// in the page that it is shown, it is not shown.
func (e *entries) each(visit func(number int, en entry)) {
	for _, number := range slices.Sorted(maps.Keys(e.packed)) {
		page := e.page(number).entryPage
		for i, en := range page {
			if en.kind != entryNone {
				visit(number*pageSize+i, en)
			}
		}
	}
}
