package font

import "github.com/vanthu/vanthu/signing/pagetext/scan"

// coding cuts a string into codes (ISO 32000-2 §9.7.6.2): by a fixed number of
// bytes, or by the ranges of a CMap.
type coding struct {
	width  int
	ranges []codeRange
}

type codeRange struct {
	size      int
	low, high uint32
}

func (c codeRange) holds(code uint32) bool {
	for shift := 0; shift < 8*c.size; shift += 8 {
		if b := code >> shift & 0xFF; b < c.low>>shift&0xFF || b > c.high>>shift&0xFF {
			return false
		}
	}
	return true
}

// next takes a code. Bytes that are missing at the end count as 0.
func (c coding) next(text []byte) (code uint32, size int) {
	if c.width > 0 {
		for i := range c.width {
			code <<= 8
			if i < len(text) {
				code |= uint32(text[i])
			}
		}
		return code, min(c.width, len(text))
	}
	for size < min(4, len(text)) {
		code, size = code<<8|uint32(text[size]), size+1
		for _, r := range c.ranges {
			if r.size == size && r.holds(code) {
				return code, size
			}
		}
	}
	return code, max(size, 1)
}

// cidMap is an embedded CMap: codes and the CIDs that they stand for.
type cidMap struct {
	coding
	spans []cidSpan
}

type cidSpan struct{ first, last, cid uint32 }

const maxSpans = 1 << 12

// readCIDMap reads the CMap of a composite font; ok is false for one that stands
// on another, and for vertical writing.
func readCIDMap(data []byte) (m cidMap, ok bool) {
	ok = sections(data, func(word string, operands []scan.Token) bool {
		switch word {
		case "usecmap":
			return false
		case "def":
			n := len(operands)
			return n < 2 || string(operands[n-2].Bytes) != "WMode" || operands[n-1].Value == 0
		case "endcodespacerange":
			m.codespace(operands)
		case "endcidrange":
			m.cidRanges(operands)
		case "endcidchar":
			for ; len(operands) >= 2; operands = operands[2:] {
				code := number(operands[0].Bytes)
				m.spans = append(m.spans, cidSpan{code, code, uint32(operands[1].Value)})
			}
		}
		return len(m.spans) < maxSpans && len(m.ranges) < 100
	})
	return m, ok && len(m.ranges) > 0
}

func (m *cidMap) codespace(operands []scan.Token) {
	for ; len(operands) >= 2; operands = operands[2:] {
		if size := len(operands[0].Bytes); size > 0 && size <= 4 && size == len(operands[1].Bytes) {
			m.ranges = append(m.ranges, codeRange{size, number(operands[0].Bytes), number(operands[1].Bytes)})
		}
	}
}

func (m *cidMap) cidRanges(operands []scan.Token) {
	for ; len(operands) >= 3; operands = operands[3:] {
		m.spans = append(m.spans, cidSpan{number(operands[0].Bytes), number(operands[1].Bytes), uint32(operands[2].Value)})
	}
}

func (m cidMap) cid(code uint32) (uint32, bool) {
	for _, s := range m.spans {
		if code >= s.first && code <= s.last {
			return s.cid + code - s.first, true
		}
	}
	return 0, false
}
