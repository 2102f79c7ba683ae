package pdf

import (
	"bytes"
	"encoding/ascii85"
)

// unASCIIHex reads hexadecimal digits up to > (ISO 32000-2 §7.4.2).
func unASCIIHex(raw []byte) []byte {
	var out []byte
	high, half := byte(0), false
	for _, c := range raw {
		if c == '>' {
			break
		}
		switch {
		case !isHex(c):
		case half:
			out, half = append(out, high|unhex(c)), false
		default:
			high, half = unhex(c)<<4, true
		}
	}
	if half {
		out = append(out, high)
	}
	return out
}

// unASCII85 reads base 85 up to ~> (ISO 32000-2 §7.4.3).
func unASCII85(raw []byte) []byte {
	if end := bytes.IndexByte(raw, '~'); end >= 0 {
		raw = raw[:end]
	}
	out := make([]byte, len(raw)*4+4) // z stands for four bytes
	n, _, _ := ascii85.Decode(out, raw, true)
	return out[:n]
}

// unRunLength reads runs (ISO 32000-2 §7.4.5).
func unRunLength(raw []byte, limit int64) ([]byte, error) {
	var out []byte
	for len(raw) > 0 && raw[0] != 128 {
		n := int(raw[0])
		raw = raw[1:]
		if n < 128 {
			n = min(n+1, len(raw))
			out, raw = append(out, raw[:n]...), raw[n:]
		} else if len(raw) > 0 {
			out, raw = append(out, bytes.Repeat(raw[:1], 257-n)...), raw[1:]
		}
		if int64(len(out)) > limit {
			return nil, tooComplex("stream too long")
		}
	}
	return out, nil
}
