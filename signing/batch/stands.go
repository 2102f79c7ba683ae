package batch

import (
	"crypto/sha256"
	"errors"
	"io"
	"os"
)

// New gives the outcomes of a batch that has not begun.
func New(documents []Document) []Outcome {
	outcomes := make([]Outcome, len(documents))
	for i, d := range documents {
		outcomes[i] = Outcome{Document: d, State: Waiting}
	}
	return outcomes
}

// Look reads what a document is reviewed by: the SHA-256 of in, and of what
// stands under out.
func Look(in, out string) (Document, error) {
	d := Document{In: in, Out: out}
	info, err := os.Stat(in)
	if err == nil && !info.Mode().IsRegular() {
		err = &os.PathError{Op: "read", Path: in, Err: errors.ErrUnsupported}
	}
	if err != nil {
		return d, err
	}
	d.Size = info.Size()
	if d.Digest, err = digestOf(in, -1); err != nil {
		return d, err
	}
	if before, err := digestOf(out, -1); err == nil {
		d.Before = &before
	}
	return d, nil
}

// Stands tells whether the signed document is there: a signed file appears
// whole, begins with the bytes that were reviewed and is longer than they are.
// One that stood there before the batch does not count.
func (d Document) Stands() bool {
	out, err := os.Stat(d.Out)
	if err != nil || out.Size() <= d.Size {
		return false
	}
	if beginning, err := digestOf(d.Out, d.Size); err != nil || beginning != d.Digest {
		return false
	}
	whole, err := digestOf(d.Out, -1)
	return err == nil && (d.Before == nil || whole != *d.Before)
}

// digestOf hashes the first n bytes of a file; -1 all of it.
func digestOf(path string, n int64) (Digest, error) {
	file, err := os.Open(path)
	if err != nil {
		return Digest{}, err
	}
	defer file.Close()
	var from io.Reader = file
	if n >= 0 {
		from = io.LimitReader(file, n)
	}
	h := sha256.New()
	if _, err := io.Copy(h, from); err != nil {
		return Digest{}, err
	}
	return Digest(h.Sum(nil)), nil
}
