package pdf

import "math"

// table reads subsections and trailer behind the word xref, and the stream a
// hybrid file's /XRefStm names (ISO 32000-2 §7.5.4, §7.5.8.4).
func (x *crossReference) table(src *source, p *parser, limits Limits) (Dict, error) {
	p.limit = math.MaxInt64 // a table is as long as the file has objects
	free := newEntries(src.work)
	for {
		t := p.take()
		if t.is("trailer") {
			break
		}
		count := p.take()
		if t.kind != tokenInteger || count.kind != tokenInteger {
			return nil, orSyntax(p.err)
		}
		if err := x.subsection(p, t.integer, count.integer, free); err != nil {
			return nil, err
		}
	}
	p.limit = p.offset() + limits.ObjectBytes
	o, err := p.object()
	trailer, ok := o.(Dict)
	x.doubled = x.doubled || p.doubled
	if err != nil || !ok {
		return nil, orSyntax(err)
	}
	if err := x.hybrid(src, trailer, limits); err != nil {
		return nil, err
	}
	// What the table hides as free may be shown by /XRefStm, so free comes last.
	clash := x.entries.clash
	free.each(x.entries.add)
	if trailer["XRefStm"] != nil {
		x.entries.clash = clash
	}
	return trailer, nil
}

func orSyntax(err error) error {
	if err != nil {
		return err
	}
	return errSyntax
}

// subsection reads count entries; the free ones are set apart.
func (x *crossReference) subsection(p *parser, first, count int64, free *entries) error {
	var line int64
	for i := int64(0); i < count; i++ {
		place, gen, use := p.take(), p.take(), p.take()
		if use.is("trailer") || place.is("trailer") || gen.is("trailer") {
			return errSyntax
		}
		if place.kind != tokenInteger || gen.kind != tokenInteger || !use.is("n") && !use.is("f") {
			return orSyntax(p.err)
		}
		x.odd = x.odd || use.is("n") && place.integer == 0 || gen.integer > maxGeneration || !inLine(i, &line, place, gen, use)
		// Some writers count from 1 though their first entry is object 0.
		if i == 0 && first == 1 && use.is("f") && gen.integer >= maxGeneration {
			first, x.odd = 0, true
		}
		number := first + i
		if number < 0 || number > maxNumber {
			return errSyntax
		}
		if use.is("n") && place.integer > 0 {
			x.entries.add(int(number), entry{kind: entryPlain, place: place.integer, gen: uint16(gen.integer)})
		} else {
			free.set(int(number), entry{kind: entryFree})
		}
	}
	return nil
}

// inLine tells entries of 20 bytes, as they must be: some readers count bytes
// where others read words. line is where the first one stands.
func inLine(i int64, line *int64, place, gen, use token) bool {
	if i == 0 {
		*line = place.start
	}
	return place.start == *line+20*i && gen.start == place.start+11 && use.start == place.start+17
}

func (x *crossReference) hybrid(src *source, trailer Dict, limits Limits) error {
	at, ok := trailer["XRefStm"].(Integer)
	if !ok {
		return nil
	}
	_, err := x.stream(src, newParser(src, int64(at)+x.base, limits), limits)
	return err
}
