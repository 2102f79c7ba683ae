package pdf

import "io"

// unpredict undoes /Predictor (ISO 32000-2 §7.4.4.4): 2 is TIFF's, 10 and above
// are PNG's, of which each row names its own.
func (s step) unpredict(data io.Reader, resolve resolver) (io.Reader, error) {
	predictor := s.integer("Predictor", 1, resolve)
	if predictor < 2 {
		return data, nil
	}
	colors, bits := s.integer("Colors", 1, resolve), s.integer("BitsPerComponent", 8, resolve)
	columns := s.integer("Columns", 1, resolve)
	if colors > 64 || bits > 32 || columns > 1<<24 || colors*bits == 0 {
		return nil, tooComplex("predictor")
	}
	row := (colors*bits*columns + 7) / 8
	if row > maxRow {
		return nil, tooComplex("predictor")
	}
	if row == 0 || predictor == 2 && bits != 8 { // TIFF's finer samples are left as they are
		return data, nil
	}
	return &rowReader{
		data: data, png: predictor > 2, pixel: max(1, colors*bits/8),
		line: make([]byte, row), above: make([]byte, row),
	}, nil
}

// maxRow is more than the widest pictures have, in bytes.
const maxRow = 4 << 20

// rowReader undoes a predictor row by row.
type rowReader struct {
	data        io.Reader
	png         bool
	pixel       int // bytes
	line, above []byte
	ready       []byte // of above, which is the row made last
	err         error
}

func (r *rowReader) Read(p []byte) (int, error) {
	for len(r.ready) == 0 {
		if r.err != nil {
			return 0, r.err
		}
		r.next()
	}
	n := copy(p, r.ready)
	r.ready = r.ready[n:]
	return n, nil
}

// next makes a row; the last one may be short.
func (r *rowReader) next() {
	filter := []byte{1} // what TIFF does with bytes is PNG's filter 1
	if r.png {
		if _, r.err = io.ReadFull(r.data, filter); r.err != nil {
			return
		}
	}
	var n int
	n, r.err = io.ReadFull(r.data, r.line)
	clear(r.line[n:])
	unfilter(filter[0], r.line, r.above, r.pixel)
	r.line, r.above = r.above, r.line
	r.ready = r.above[:n]
}

func unfilter(filter byte, line, above []byte, pixel int) {
	for i := range line {
		var left, corner byte
		if i >= pixel {
			left, corner = line[i-pixel], above[i-pixel]
		}
		switch filter {
		case 1:
			line[i] += left
		case 2:
			line[i] += above[i]
		case 3:
			line[i] += byte((int(left) + int(above[i])) / 2)
		case 4:
			line[i] += paeth(left, above[i], corner)
		}
	}
}

func paeth(a, b, c byte) byte {
	p := int(a) + int(b) - int(c)
	pa, pb, pc := distance(p, a), distance(p, b), distance(p, c)
	switch {
	case pa <= pb && pa <= pc:
		return a
	case pb <= pc:
		return b
	}
	return c
}

func distance(p int, x byte) int {
	if d := p - int(x); d >= 0 {
		return d
	}
	return int(x) - p
}
