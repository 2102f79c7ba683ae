package pdf

import (
	"math"
	"strconv"
)

func isNumeric(c byte) bool {
	return c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.'
}

// number takes the longest run that looks like a number and reads it the way
// viewers do: doubled signs count once, a sign or a second point inside ends it.
func (l *lexer) number(t *token) {
	var run [64]byte
	n := 0
	for c, ok := l.peek(); ok && isNumeric(c); c, ok = l.peek() {
		if n < len(run) {
			run[n] = c
			n++
		}
		l.at++
	}
	text, negative := signless(run[:n])
	whole, point := leadingNumber(text)
	if !point && integer(t, whole, negative) {
		return
	}
	t.kind = tokenReal
	t.real, _ = strconv.ParseFloat(string(whole), 64)
	if math.IsInf(t.real, 0) || math.IsNaN(t.real) {
		t.real = 0
	}
	if negative {
		t.real = -t.real
	}
}

// integer is false for one that 64 bits do not hold.
func integer(t *token, digits []byte, negative bool) bool {
	text := "0" + string(digits)
	if negative {
		text = "-" + text
	}
	i, err := strconv.ParseInt(text, 10, 64)
	t.kind, t.integer = tokenInteger, i
	return err == nil
}

func signless(text []byte) (rest []byte, negative bool) {
	for len(text) > 0 && (text[0] == '-' || text[0] == '+') {
		negative = negative || text[0] == '-'
		text = text[1:]
	}
	return text, negative
}

func leadingNumber(text []byte) (run []byte, point bool) {
	for i, c := range text {
		if c == '-' || c == '+' || c == '.' && point {
			return text[:i], point
		}
		point = point || c == '.'
	}
	return text, point
}
