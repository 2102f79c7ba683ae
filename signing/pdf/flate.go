package pdf

import (
	"bufio"
	"compress/flate"
	"compress/lzw"
	"io"

	tifflzw "golang.org/x/image/tiff/lzw"
)

// inflate reads zlib data (ISO 32000-2 §7.4.4) without its checksum, which
// writers get wrong; a bad header is passed over as well.
func inflate(raw io.Reader) io.Reader {
	b := bufio.NewReader(raw)
	for {
		head, err := b.Peek(2)
		if err != nil {
			return b // ends with the error, or with less than a header
		}
		if !isSpace(head[0]) || head[0] == 0 {
			break
		}
		_, _ = b.Discard(1)
	}
	_, _ = b.Discard(2)
	return flate.NewReader(b)
}

// unLZW reads LZW data; early is the parameter /EarlyChange, 1 unless said.
func unLZW(raw io.Reader, early int) io.Reader {
	if early == 0 {
		return lzw.NewReader(raw, lzw.MSB, 8)
	}
	return tifflzw.NewReader(raw, tifflzw.MSB, 8)
}

// drain reads all, up to a limit.
func drain(r io.Reader, limit int64) ([]byte, error) {
	out, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err == nil && int64(len(out)) > limit {
		err = tooComplex("stream too long")
	}
	if err != nil {
		return nil, err
	}
	return out, nil
}
