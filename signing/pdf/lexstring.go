package pdf

// name takes a name and decodes its #-escapes (ISO 32000-2 §7.3.5). An escape
// that is none stays as it is, as in files of PDF 1.1.
func (l *lexer) name(t *token) {
	l.at++
	t.kind = tokenName
	raw := l.regular(nil)
	t.text = raw[:0]
	for i := 0; i < len(raw); i++ {
		if raw[i] == '#' && i+2 < len(raw) && isHex(raw[i+1]) && isHex(raw[i+2]) {
			t.text = append(t.text, unhex(raw[i+1])<<4|unhex(raw[i+2]))
			i += 2
			continue
		}
		t.text = append(t.text, raw[i])
	}
}

// angle takes a hexadecimal string or <<.
func (l *lexer) angle(t *token) {
	l.at++
	if c, ok := l.peek(); ok && c == '<' {
		l.at++
		t.kind, t.text = tokenKeyword, []byte("<<")
		return
	}
	t.kind, t.text = tokenString, []byte{}
	half, high := false, byte(0)
	for c, ok := l.peek(); ok; c, ok = l.peek() {
		l.at++
		switch {
		case c == '>':
			if half {
				t.text = append(t.text, high)
			}
			return
		case !isHex(c):
		case half:
			t.text, half = append(t.text, high|unhex(c)), false
		default:
			high, half = unhex(c)<<4, true
		}
	}
	l.cut = true
}

// literal takes a string in parentheses (ISO 32000-2 §7.3.4.2).
func (l *lexer) literal(t *token) {
	l.at++
	t.kind, t.text = tokenString, []byte{}
	for open := 1; ; {
		c, ok := l.peek()
		if !ok {
			l.cut = true
			return
		}
		l.at++
		switch c {
		case '(':
			open++
		case ')':
			if open--; open == 0 {
				return
			}
		case '\\':
			t.text = l.escape(t.text)
			continue
		case '\r':
			l.skipByte('\n')
			c = '\n'
		}
		t.text = append(t.text, c)
	}
}

// escape takes what follows a backslash.
func (l *lexer) escape(dst []byte) []byte {
	c, ok := l.peek()
	if !ok {
		return dst
	}
	if c >= '0' && c <= '7' {
		return append(dst, l.octal())
	}
	l.at++
	switch c {
	case 'n':
		c = '\n'
	case 'r':
		c = '\r'
	case 't':
		c = '\t'
	case 'b':
		c = '\b'
	case 'f':
		c = '\f'
	case '\r':
		l.skipByte('\n')
		return dst
	case '\n':
		return dst
	}
	return append(dst, c)
}

func (l *lexer) octal() byte {
	v := 0
	for i := 0; i < 3; i++ {
		c, ok := l.peek()
		if !ok || c < '0' || c > '7' {
			break
		}
		v = v<<3 | int(c-'0')
		l.at++
	}
	return byte(v)
}

func (l *lexer) skipByte(want byte) {
	if c, ok := l.peek(); ok && c == want {
		l.at++
	}
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}

func unhex(c byte) byte {
	switch {
	case c <= '9':
		return c - '0'
	case c <= 'F':
		return c - 'A' + 10
	}
	return c - 'a' + 10
}
