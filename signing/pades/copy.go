package pades

import (
	"context"
	"errors"
	"hash"
	"io"
	"os"
	"sync"

	"github.com/vanthu/vanthu/internal/fault"
)

const (
	copyPiece  = 4 << 20   // is copied at once
	readBuffer = 256 << 10 // fits the processor's cache
)

// readBuffers serve one document after the other.
var readBuffers = sync.Pool{New: func() any { return new([readBuffer]byte) }}

// readError and writeError tell which side of the copy failed.
type (
	readError  struct{ error }
	writeError struct{ error }
)

// copyDigesting copies the first size bytes of source into target, which is new,
// and digests them. While one piece is copied, and the disk writes
// those before, another is digested: as it stands in target, so that the
// signature is over what was written even if somebody writes to source.
func copyDigesting(ctx context.Context, target, source *os.File, size int64, digest hash.Hash) error {
	if _, err := source.Seek(0, io.SeekStart); err != nil {
		return readError{err}
	}
	if size <= copyPiece {
		return copySmall(ctx, target, source, size, digest)
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	ends, failed := make(chan int64, 8), make(chan error, 1)
	go func() {
		defer close(ends)
		failed <- copyPieces(ctx, target, source, size, ends)
	}()
	err := digestPieces(target, ends, digest)
	if err != nil {
		cancel()
		<-failed
		return err
	}
	return <-failed
}

// copySmall is copyDigesting for a file of one piece: with nothing to do beside
// it, and nothing for the disk to begin with early.
func copySmall(ctx context.Context, target, source *os.File, size int64, digest hash.Hash) error {
	if err := copyRange(target, source, size); err != nil {
		return copyError(err, source, 0)
	}
	err := digestRange(ctx, target, 0, size, digest)
	if failed, ok := err.(readError); ok {
		return writeError(failed)
	}
	return err
}

// copyPieces tells through ends how far it has come.
func copyPieces(ctx context.Context, target, source *os.File, size int64, ends chan<- int64) error {
	for at := int64(0); at < size; {
		n := min(copyPiece, size-at)
		if err := copyRange(target, source, n); err != nil {
			return copyError(err, source, at)
		}
		startWriting(target, at, n)
		at += n
		select {
		case ends <- at:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return ctx.Err()
}

// copyError asks the source which side it was: the kernel copies by itself and
// does not say.
func copyError(err error, source *os.File, at int64) error {
	if errors.Is(err, io.EOF) {
		return readError{io.ErrUnexpectedEOF}
	}
	if _, readErr := source.ReadAt(make([]byte, 1), at); readErr != nil {
		return readError{readErr}
	}
	return writeError{err}
}

func digestPieces(target io.ReaderAt, ends <-chan int64, digest hash.Hash) error {
	buf := readBuffers.Get().(*[readBuffer]byte)
	defer readBuffers.Put(buf)
	at := int64(0)
	for end := range ends {
		for at < end {
			piece := buf[:min(int64(len(buf)), end-at)]
			if n, err := target.ReadAt(piece, at); n < len(piece) {
				return writeError{err}
			}
			digest.Write(piece)
			at += int64(len(piece))
		}
	}
	return nil
}

// digestRange digests size bytes from an offset; the context is asked between
// the pieces.
func digestRange(ctx context.Context, r io.ReaderAt, offset, size int64, digest hash.Hash) error {
	buf := readBuffers.Get().(*[readBuffer]byte)
	defer readBuffers.Put(buf)
	for end := offset + size; offset < end; {
		if err := ctx.Err(); err != nil {
			return err
		}
		piece := buf[:min(int64(len(buf)), end-offset)]
		n, err := r.ReadAt(piece, offset)
		if n < len(piece) {
			if err == nil || err == io.EOF {
				err = io.ErrUnexpectedEOF
			}
			return readError{err}
		}
		digest.Write(piece)
		offset += int64(n)
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
