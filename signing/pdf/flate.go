package pdf

import (
	"bytes"
	"compress/flate"
	"compress/lzw"
	"io"

	tifflzw "golang.org/x/image/tiff/lzw"
)

// inflate reads zlib data (ISO 32000-2 §7.4.4) without its checksum, which
// writers get wrong; a bad header is passed over as well.
func inflate(raw []byte, limit int64) ([]byte, error) {
	for len(raw) > 0 && isSpace(raw[0]) && raw[0] != 0 {
		raw = raw[1:]
	}
	if len(raw) < 2 {
		return nil, nil
	}
	return drain(flate.NewReader(bytes.NewReader(raw[2:])), limit)
}

// unLZW reads LZW data; early is the parameter /EarlyChange, 1 unless said.
func unLZW(raw []byte, early int, limit int64) ([]byte, error) {
	if early == 0 {
		return drain(lzw.NewReader(bytes.NewReader(raw), lzw.MSB, 8), limit)
	}
	return drain(tifflzw.NewReader(bytes.NewReader(raw), tifflzw.MSB, 8), limit)
}

// drain reads until the end or the first flaw: what came before it counts.
func drain(r io.ReadCloser, limit int64) ([]byte, error) {
	defer r.Close()
	out, _ := io.ReadAll(io.LimitReader(r, limit+1))
	if int64(len(out)) > limit {
		return nil, tooComplex("stream too long")
	}
	return out, nil
}
