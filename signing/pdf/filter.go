package pdf

import (
	"github.com/vanthu/vanthu/internal/fault"
)

// resolver gives the object behind a reference; direct knows of none.
type resolver func(Object) Object

func direct(o Object) Object { return o }

// step is one filter of a stream with its parameters.
type step struct {
	name   Name
	params Dict
}

// steps reads /Filter and /DecodeParms (ISO 32000-2 §7.4), also under the short
// names of inline images, which some writers use.
func steps(d Dict, resolve resolver) []step {
	filters := list(resolve(either(d, "Filter", "F")))
	params := list(resolve(either(d, "DecodeParms", "DP")))
	var out []step
	for i, f := range filters {
		name, ok := resolve(f).(Name)
		if !ok {
			continue
		}
		s := step{name: name}
		if i < len(params) {
			s.params, _ = resolve(params[i]).(Dict)
		}
		out = append(out, s)
	}
	return out
}

func either(d Dict, long, short Name) Object {
	if o, ok := d[long]; ok {
		return o
	}
	if o, ok := d[short]; ok {
		if _, file := o.(String); !file { // /F is also a file specification
			return o
		}
	}
	return Null{}
}

func list(o Object) Array {
	switch v := o.(type) {
	case Array:
		return v
	case nil, Null:
		return nil
	}
	return Array{o}
}

// decode runs a stream's bytes through its filters. Data that breaks off gives
// what was decoded until then. More than limit bytes are ErrTooComplex.
func decode(d Dict, raw []byte, resolve resolver, limit int64, work *budget) ([]byte, error) {
	chain := steps(d, resolve)
	if len(chain) > 16 {
		return nil, tooComplex("too many filters")
	}
	for _, s := range chain {
		var err error
		if raw, err = s.run(raw, resolve, limit); err != nil {
			return nil, err
		}
		if err := work.spend(int64(len(raw))); err != nil {
			return nil, err
		}
	}
	return raw, nil
}

func (s step) run(raw []byte, resolve resolver, limit int64) ([]byte, error) {
	var out []byte
	var err error
	switch s.name {
	case "FlateDecode", "Fl":
		out, err = inflate(raw, limit)
	case "LZWDecode", "LZW":
		out, err = unLZW(raw, s.integer("EarlyChange", 1, resolve), limit)
	case "ASCIIHexDecode", "AHx":
		return unASCIIHex(raw), nil
	case "ASCII85Decode", "A85":
		return unASCII85(raw), nil
	case "RunLengthDecode", "RL":
		return unRunLength(raw, limit)
	case "Crypt":
		return raw, nil
	default:
		return nil, fault.New(ErrFilter, fault.Args{"filter": string(s.name)}, nil)
	}
	if err != nil {
		return nil, err
	}
	return s.unpredict(out, resolve)
}

func (s step) integer(key Name, otherwise int, resolve resolver) int {
	if n, ok := resolve(s.params[key]).(Integer); ok && n >= 0 && n <= 1<<30 {
		return int(n)
	}
	return otherwise
}
