package font

import (
	"cmp"
	"slices"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/vanthu/vanthu/signing/pagetext/scan"
	"github.com/vanthu/vanthu/signing/pdf"
)

// meanings is a ToUnicode CMap (ISO 32000-2 §9.10.3).
type meanings struct {
	single map[uint32]string
	ranges []meaningRange // by their first code
}

// meaningRange says that first means begin, and each further code the next
// character.
type meaningRange struct {
	first, last uint32
	begin       string
}

// maxEntries bounds a CMap.
const maxEntries = 1 << 16

// toUnicode reads a font's CMap; one that is not there is empty.
func (s source) toUnicode(dict pdf.Dict) (meanings, bool) {
	m := meanings{single: map[uint32]string{}}
	if _, named := s.value(dict["ToUnicode"]).(*pdf.Stream); !named {
		return m, true // Identity-H or the like, which viewers pass over
	}
	data, ok := s.data(dict["ToUnicode"])
	return m, ok && m.read(data)
}

func (m *meanings) read(data []byte) bool {
	ok := sections(data, func(name string, operands []scan.Token) bool {
		switch name {
		case "endbfchar":
			return m.chars(operands)
		case "endbfrange":
			return m.rangesOf(operands)
		case "usecmap":
			return false
		}
		return true
	})
	slices.SortStableFunc(m.ranges, func(a, b meaningRange) int { return cmp.Compare(a.first, b.first) })
	return ok
}

// sections goes through a CMap and gives each word with what stands before it.
func sections(data []byte, each func(word string, operands []scan.Token) bool) bool {
	s := scan.New(data)
	operands := make([]scan.Token, 0, 200)
	for {
		switch t := s.Next(); {
		case t.Kind == scan.End:
			return true
		case t.Kind != scan.Word:
			if len(operands) < 4*maxEntries {
				operands = append(operands, t)
			}
		default:
			if !each(string(t.Bytes), operands) {
				return false
			}
			operands = operands[:0]
		}
	}
}

func (m *meanings) chars(operands []scan.Token) bool {
	for ; len(operands) >= 2; operands = operands[2:] {
		if operands[0].Kind == scan.String && operands[1].Kind == scan.String {
			m.single[number(operands[0].Bytes)] = fromUTF16(operands[1].Bytes)
		}
	}
	return len(m.single) <= maxEntries
}

func (m *meanings) rangesOf(operands []scan.Token) bool {
	for len(operands) >= 3 && len(m.ranges) <= maxEntries && len(m.single) <= maxEntries {
		first, last := number(operands[0].Bytes), number(operands[1].Bytes)
		if last-first > 0xFFFF {
			return false
		}
		if operands[2].Kind == scan.String {
			m.ranges = append(m.ranges, meaningRange{first, last, fromUTF16(operands[2].Bytes)})
			operands = operands[3:]
			continue
		}
		if !operands[2].Is("[") {
			return false
		}
		operands = operands[3:]
		for ; len(operands) > 0 && !operands[0].Is("]"); operands = operands[1:] {
			if first <= last {
				m.single[first] = fromUTF16(operands[0].Bytes)
			}
			first++
		}
		operands = operands[min(1, len(operands)):]
	}
	return len(m.ranges) <= maxEntries && len(m.single) <= maxEntries
}

// text gives what a code means.
func (m meanings) text(code uint32) (string, bool) {
	if text, ok := m.single[code]; ok {
		return text, true
	}
	i, found := slices.BinarySearchFunc(m.ranges, code, func(r meaningRange, c uint32) int { return cmp.Compare(r.first, c) })
	if !found {
		i--
	}
	if i < 0 || code > m.ranges[i].last {
		return "", false
	}
	r := m.ranges[i]
	last, size := utf8.DecodeLastRuneInString(r.begin)
	if size == 0 {
		return "", true
	}
	return r.begin[:len(r.begin)-size] + string(last+rune(code-r.first)), true
}

// number reads a code, most significant byte first.
func number(code []byte) (n uint32) {
	for _, b := range code[:min(len(code), 4)] {
		n = n<<8 | uint32(b)
	}
	return n
}

func fromUTF16(b []byte) string {
	if len(b) == 1 { // not as the standard has it, but meant
		return string(rune(b[0]))
	}
	units := make([]uint16, 0, len(b)/2)
	for ; len(b) >= 2; b = b[2:] {
		units = append(units, uint16(b[0])<<8|uint16(b[1]))
	}
	return string(utf16.Decode(units))
}
