package pdf

import "slices"

// Revision is one state of the file: what a reader saw before later updates
// were appended (ISO 32000-2 §7.5.6).
type Revision struct {
	XRef int64 // where its newest cross-reference section stands
	End  int64 // behind its %%EOF and the line end that follows
}

// Revisions lists the states in the order they were written. A file that had to
// be rebuilt shows none: its own sections do not tell.
func (d *Document) Revisions() (out []Revision, err error) {
	defer guard(&err)
	if d.x.rebuilt {
		return nil, nil
	}
	for _, at := range d.x.sections {
		end, err := d.revisionEnd(at)
		if err != nil {
			return nil, err
		}
		if end > 0 {
			out = append(out, Revision{at, end})
		}
	}
	slices.SortFunc(out, func(a, b Revision) int { return int(min(max(a.End-b.End, -1), 1)) })
	return slices.CompactFunc(out, func(a, b Revision) bool { return a.End == b.End }), nil
}

// revisionEnd searches from a section for the %%EOF that closes its revision.
// The first section of a linearised file says "startxref 0" and is closed by
// the one at the file's end (Annex F).
func (d *Document) revisionEnd(from int64) (int64, error) {
	for {
		at, err := d.src.find("startxref", from, d.src.size)
		if err != nil || at < 0 {
			return 0, err
		}
		from = at + int64(len("startxref"))
		t := newLexer(d.src, from, lexWindow).next()
		if t.kind != tokenInteger || t.integer == 0 {
			continue
		}
		mark, err := d.src.find("%%EOF", t.end, min(d.src.size, t.end+lexWindow))
		if err != nil {
			return 0, err
		}
		if mark < 0 {
			return t.end, nil
		}
		return d.afterEOL(mark + int64(len("%%EOF")))
	}
}

func (d *Document) afterEOL(at int64) (int64, error) {
	b, err := d.src.bytes(at, min(2, d.src.size-at))
	if err != nil {
		return 0, err
	}
	if len(b) > 0 && b[0] == '\r' {
		at++
		b = b[1:]
	}
	if len(b) > 0 && b[0] == '\n' {
		at++
	}
	return at, nil
}
