package scan

import "bytes"

// literal takes a string behind its opening bracket (ISO 32000-2 §7.3.4.2).
func (s *Scanner) literal() []byte {
	from, depth, plain := s.at, 1, true
	for ; s.at < len(s.data); s.at++ {
		switch s.data[s.at] {
		case '\\':
			plain = false
			s.at++
		case '\r':
			plain = false
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				text := s.data[from:s.at]
				s.at++
				if plain {
					return text
				}
				return decoded(text)
			}
		}
	}
	s.at = len(s.data)
	return decoded(s.data[from:])
}

var escapes = [256]byte{'n': '\n', 'r': '\r', 't': '\t', 'b': '\b', 'f': '\f'}

func decoded(text []byte) []byte {
	out := make([]byte, 0, len(text))
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case c == '\r':
			out = append(out, '\n')
			i += newline(text[i:]) - 1
		case c != '\\':
			out = append(out, c)
		case i+1 >= len(text):
			return out
		default:
			var n int
			out, n = escaped(out, text[i+1:])
			i += n
		}
	}
	return out
}

// escaped adds what stands behind a backslash, and tells its length.
func escaped(out, text []byte) ([]byte, int) {
	switch c := text[0]; {
	case c >= '0' && c <= '7':
		value, n := 0, 0
		for n < 3 && n < len(text) && text[n] >= '0' && text[n] <= '7' {
			value, n = value*8+int(text[n]-'0'), n+1
		}
		return append(out, byte(value)), n
	case c == '\r' || c == '\n':
		return out, newline(text)
	case escapes[c] != 0:
		return append(out, escapes[c]), 1
	default:
		return append(out, c), 1
	}
}

func newline(text []byte) int {
	if len(text) > 1 && text[0] == '\r' && text[1] == '\n' {
		return 2
	}
	return 1
}

// hexadecimal takes a string behind its < (§7.3.4.3).
func (s *Scanner) hexadecimal() []byte {
	length := bytes.IndexByte(s.data[s.at:], '>')
	text := s.data[s.at:]
	if length >= 0 {
		text = text[:length]
		s.at++
	}
	s.at += len(text)
	out := make([]byte, 0, len(text)/2+1)
	digits := 0
	for _, c := range text {
		v := nibble(c)
		switch {
		case v > 15:
			continue
		case digits%2 == 0:
			out = append(out, v<<4)
		default:
			out[len(out)-1] |= v
		}
		digits++
	}
	return out
}

func nibble(c byte) byte {
	switch {
	case c >= '0' && c <= '9':
		return c - '0'
	case c >= 'a' && c <= 'f':
		return c - 'a' + 10
	case c >= 'A' && c <= 'F':
		return c - 'A' + 10
	}
	return 255
}

// unescaped decodes a name (§7.3.5).
func unescaped(name []byte) []byte {
	if bytes.IndexByte(name, '#') < 0 {
		return name
	}
	out := make([]byte, 0, len(name))
	for i := 0; i < len(name); i++ {
		if name[i] == '#' && i+2 < len(name) && nibble(name[i+1]) < 16 && nibble(name[i+2]) < 16 {
			out = append(out, nibble(name[i+1])<<4|nibble(name[i+2]))
			i += 2
			continue
		}
		out = append(out, name[i])
	}
	return out
}
