package pades

import (
	"context"
	"hash"
	"io"

	"github.com/vanthu/vanthu/internal/fault"
)

const copyBuffer = 256 << 10

// readError and writeError tell which side of the copy failed.
type (
	readError  struct{ error }
	writeError struct{ error }
)

// copyDigesting copies exactly size bytes and feeds them to the digest on the
// way; the context is asked between the pieces.
func copyDigesting(ctx context.Context, w io.Writer, r io.ReaderAt, size int64, digest hash.Hash) error {
	buf := make([]byte, copyBuffer)
	for at := int64(0); at < size; {
		if err := ctx.Err(); err != nil {
			return err
		}
		piece := buf[:min(int64(len(buf)), size-at)]
		n, err := r.ReadAt(piece, at)
		if n < len(piece) {
			if err == nil || err == io.EOF {
				err = io.ErrUnexpectedEOF
			}
			return readError{err}
		}
		digest.Write(piece)
		if _, err := w.Write(piece); err != nil {
			return writeError{err}
		}
		at += int64(n)
	}
	return nil
}

func named(err error, in, out string) error {
	switch e := err.(type) {
	case readError:
		return fault.New(ErrSource, fault.Args{"file": in}, e.error)
	case writeError:
		return fault.New(ErrTarget, fault.Args{"file": out}, e.error)
	}
	return err
}
