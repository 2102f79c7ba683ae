package pdf

import (
	"bufio"
	"io"
)

// stream reads a cross-reference stream (ISO 32000-2 §7.5.8) and gives its
// dictionary, which is the trailer.
func (x *crossReference) stream(src *source, p *parser, limits Limits) (Dict, error) {
	in, err := p.indirect(func(d Dict, offset int64) (int64, error) {
		claimed, _ := d["Length"].(Integer)
		return src.streamLength(int64(claimed), offset)
	})
	if err != nil {
		return nil, err
	}
	x.doubled = x.doubled || p.doubled
	s, ok := in.object.(*Stream)
	if !ok || s.Dict["Type"] != Name("XRef") {
		return nil, errSyntax
	}
	x.odd = x.odd || oddStream(s.Dict)
	data, err := decoding(s.Dict, src.reader(s.offset, s.length), direct, limits.StreamBytes, src.work)
	if err != nil {
		return nil, err
	}
	return s.Dict, x.rows(s.Dict, data)
}

func (x *crossReference) rows(d Dict, data io.Reader) error {
	width, err := fieldWidths(d)
	if err != nil {
		return err
	}
	data, row := bufio.NewReader(data), make([]byte, width[0]+width[1]+width[2])
	for _, span := range indexOf(d) {
		for n := span[0]; n < span[0]+span[1]; n++ {
			if _, err := io.ReadFull(data, row); err != nil {
				x.odd = true
				return onlyFinal(err)
			}
			if n < 0 || n > maxNumber {
				return errSyntax
			}
			x.row(int(n), row, width)
		}
	}
	return nil
}

func (x *crossReference) row(number int, row []byte, width [3]int) {
	kind := int64(1)
	if width[0] > 0 {
		kind = bigEndian(row[:width[0]])
	}
	second := bigEndian(row[width[0] : width[0]+width[1]])
	third := bigEndian(row[width[0]+width[1]:])
	switch kind {
	case 1:
		x.odd = x.odd || number > 0 && second <= 0 || third < 0 || third > maxGeneration
		if second > 0 {
			x.entries.add(number, entry{kind: entryPlain, place: second, gen: uint16(third)})
		}
	case 2:
		x.odd = x.odd || second <= 0 || second > maxNumber || third < 0 || third > maxNumber
		x.entries.add(number, entry{kind: entryCompressed, place: second, index: uint32(third)})
	default: // a kind that is not defined yet is null (table 18)
		x.odd = x.odd || kind != 0
		x.entries.add(number, entry{kind: entryFree})
	}
}

// oddStream tells entries that some readers look up or convert and others do
// not: a stream that begins the reading has to say all by itself.
func oddStream(d Dict) bool {
	for _, k := range []Name{"Size", "W", "Index", "Length", "Filter", "DecodeParms", "Prev"} {
		if _, elsewhere := d[k].(Ref); elsewhere {
			return true
		}
	}
	w, _ := d["W"].(Array)
	index, listed := d["Index"].(Array)
	return len(w) != 3 || !integers(w) || d["Index"] != nil && !listed || len(index)%2 != 0 || !integers(index)
}

func integers(a Array) bool {
	for _, item := range a {
		if n, ok := item.(Integer); !ok || n < 0 {
			return false
		}
	}
	return true
}

func fieldWidths(d Dict) (w [3]int, err error) {
	a, _ := d["W"].(Array)
	if len(a) < 3 {
		return w, errSyntax
	}
	for i := range w {
		n, _ := a[i].(Integer)
		if n < 0 || n > 8 {
			return w, errSyntax
		}
		w[i] = int(n)
	}
	if w[0]+w[1]+w[2] == 0 {
		return w, errSyntax
	}
	return w, nil
}

// indexOf gives the subsections as first number and count.
func indexOf(d Dict) [][2]int64 {
	a, ok := d["Index"].(Array)
	if !ok {
		size, _ := d["Size"].(Integer)
		return [][2]int64{{0, int64(size)}}
	}
	var spans [][2]int64
	for i := 0; i+1 < len(a); i += 2 {
		first, _ := a[i].(Integer)
		count, _ := a[i+1].(Integer)
		spans = append(spans, [2]int64{int64(first), int64(count)})
	}
	return spans
}

func bigEndian(b []byte) (n int64) {
	for _, c := range b {
		n = n<<8 | int64(c)
	}
	return n
}
