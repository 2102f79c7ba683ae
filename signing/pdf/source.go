package pdf

import (
	"bytes"
	"io"

	"github.com/vanthu/vanthu/internal/fault"
)

// source is a run of bytes to read from: the file, or a decoded object stream.
type source struct {
	r    io.ReaderAt
	size int64
	work *budget
}

func memory(b []byte, work *budget) *source {
	return &source{r: bytes.NewReader(b), size: int64(len(b)), work: work}
}

// readAt fills as much of p as there is from offset; a short result is the end.
func (s *source) readAt(p []byte, offset int64) (int, error) {
	if offset < 0 || offset >= s.size {
		return 0, nil
	}
	if rest := s.size - offset; int64(len(p)) > rest {
		p = p[:rest]
	}
	if err := s.work.spend(int64(len(p))); err != nil {
		return 0, err
	}
	n, err := s.r.ReadAt(p, offset)
	if err != nil && err != io.EOF {
		return n, fault.New(ErrUnreadable, nil, err)
	}
	return n, nil
}

// bytes reads exactly the given range, which the caller has bounded.
func (s *source) bytes(offset, length int64) ([]byte, error) {
	b := make([]byte, length)
	n, err := s.readAt(b, offset)
	return b[:n], err
}

// reader reads the given range, which the caller has bounded.
func (s *source) reader(offset, length int64) io.Reader {
	return &rangeReader{s, offset, offset + length}
}

type rangeReader struct {
	src     *source
	at, end int64
}

func (r *rangeReader) Read(p []byte) (int, error) {
	n, err := r.src.readAt(p[:min(int64(len(p)), r.end-r.at)], r.at)
	r.at += int64(n)
	if n == 0 && err == nil && len(p) > 0 {
		err = io.EOF
	}
	return n, err
}

const (
	searchWindow = 64 << 10
	nearSpan     = 1 << 10 // where a well-made file has what is looked for at its end
)

// find gives the position of the first occurrence of what in [from, to), or -1.
func (s *source) find(what string, from, to int64) (int64, error) {
	buf := make([]byte, min(searchWindow, max(to-from, 0)))
	for to = min(to, s.size); from < to; {
		n, err := s.readAt(buf[:min(int64(len(buf)), to-from)], from)
		if err != nil || n < len(what) {
			return -1, err
		}
		if i := bytes.Index(buf[:n], []byte(what)); i >= 0 {
			return from + int64(i), nil
		}
		from += int64(n - len(what) + 1)
	}
	return -1, nil
}

// findLast gives the position of the last occurrence of what in the final
// span bytes, or -1.
func (s *source) findLast(what string, span int64) (int64, error) {
	for _, span := range []int64{min(nearSpan, span), span} {
		from := max(0, s.size-span)
		b, err := s.bytes(from, s.size-from)
		if err != nil {
			return -1, err
		}
		if i := bytes.LastIndex(b, []byte(what)); i >= 0 {
			return from + int64(i), nil
		}
	}
	return -1, nil
}
