package pdf

import "reflect"

// parser makes objects of tokens (ISO 32000-2 §7.3). It forgives what viewers
// forgive: a missing >> or ], a key without a name, unknown words.
type parser struct {
	*lexer
	ahead []token
	depth int
	// spans, where set, learns where the values of the outermost dictionary
	// stand in the source.
	spans map[Name]Span
	// doubled: some key stood twice with two values.
	doubled bool
	// odd: no proper line end stood before the bytes of a stream.
	odd bool
}

// Span is a run of bytes in the file: Start is the first, End is behind the last.
type Span struct{ Start, End int64 }

func newParser(src *source, offset int64, limits Limits) *parser {
	return &parser{lexer: newLexer(src, offset, limits.ObjectBytes), depth: limits.Depth}
}

func (p *parser) take() token {
	if n := len(p.ahead); n > 0 {
		t := p.ahead[n-1]
		p.ahead = p.ahead[:n-1]
		return t
	}
	return p.next()
}

func (p *parser) giveBack(t token) { p.ahead = append(p.ahead, t) }

// object takes one object. Where none begins it is Null.
func (p *parser) object() (Object, error) {
	t := p.take()
	switch t.kind {
	case tokenEnd:
		if p.err != nil {
			return nil, p.err
		}
		return nil, errSyntax
	case tokenInteger:
		return p.integerOrRef(t), p.err
	case tokenReal:
		return Real(t.real), nil
	case tokenName:
		return Name(t.text), nil
	case tokenString:
		return String(t.text), p.err
	}
	return p.keyword(t)
}

func (p *parser) integerOrRef(t token) Object {
	second := p.take()
	if second.kind == tokenInteger && second.integer >= 0 && second.integer <= maxGeneration {
		third := p.take()
		if third.is("R") && t.integer >= 0 && t.integer <= maxNumber {
			return Ref{int(t.integer), int(second.integer)}
		}
		p.giveBack(third)
	}
	p.giveBack(second)
	return Integer(t.integer)
}

func (p *parser) keyword(t token) (Object, error) {
	switch string(t.text) {
	case "[":
		return p.array()
	case "<<":
		return p.dict()
	case "true":
		return Bool(true), nil
	case "false":
		return Bool(false), nil
	}
	if endsObject(t) {
		p.giveBack(t)
	}
	return Null{}, nil
}

// endsObject tells words that cannot stand inside an object: an array or a
// dictionary that meets one was never closed.
func endsObject(t token) bool {
	return t.kind == tokenEnd || t.is("endobj") || t.is("obj") || t.is("stream") || t.is("endstream") ||
		t.is("trailer") || t.is("xref") || t.is("startxref")
}

// unclosed notes where an array or a dictionary met what ends it.
func (p *parser) unclosed(t token) {
	p.cut = p.cut || t.kind == tokenEnd
	p.giveBack(t)
}

func (p *parser) descend() error {
	if p.depth--; p.depth < 0 {
		return tooComplex("nested too deep")
	}
	return nil
}

func (p *parser) array() (Object, error) {
	if err := p.descend(); err != nil {
		return nil, err
	}
	defer func() { p.depth++ }()
	a := Array{}
	for {
		t := p.take()
		switch {
		case t.is("]"):
			return a, p.err
		case endsObject(t), t.is(">>"):
			p.unclosed(t)
			return a, p.err
		}
		p.giveBack(t)
		o, err := p.object()
		if err != nil {
			return nil, err
		}
		a = append(a, o)
	}
}

func (p *parser) dict() (Object, error) {
	if err := p.descend(); err != nil {
		return nil, err
	}
	defer func() { p.depth++ }()
	spans := p.spans
	p.spans = nil
	d := Dict{}
	for {
		t := p.take()
		switch {
		case t.is(">>"):
			return d, p.err
		case endsObject(t):
			p.unclosed(t)
			return d, p.err
		case t.kind != tokenName:
			continue
		}
		if err := p.entry(d, Name(t.text), spans); err != nil {
			return nil, err
		}
	}
}

// entry takes a key's value; of a key that stands twice the last one counts.
func (p *parser) entry(d Dict, key Name, spans map[Name]Span) error {
	t := p.take()
	p.giveBack(t)
	if t.is(">>") {
		return nil
	}
	value, err := p.object()
	if err != nil {
		return err
	}
	if old, twice := d[key]; twice && !reflect.DeepEqual(old, value) {
		p.doubled = true
	}
	d[key] = value
	if spans != nil && len(p.ahead) == 0 {
		spans[key] = Span{t.start, p.offset()}
	}
	return nil
}
