package pdf

import (
	"math"
	"slices"
	"strconv"
)

// Append writes an object in PDF syntax behind dst. A dictionary begins with
// its /Type and goes on in the order of its keys, so that equal objects give
// equal bytes. A *Placeholder learns its offset within dst.
func Append(dst []byte, o Object) []byte {
	switch v := o.(type) {
	case Bool:
		return strconv.AppendBool(dst, bool(v))
	case Integer:
		return strconv.AppendInt(dst, int64(v), 10)
	case Real:
		return appendReal(dst, float64(v))
	case Name:
		return appendName(dst, v)
	case String:
		return appendString(dst, v)
	case Array:
		return appendArray(dst, v)
	case Dict:
		return appendDict(dst, v)
	case Ref:
		return appendRef(dst, v)
	case *Stream:
		return appendStream(dst, v)
	case *Placeholder:
		v.Offset = int64(len(dst))
		return append(dst, v.Fill...)
	}
	return append(dst, "null"...)
}

// appendReal avoids exponents, which PDF does not know (§7.3.3).
func appendReal(dst []byte, f float64) []byte {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		f = 0
	}
	if f == math.Trunc(f) && math.Abs(f) < 1e15 {
		return append(strconv.AppendInt(dst, int64(f), 10), ".0"...)
	}
	return strconv.AppendFloat(dst, f, 'f', -1, 64)
}

const hexDigits = "0123456789ABCDEF"

func appendName(dst []byte, n Name) []byte {
	dst = append(dst, '/')
	for i := 0; i < len(n); i++ {
		c := n[i]
		if c <= ' ' || c > '~' || c == '#' || isDelimiter(c) {
			dst = append(dst, '#', hexDigits[c>>4], hexDigits[c&15])
			continue
		}
		dst = append(dst, c)
	}
	return dst
}

// appendString uses the literal form for printable ASCII and hexadecimal for
// everything else, so that no byte can be mistaken for syntax.
func appendString(dst []byte, s String) []byte {
	if slices.ContainsFunc(s, func(c byte) bool { return c < ' ' || c > '~' }) {
		return appendHex(dst, s)
	}
	dst = append(dst, '(')
	for _, c := range s {
		if c == '(' || c == ')' || c == '\\' {
			dst = append(dst, '\\')
		}
		dst = append(dst, c)
	}
	return append(dst, ')')
}

func appendHex(dst []byte, s []byte) []byte {
	dst = append(dst, '<')
	for _, c := range s {
		dst = append(dst, hexDigits[c>>4], hexDigits[c&15])
	}
	return append(dst, '>')
}

func appendArray(dst []byte, a Array) []byte {
	dst = append(dst, '[')
	for i, o := range a {
		if i > 0 {
			dst = append(dst, ' ')
		}
		dst = Append(dst, o)
	}
	return append(dst, ']')
}

func appendDict(dst []byte, d Dict) []byte {
	dst = append(dst, "<<"...)
	for i, k := range sortedKeys(d) {
		if i > 0 {
			dst = append(dst, ' ')
		}
		dst = append(appendName(dst, k), ' ')
		dst = Append(dst, d[k])
	}
	return append(dst, ">>"...)
}

func sortedKeys(d Dict) []Name {
	keys := make([]Name, 0, len(d))
	for k := range d {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b Name) int {
		switch {
		case a == b:
			return 0
		case a == "Type" || b != "Type" && a < b:
			return -1
		}
		return 1
	})
	return keys
}

func appendRef(dst []byte, r Ref) []byte {
	dst = strconv.AppendInt(dst, int64(r.Number), 10)
	dst = strconv.AppendInt(append(dst, ' '), int64(r.Generation), 10)
	return append(dst, " R"...)
}

// appendStream writes the bytes in Data; the Update has fetched those of a
// stream that was read from a file.
func appendStream(dst []byte, s *Stream) []byte {
	d := s.Dict.Clone()
	d["Length"] = Integer(len(s.Data))
	dst = append(appendDict(dst, d), "\nstream\n"...)
	return append(append(dst, s.Data...), "\nendstream"...)
}

func isDelimiter(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return true
	}
	return false
}

func isSpace(c byte) bool {
	switch c {
	case 0, '\t', '\n', '\f', '\r', ' ':
		return true
	}
	return false
}
