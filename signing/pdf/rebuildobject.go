package pdf

import "errors"

func isTooComplex(err error) bool { return errors.Is(err, ErrTooComplex) }

// object looks at an "obj" found at a position; where it is the head of an
// object, that is recorded. The result says where to go on: behind the object
// when its end is sure, so that what is embedded in streams is not mistaken for
// the file's own objects, else right behind the word.
func (b *rebuilder) object(at int64) (next int64, err error) {
	next = at + int64(len("obj"))
	start, ok, err := b.headBefore(at)
	if err != nil || !ok || start < b.base {
		return next, err
	}
	b.x.last = objectSpan{start: start, end: next}
	p := newParser(b.src, start, b.limits)
	defer p.release()
	in, err := p.indirect(b.streamLength)
	if err != nil {
		if err := b.fatal(err); err != nil {
			return next, err
		}
		return next, nil
	}
	b.x.last.end = max(next, in.end)
	b.x.last.xref = isXRef(in.object)
	b.doubled, b.odd = b.doubled || p.doubled, b.odd || p.odd
	b.record(in, start)
	b.classify(in, start)
	if b.ends(in) {
		return max(next, in.end), nil
	}
	return next, nil
}

// headBefore walks back from "obj" over generation and number.
func (b *rebuilder) headBefore(at int64) (start int64, ok bool, err error) {
	from := max(0, at-32)
	head, err := b.around(from, at)
	if err != nil || len(head) == 0 || head[len(head)-1] == 'd' { // endobj
		return 0, false, err
	}
	i := len(head)
	if i, ok = backOver(head, i, false); !ok {
		return 0, false, nil
	}
	if i, ok = backOver(head, i, true); !ok {
		return 0, false, nil
	}
	return from + int64(i), true, nil
}

// around gives a few bytes, from the window where it covers them.
func (b *rebuilder) around(from, to int64) ([]byte, error) {
	if from >= b.start && to <= b.start+int64(b.filled) {
		return b.window[from-b.start : to-b.start], nil
	}
	return b.src.bytes(from, to-from)
}

// backOver steps back over spaces and then digits; some digits must be there.
func backOver(head []byte, i int, spaced bool) (int, bool) {
	before := i
	for i > 0 && isSpace(head[i-1]) {
		i--
	}
	if spaced && i == before {
		return i, false
	}
	digits := i
	for i > 0 && head[i-1] >= '0' && head[i-1] <= '9' {
		i--
	}
	return i, i < digits
}

func (b *rebuilder) record(in indirect, start int64) {
	old := b.x.entries.get(in.ref.Number)
	if old.kind == entryPlain && int(old.gen) > in.ref.Generation {
		return
	}
	b.x.entries.set(in.ref.Number, entry{kind: entryPlain, place: start - b.base, gen: uint16(in.ref.Generation)})
}

func isXRef(o Object) bool {
	s, ok := o.(*Stream)
	return ok && s.Dict["Type"] == Name("XRef")
}

// classify notes what matters for putting the document together.
func (b *rebuilder) classify(in indirect, start int64) {
	switch v := in.object.(type) {
	case *Stream:
		switch v.Dict["Type"] {
		case Name("XRef"):
			b.streams = true
			b.newTrailer(v.Dict)
		case Name("ObjStm"):
			b.streams = true
			b.containers = append(b.containers, start-b.base)
		}
	case Dict:
		if v["Type"] == Name("Catalog") {
			b.catalogs = append(b.catalogs, in.ref)
		}
	}
}

// ends tells whether the word that closes the object stands where it should.
func (b *rebuilder) ends(in indirect) bool {
	l := newLexer(b.src, in.end, lexWindow)
	defer l.release()
	t := l.next()
	return t.is("endobj") || t.is("endstream")
}

func (b *rebuilder) streamLength(d Dict, offset int64) (int64, error) {
	claimed, ok := d["Length"].(Integer)
	if !ok {
		claimed = -1
	}
	return b.src.streamLength(int64(claimed), offset)
}
