// Package scan cuts content streams and CMaps into tokens, fast and without
// objects: what they hold is thrown away as soon as it was looked at. Syntax is
// that of ISO 32000-2 §7.2; what is wrong shows as a Word that nobody knows.
package scan

// Kind is what a token is.
type Kind uint8

// The kinds.
const (
	End    Kind = iota
	Number      // Value
	Name        // Bytes, #-escapes decoded
	String      // Bytes, decoded
	Mark        // [ ] << >> { }, in Bytes
	Word        // operators and other words, in Bytes
)

// Token is one token. Bytes hold as long as the data that is scanned.
type Token struct {
	Kind  Kind
	Value float64
	Bytes []byte
}

// Is tells a mark or a word.
func (t Token) Is(text string) bool {
	return (t.Kind == Word || t.Kind == Mark) && string(t.Bytes) == text
}

// Scanner goes through data.
type Scanner struct {
	data []byte
	at   int
}

// New begins at the first byte.
func New(data []byte) *Scanner { return &Scanner{data: data} }

// Next takes a token.
func (s *Scanner) Next() Token {
	s.skipSpace()
	if s.at >= len(s.data) {
		return Token{}
	}
	switch c := s.data[s.at]; class[c] {
	case numeric:
		return s.number()
	case delimiter:
		return s.delimited(c)
	default:
		return Token{Kind: Word, Bytes: s.regular()}
	}
}

func (s *Scanner) delimited(c byte) Token {
	s.at++
	switch c {
	case '/':
		return Token{Kind: Name, Bytes: unescaped(s.regular())}
	case '(':
		return Token{Kind: String, Bytes: s.literal()}
	case '<', '>':
		if s.at < len(s.data) && s.data[s.at] == c {
			s.at++
			return Token{Kind: Mark, Bytes: s.data[s.at-2 : s.at]}
		}
		if c == '<' {
			return Token{Kind: String, Bytes: s.hexadecimal()}
		}
	case '[', ']', '{', '}':
		return Token{Kind: Mark, Bytes: s.data[s.at-1 : s.at]}
	}
	return Token{Kind: Word, Bytes: s.data[s.at-1 : s.at]} // a stray ) or >
}

func (s *Scanner) skipSpace() {
	for s.at < len(s.data) {
		switch c := s.data[s.at]; {
		case class[c] == space:
			s.at++
		case c == '%':
			for s.at < len(s.data) && s.data[s.at] != '\n' && s.data[s.at] != '\r' {
				s.at++
			}
		default:
			return
		}
	}
}

func (s *Scanner) regular() []byte {
	from := s.at
	for s.at < len(s.data) && class[s.data[s.at]] <= numeric {
		s.at++
	}
	return s.data[from:s.at]
}

// number takes a number; what only begins like one is a word.
func (s *Scanner) number() Token {
	text := s.regular()
	value, ok := parse(text)
	if !ok {
		return Token{Kind: Word, Bytes: text}
	}
	return Token{Kind: Number, Value: value}
}

// parse reads decimal numbers, also with several signs, of which the first
// counts, and with a stroke behind the digits, where they end: some write so.
func parse(text []byte) (float64, bool) {
	negative := text[0] == '-'
	for len(text) > 1 && (text[0] == '-' || text[0] == '+') {
		text = text[1:]
	}
	var value, scale float64
	digits := 0
	for _, c := range text {
		switch {
		case c >= '0' && c <= '9':
			value, scale, digits = value*10+float64(c-'0'), scale*10, digits+1
		case c == '.' && scale == 0:
			scale = 1
		case c == '-' && digits > 0:
			return signed(value, scale, negative), true
		default:
			return 0, false
		}
	}
	return signed(value, scale, negative), digits > 0 || scale > 0
}

func signed(whole, scale float64, negative bool) float64 {
	if scale > 1 {
		whole /= scale
	}
	if negative {
		return -whole
	}
	return whole
}
