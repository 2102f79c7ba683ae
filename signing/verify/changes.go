package verify

import (
	"context"
	"errors"
	"io"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/pdf"
)

// checkChanges judges what was added behind the covered bytes.
func (f *file) checkChanges(ctx context.Context, j *judging) error {
	blank, err := f.blank(ctx, j.cover.end, f.size)
	if err != nil {
		return err
	}
	if blank {
		j.LaterChanges = NoChanges
		return nil
	}
	if err := f.checkTail(ctx, j); err != nil {
		return err
	}
	if j.Coverage.Revision == 0 {
		j.LaterChanges = OtherChanges
		j.doubt(SigConstraintsFailure, ChangesUncompared, nil)
		return nil
	}
	if j.Coverage.Revision == len(f.revisions) {
		return nil // only the tail follows, and checkTail has spoken
	}
	return f.compareRevision(ctx, j)
}

// checkTail doubts bytes at the file's end that belong to no revision: another
// reader may make something of them.
func (f *file) checkTail(ctx context.Context, j *judging) error {
	if len(f.revisions) == 0 {
		return nil
	}
	end := max(f.revisions[len(f.revisions)-1].End, j.cover.end)
	blank, err := f.blank(ctx, end, f.size)
	if err != nil || blank {
		return err
	}
	j.LaterChanges = OtherChanges
	j.doubt(SigConstraintsFailure, UnsignedTail, fault.Args{"bytes": f.size - end})
	return nil
}

// blank tells that a run of bytes is white space and zeros only.
func (f *file) blank(ctx context.Context, from, to int64) (bool, error) {
	buffer := make([]byte, 32<<10)
	for from < to {
		if err := ctx.Err(); err != nil {
			return false, err
		}
		n, err := f.reader.ReadAt(buffer[:min(to-from, int64(len(buffer)))], from)
		if n == 0 && err != nil {
			return false, fault.New(ErrUnreadable, nil, err)
		}
		for _, b := range buffer[:n] {
			if dropSpace(rune(b)) != -1 {
				return false, nil
			}
		}
		from += int64(n)
	}
	return true, nil
}

// compareRevision opens the file as the signer saw it and compares it with what
// it is now.
func (f *file) compareRevision(ctx context.Context, j *judging) error {
	end := j.cover.end
	then, err := pdf.Open(io.NewSectionReader(f.reader, 0, end), end)
	if err != nil || then.Repaired() || f.doc.Repaired() {
		j.LaterChanges = OtherChanges
		j.doubt(SigConstraintsFailure, ChangesUncompared, nil)
		return nil
	}
	c, err := compare(ctx, then, f.doc)
	switch {
	case errors.Is(err, pdf.ErrTooComplex):
		j.LaterChanges = OtherChanges
		j.doubt(SigConstraintsFailure, ChangesUncompared, nil)
		return nil
	case err != nil:
		return err
	}
	f.weigh(j, c)
	return nil
}

// weigh turns a comparison into findings: ISO 32000-2 §12.8.2.2 and §12.8.2.4
// for what the signature itself forbids.
func (f *file) weigh(j *judging, c *comparison) {
	j.LaterChanges = c.class()
	if c.other != "" {
		j.fail(FormatFailure, ChangedAfterSigning, fault.Args{"where": c.other})
	}
	certified := f.certification(j.field.Value)
	if certified != nil && certified.p == 1 && (c.approved || len(c.filled) > 0 || c.other != "") {
		j.fail(FormatFailure, CertificationBroken, nil)
	}
	for _, l := range f.locks(j.field.Value) {
		for _, name := range c.filled {
			if l.covers(name) {
				j.fail(FormatFailure, LockBroken, fault.Args{"field": readable(name)})
			}
		}
	}
}
