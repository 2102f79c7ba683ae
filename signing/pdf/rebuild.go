package pdf

import "bytes"

// rebuilder finds a file's objects by one pass over its bytes, for files whose
// cross-reference is missing or wrong. Of an object that stands twice the later
// one counts, as incremental updates demand.
type rebuilder struct {
	src    *source
	base   int64
	limits Limits

	window []byte
	start  int64
	filled int

	x          *crossReference
	catalogs   []Ref   // by /Type, in case no trailer names one
	containers []int64 // offsets of object streams, in the order of the file
	streams    bool    // the file uses cross-reference or object streams
	doubled    bool    // an object or a trailer has a key twice, with two values
	odd        bool    // a stream begins where readers differ
}

// rebuildObjectBytes bounds the look into one object while scanning.
const rebuildObjectBytes = 1 << 20

func newRebuilder(src *source, base int64, limits Limits) *rebuilder {
	limits.ObjectBytes = min(limits.ObjectBytes, rebuildObjectBytes)
	return &rebuilder{
		src: src, base: base, limits: limits,
		x: &crossReference{entries: newEntries(src.work), trailer: Dict{}, base: base, rebuilt: true, unreliable: true, last: objectSpan{start: -1}},
	}
}

func (b *rebuilder) scan() error { return b.scanFrom(b.base) }

func (b *rebuilder) scanFrom(at int64) error {
	for {
		hit, word, err := b.nextWord(at)
		if err != nil || hit < 0 {
			return err
		}
		if word == "trailer" {
			at, err = b.trailer(hit)
		} else {
			at, err = b.object(hit)
		}
		if err != nil {
			return err
		}
	}
}

// nextWord finds the next "obj" or "trailer" at or behind a position.
func (b *rebuilder) nextWord(at int64) (hit int64, word string, err error) {
	for at < b.src.size {
		if at < b.start || at+16 > b.start+int64(b.filled) {
			if b.window == nil {
				b.window = make([]byte, min(searchWindow, b.src.size-at))
			}
			b.start = at
			if b.filled, err = b.src.readAt(b.window, at); err != nil {
				return -1, "", err
			}
		}
		run := b.window[at-b.start : b.filled]
		if i, word := firstWord(run); i >= 0 {
			return at + int64(i), word, nil
		}
		if b.start+int64(b.filled) >= b.src.size || len(run) < 16 {
			break
		}
		at += int64(len(run)) - 6 // the words may straddle the window's end
	}
	return -1, "", nil
}

func firstWord(run []byte) (int, string) {
	i := bytes.Index(run, []byte("obj"))
	limit := run
	if i >= 0 {
		limit = run[:i]
	}
	if j := bytes.Index(limit, []byte("trailer")); j >= 0 {
		return j, "trailer"
	}
	return i, "obj"
}

// trailer reads the dictionary behind the word and says where to go on.
func (b *rebuilder) trailer(at int64) (int64, error) {
	next := at + int64(len("trailer"))
	p := newParser(b.src, next, b.limits)
	o, err := p.object()
	if err != nil {
		return next, b.fatal(err)
	}
	b.doubled = b.doubled || p.doubled
	if d, ok := o.(Dict); ok {
		b.newTrailer(d)
	}
	return next, nil
}

// newTrailer lets a later trailer with a /Root replace an earlier one.
func (b *rebuilder) newTrailer(d Dict) {
	if d["Root"] == nil {
		inherit(b.x.trailer, d, "Info", "ID", "Encrypt")
		return
	}
	newer := d.Clone()
	inherit(newer, b.x.trailer, "Info", "ID", "Encrypt")
	b.x.trailer = newer
}

// fatal keeps the errors that must end the scan: a medium that fails and an
// exhausted budget. An object too deep or too long is passed over.
func (b *rebuilder) fatal(err error) error {
	if b.src.work.left < 0 || final(err) && !isTooComplex(err) {
		return err
	}
	return nil
}
