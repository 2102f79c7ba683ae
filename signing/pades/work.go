package pades

import (
	"context"
	"errors"
	"hash"
	"io"
	"os"

	"github.com/vanthu/vanthu/internal/atomicfile"
	"github.com/vanthu/vanthu/internal/fault"
)

// work is a file that grows: the source until something is appended, then a
// temporary copy beside the target.
type work struct {
	ctx    context.Context
	source *os.File
	out    string
	target *atomicfile.File // nil while nothing was copied
	size   int64
	sum    hash.Hash // of the copy's every byte, by req.Hash
	req    ExtendRequest
	found  *survey // kept up with what is appended
	had    Level   // of the source, as far as raise has looked
	result Extension
}

func (w *work) reader() io.ReaderAt {
	if w.target != nil {
		return w.target
	}
	return w.source
}

func (w *work) discard() {
	if w.target != nil {
		w.target.Discard()
	}
}

// copy makes the temporary file, hashing on the way.
func (w *work) copy() error {
	if w.target != nil {
		return nil
	}
	target, err := atomicfile.Create(w.out)
	if err != nil {
		return unwritable(w.out, err)
	}
	w.target, w.sum = target, w.req.Hash.New()
	return copyDigesting(w.ctx, target.File, w.source, w.size, w.sum)
}

// digest is of what a revision's time stamp covers; the file itself was hashed
// when it was copied.
func (w *work) digest(rev *revision) ([]byte, error) {
	if err := w.copy(); err != nil {
		return nil, err
	}
	cloner, ok := w.sum.(hash.Cloner)
	if !ok {
		return nil, errors.New("pades: hash cannot be copied")
	}
	h, err := cloner.Clone()
	if err != nil {
		return nil, err
	}
	before, after := rev.signed()
	h.Write(before)
	h.Write(after)
	return h.Sum(nil), nil
}

// append adds a whole revision.
func (w *work) append(bytes []byte) error {
	if err := w.copy(); err != nil {
		return err
	}
	if _, err := w.target.WriteAt(bytes, w.size); err != nil {
		return writeError{err}
	}
	w.sum.Write(bytes)
	w.size += int64(len(bytes))
	w.result.Changed = true
	return nil
}

// finish gives the file its name. Nothing is written where nothing was added
// and the target is the source, or nobody wants a copy.
func (w *work) finish() (Extension, error) {
	w.result.Size = w.size
	if !w.result.Changed && (w.req.OnlyMore || w.same()) {
		return w.result, nil
	}
	err := w.copy()
	if err == nil {
		err = w.target.Commit()
	}
	if err != nil {
		return Extension{}, fault.New(ErrTarget, fault.Args{"file": w.out}, err)
	}
	return w.result, nil
}

// same tells whether source and target are one file.
func (w *work) same() bool {
	a, errA := w.source.Stat()
	b, errB := os.Stat(w.out)
	return errA == nil && errB == nil && os.SameFile(a, b)
}
