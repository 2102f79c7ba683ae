package pdf

import "sync"

// kind is what a token is.
type kind uint8

const (
	tokenEnd kind = iota
	tokenInteger
	tokenReal
	tokenName
	tokenString
	tokenKeyword // also [ ] << >> and stray delimiters
)

type token struct {
	kind       kind
	integer    int64
	real       float64
	text       []byte // of names (decoded), strings (decoded) and keywords
	start, end int64  // in the source
}

func (t token) is(keyword string) bool {
	return t.kind == tokenKeyword && string(t.text) == keyword
}

// lexer cuts a source into tokens (ISO 32000-2 §7.2) through a small window.
type lexer struct {
	src    *source
	window []byte
	start  int64 // of window in src
	filled int
	at     int // in window
	limit  int64
	err    error
	cut    bool // the source ended inside a string, an array or a dictionary
}

const (
	lexWindow = 2 << 10
	// firstLook is what is read at first: most objects are no longer.
	firstLook = 256
)

// windows are kept for the next lexer: a file has as many as it has objects.
// Tokens hold copies, so that nothing points into a window.
var windows = sync.Pool{New: func() any { return new([lexWindow]byte) }}

func newLexer(src *source, offset, limit int64) *lexer {
	return &lexer{src: src, window: windows.Get().(*[lexWindow]byte)[:firstLook], start: offset, limit: offset + limit}
}

// release gives the window back; the lexer is not used any more. A lexer that is
// never released costs its window, no more.
func (l *lexer) release() {
	windows.Put((*[lexWindow]byte)(l.window[:lexWindow]))
	l.window, l.filled, l.at = nil, 0, 0
}

func (l *lexer) offset() int64 { return l.start + int64(l.at) }

// peek gives the next byte without taking it; ok is false at the end.
func (l *lexer) peek() (byte, bool) {
	if l.at < l.filled {
		return l.window[l.at], true
	}
	return l.refill()
}

func (l *lexer) refill() (byte, bool) {
	if l.err != nil {
		return 0, false
	}
	l.start += int64(l.filled)
	l.at, l.filled = 0, 0
	if l.start > l.limit {
		l.err = tooComplex("object too long")
		return 0, false
	}
	l.filled, l.err = l.src.readAt(l.window, l.start)
	l.window = l.window[:lexWindow]
	if l.filled == 0 || l.err != nil {
		l.filled = 0
		return 0, false
	}
	return l.window[0], true
}

func (l *lexer) skipSpace() {
	for {
		c, ok := l.peek()
		switch {
		case !ok:
			return
		case isSpace(c):
			l.at++
		case c == '%':
			l.skipLine()
		default:
			return
		}
	}
}

func (l *lexer) skipLine() {
	for c, ok := l.peek(); ok && c != '\n' && c != '\r'; c, ok = l.peek() {
		l.at++
	}
}

// next takes one token. A read error shows as tokenEnd; l.err tells.
func (l *lexer) next() token {
	l.skipSpace()
	t := token{start: l.offset()}
	c, ok := l.peek()
	if !ok {
		t.end = t.start
		return t
	}
	switch {
	case c == '/':
		l.name(&t)
	case c == '(':
		l.literal(&t)
	case c == '<':
		l.angle(&t)
	case isNumeric(c):
		l.number(&t)
	case isDelimiter(c):
		l.delimiter(&t, c)
	default:
		t.kind, t.text = tokenKeyword, l.regular(nil)
	}
	t.end = l.offset()
	return t
}

// delimiter takes [ ] { } ) or >, and >> as one token.
func (l *lexer) delimiter(t *token, c byte) {
	l.at++
	t.kind, t.text = tokenKeyword, []byte{c}
	if d, ok := l.peek(); ok && c == '>' && d == '>' {
		l.at++
		t.text = []byte(">>")
	}
}

const maxName = 4096

// regular takes a run of regular characters.
func (l *lexer) regular(dst []byte) []byte {
	for {
		c, ok := l.peek()
		if !ok || isSpace(c) || isDelimiter(c) || len(dst) > maxName {
			return dst
		}
		dst = append(dst, c)
		l.at++
	}
}
