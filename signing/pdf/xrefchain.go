package pdf

// xrefKind is how a file writes its cross-reference.
type xrefKind uint8

const (
	kindTable xrefKind = iota
	kindStream
)

// crossReference is all the sections of a file, the newest first.
type crossReference struct {
	entries  *entries
	trailer  Dict  // of the newest section
	start    int64 // what startxref says, that is: relative to base
	base     int64 // offsets count from here: 0, or where %PDF- stands
	kind     xrefKind
	sections []int64 // where the sections stand in the file, the newest first

	// rebuilt: found by scan, because the file's own sections cannot be read.
	rebuilt bool
	last    objectSpan // the last object that the scan met
	doubled bool       // a trailer has a key twice, with two values
	odd     bool       // a section is written so that readers differ about it
	// unreliable: other readers stumble over the file's own sections, so an
	// Update writes a whole cross-reference instead of linking to them.
	unreliable bool
}

const (
	startSpan   = 64 << 10 // how far from the end startxref may stand
	maxSections = 4096
)

// readCrossReference follows the chain from the last startxref (ISO 32000-2
// §7.5.4 to §7.5.8). Any flaw is an error; the caller then rebuilds.
func readCrossReference(src *source, base int64, limits Limits) (*crossReference, error) {
	start, err := lastStart(src, limits)
	if err != nil {
		return nil, err
	}
	x := &crossReference{entries: newEntries(src.work), base: base, start: start}
	seen := map[int64]bool{}
	for at, more := start, true; more; {
		if seen[at] || len(x.sections) >= maxSections {
			return nil, errSyntax
		}
		seen[at] = true
		x.sections = append(x.sections, at+base)
		trailer, kind, err := x.section(src, at+base, limits)
		if err != nil {
			return nil, err
		}
		if x.trailer == nil {
			x.trailer, x.kind = trailer, kind
		}
		inherit(x.trailer, trailer, "Root", "ID", "Info")
		x.unreliable = x.unreliable || kind == kindStream && wildSize(trailer)
		at, more = previous(trailer)
	}
	return x, nil
}

// mostObjects is more than any document has; readers that make room for every
// number have none beyond (poppler ends at 2^31 bytes of it).
const mostObjects = 1 << 25

// wildSize tells a /Size for which other readers give a section up.
func wildSize(trailer Dict) bool {
	size, ok := trailer["Size"].(Integer)
	return ok && (size < 0 || size > mostObjects)
}

// inherit takes from an older trailer what the newer one lacks.
func inherit(newer, older Dict, keys ...Name) {
	for _, k := range keys {
		if v, ok := older[k]; ok && newer[k] == nil {
			newer[k] = v
		}
	}
}

func lastStart(src *source, limits Limits) (int64, error) {
	at, err := src.findLast("startxref", startSpan)
	if err != nil {
		return 0, err
	}
	if at < 0 {
		return 0, errSyntax
	}
	t := newLexer(src, at+int64(len("startxref")), limits.ObjectBytes).next()
	if t.kind != tokenInteger || t.integer <= 0 {
		return 0, errSyntax
	}
	return t.integer, nil
}

// previous gives the next older section; a /Prev of 0 is some writers' none.
func previous(trailer Dict) (int64, bool) {
	switch prev := trailer["Prev"].(type) {
	case Integer:
		return int64(prev), prev > 0
	case Real:
		return int64(prev), prev > 0
	case Ref: // "/Prev 1234 0 R" is seen in the wild
		return int64(prev.Number), prev.Number > 0
	}
	return 0, false
}

// section reads the one at an absolute offset, whatever its kind.
func (x *crossReference) section(src *source, at int64, limits Limits) (Dict, xrefKind, error) {
	if at < 0 || at >= src.size {
		return nil, 0, errSyntax
	}
	p := newParser(src, at, limits)
	t := p.take()
	if t.is("xref") {
		trailer, err := x.table(src, p, limits)
		return trailer, kindTable, err
	}
	p.giveBack(t)
	trailer, err := x.stream(src, p, limits)
	return trailer, kindStream, err
}
