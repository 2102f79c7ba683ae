package pdf

const (
	maxNumber     = 1<<31 - 2
	maxGeneration = 65535
)

// indirect is an object as it stands in the file.
type indirect struct {
	ref    Ref
	object Object
	end    int64 // behind the object, before endobj
}

// lengthOf finds the number of raw bytes of a stream whose bytes begin at
// offset; the Document resolves an indirect /Length, the rebuild cannot.
type lengthOf func(d Dict, offset int64) (int64, error)

// indirect takes "n g obj" and what follows, with a stream's place.
func (p *parser) indirect(length lengthOf) (indirect, error) {
	number, generation, word := p.take(), p.take(), p.take()
	if number.kind != tokenInteger || generation.kind != tokenInteger || !word.is("obj") {
		if p.err != nil {
			return indirect{}, p.err
		}
		return indirect{}, errSyntax
	}
	if number.integer < 0 || number.integer > maxNumber || generation.integer < 0 || generation.integer > maxGeneration {
		return indirect{}, errSyntax
	}
	in := indirect{ref: Ref{int(number.integer), int(generation.integer)}}
	var err error
	if in.object, err = p.object(); err != nil {
		return in, err
	}
	if p.cut {
		return in, orSyntax(p.err)
	}
	t := p.take()
	in.end = t.start
	if d, ok := in.object.(Dict); ok && t.is("stream") {
		return p.stream(in, d, t.end, length)
	}
	return in, p.err
}

// stream places the raw bytes behind the word stream (ISO 32000-2 §7.3.8.1).
func (p *parser) stream(in indirect, d Dict, offset int64, length lengthOf) (indirect, error) {
	var eol [2]byte
	n, err := p.src.readAt(eol[:], offset)
	if err != nil {
		return in, err
	}
	switch {
	case n == 2 && eol[0] == '\r' && eol[1] == '\n':
		offset += 2
	case n > 0 && (eol[0] == '\n' || eol[0] == '\r'):
		p.odd = p.odd || eol[0] == '\r'
		offset++
	default:
		p.odd = true
	}
	size, err := length(d, offset)
	if err != nil {
		return in, err
	}
	in.object = &Stream{Dict: d, offset: offset, length: size, origin: in.ref, fromFile: true}
	in.end = offset + size
	return in, nil
}

// streamLength checks a claimed length against the word that must follow and
// searches for that word where the claim is wrong.
func (s *source) streamLength(claimed, offset int64) (int64, error) {
	if claimed >= 0 && offset+claimed <= s.size {
		l := newLexer(s, offset+claimed, lexWindow)
		defer l.release()
		if t := l.next(); t.is("endstream") || t.is("endobj") {
			return claimed, nil
		}
		if l.err != nil && final(l.err) {
			return 0, l.err
		}
	}
	end, err := s.find("endstream", offset, s.size)
	if err != nil || end < 0 {
		return max(0, s.size-offset), err
	}
	return s.trimEOL(offset, end) - offset, nil
}

// trimEOL leaves out the line end that belongs to the word endstream.
func (s *source) trimEOL(offset, end int64) int64 {
	b, err := s.bytes(max(offset, end-2), end-max(offset, end-2))
	if err != nil || len(b) == 0 {
		return end
	}
	if b[len(b)-1] == '\n' {
		end--
		b = b[:len(b)-1]
	}
	if len(b) > 0 && b[len(b)-1] == '\r' {
		end--
	}
	return end
}
