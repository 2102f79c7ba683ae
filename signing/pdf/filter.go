package pdf

import (
	"bytes"
	"io"

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
	r, err := decoding(d, bytes.NewReader(raw), resolve, limit, work)
	if err != nil {
		return nil, err
	}
	return drain(r, limit)
}

// decoding is decode as one reads, for streams of any length. Only the filters
// of ISO 32000-2 §7.4.2, §7.4.3 and §7.4.5, of which nobody makes long use, hold
// all they read, up to limit. Reading fails with ErrTooComplex and ErrUnreadable
// only.
func decoding(d Dict, raw io.Reader, resolve resolver, limit int64, work *budget) (io.Reader, error) {
	chain := steps(d, resolve)
	if len(chain) > 16 {
		return nil, tooComplex("too many filters")
	}
	for _, s := range chain {
		out, err := s.run(raw, resolve, limit)
		if err != nil {
			return nil, err
		}
		raw = &metered{out, work}
	}
	return raw, nil
}

func (s step) run(raw io.Reader, resolve resolver, limit int64) (io.Reader, error) {
	switch s.name {
	case "FlateDecode", "Fl":
		return s.unpredict(inflate(raw), resolve)
	case "LZWDecode", "LZW":
		return s.unpredict(unLZW(raw, s.integer("EarlyChange", 1, resolve)), resolve)
	case "Crypt":
		return raw, nil
	case "ASCIIHexDecode", "AHx", "ASCII85Decode", "A85", "RunLengthDecode", "RL":
		return s.runWhole(raw, limit)
	}
	return nil, fault.New(ErrFilter, fault.Args{"filter": string(s.name)}, nil)
}

func (s step) runWhole(raw io.Reader, limit int64) (io.Reader, error) {
	in, err := drain(raw, limit)
	if err != nil {
		return nil, err
	}
	var out []byte
	switch s.name {
	case "ASCIIHexDecode", "AHx":
		out = unASCIIHex(in)
	case "ASCII85Decode", "A85":
		out = unASCII85(in)
	default:
		out, err = unRunLength(in, limit)
	}
	return bytes.NewReader(out), err
}

// metered draws on the work that is left, and ends at a flaw: what came before
// it counts.
type metered struct {
	r    io.Reader
	work *budget
}

func (m *metered) Read(p []byte) (int, error) {
	n, err := m.r.Read(p)
	if spent := m.work.spend(int64(n)); spent != nil {
		return 0, spent
	}
	if err != nil && !final(err) {
		err = io.EOF
	}
	return n, err
}

func (s step) integer(key Name, otherwise int, resolve resolver) int {
	if n, ok := resolve(s.params[key]).(Integer); ok && n >= 0 && n <= 1<<30 {
		return int(n)
	}
	return otherwise
}
