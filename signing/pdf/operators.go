package pdf

import (
	"bytes"
	"iter"
	"math"
)

// maxOperands is more than any operator takes (ISO 32000-2 annex A).
const maxOperands = 64

// Operators goes through a decoded content stream (ISO 32000-2 §7.8.2) and
// gives each operator with its operands, which hold until the next. An inline
// image is one "EI" without its data. What cannot be read ends it.
func (d *Document) Operators(content []byte) iter.Seq2[string, []Object] {
	return func(yield func(string, []Object) bool) {
		p := d.contentParser(content, 0)
		operands := make([]Object, 0, 8)
		for {
			t := p.take()
			switch {
			case t.kind == tokenEnd || p.err != nil:
				return
			case t.kind != tokenKeyword || opensOperand(t):
				p.giveBack(t)
				o, err := p.object()
				if err != nil {
					return
				}
				if len(operands) < maxOperands {
					operands = append(operands, o)
				}
				continue
			case t.is("ID"):
				p = d.contentParser(content, imageEnd(content, int(t.end)))
				continue
			}
			if !yield(string(t.text), operands) {
				return
			}
			operands = operands[:0]
		}
	}
}

func opensOperand(t token) bool {
	return t.is("[") || t.is("<<") || t.is("true") || t.is("false") || t.is("null")
}

func (d *Document) contentParser(content []byte, at int) *parser {
	p := newParser(memory(content, d.src.work), int64(at), d.limits)
	p.limit = math.MaxInt64 // a page is no object
	return p
}

// imageEnd finds the EI that ends an inline image's data, which may hold
// anything: a word of its own behind at least one byte.
func imageEnd(content []byte, at int) int {
	for from := min(at+1, len(content)); ; {
		i := bytes.Index(content[from:], []byte("EI"))
		if i < 0 {
			return len(content)
		}
		from += i
		after := from + 2
		if isSpace(content[from-1]) && (after == len(content) || isSpace(content[after])) {
			return from
		}
		from = after
	}
}
