package pdf

// unpredict undoes /Predictor (ISO 32000-2 §7.4.4.4): 2 is TIFF's, 10 and above
// are PNG's, of which each row names its own.
func (s step) unpredict(data []byte, resolve resolver) ([]byte, error) {
	predictor := s.integer("Predictor", 1, resolve)
	if predictor < 2 {
		return data, nil
	}
	colors, bits := s.integer("Colors", 1, resolve), s.integer("BitsPerComponent", 8, resolve)
	columns := s.integer("Columns", 1, resolve)
	if colors > 64 || bits > 32 || columns > 1<<24 || colors*bits == 0 {
		return nil, tooComplex("predictor")
	}
	pixel := max(1, colors*bits/8)
	row := (colors*bits*columns + 7) / 8
	if row == 0 {
		return data, nil
	}
	if predictor == 2 {
		return unTIFF(data, row, pixel, bits), nil
	}
	return unPNG(data, row, pixel), nil
}

// unTIFF handles whole bytes; finer samples are left as they are.
func unTIFF(data []byte, row, pixel, bits int) []byte {
	if bits != 8 {
		return data
	}
	for at := 0; at < len(data); at += row {
		end := min(at+row, len(data))
		for i := at + pixel; i < end; i++ {
			data[i] += data[i-pixel]
		}
	}
	return data
}

func unPNG(data []byte, row, pixel int) []byte {
	out := make([]byte, 0, len(data))
	line, above := make([]byte, row), make([]byte, row)
	for len(data) > 1 {
		filter := data[0]
		n := copy(line, data[1:])
		clear(line[n:])
		data = data[1+n:]
		unfilter(filter, line, above, pixel)
		out = append(out, line[:n]...)
		line, above = above, line
	}
	return out
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
