package pades

import (
	"context"
	"errors"
	"os"

	"github.com/vanthu/vanthu/internal/atomicfile"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/pdf"
)

// Prepare writes everything but the signature to a temporary file beside out
// and digests it. The caller ends what it gives with Finish or Discard. Errors:
// those of package pdf and this package's.
func Prepare(ctx context.Context, in, out string, req Request) (*Prepared, error) {
	req, err := req.checked()
	if err != nil {
		return nil, err
	}
	source, err := os.Open(in)
	if err != nil {
		return nil, fault.New(ErrSource, fault.Args{"file": in}, err)
	}
	defer source.Close()
	info, err := source.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = errors.New("not a regular file")
	}
	if err != nil {
		return nil, fault.New(ErrSource, fault.Args{"file": in}, err)
	}
	doc, err := pdf.Open(source, info.Size())
	if err != nil {
		return nil, withFile(err, in)
	}
	rev, err := compose(doc, req)
	if err != nil {
		return nil, withFile(err, in)
	}
	return write(ctx, source, out, rev)
}

// withFile adds the file's name to what package pdf says.
func withFile(err error, file string) error {
	code, args, ok := fault.Of(err)
	if !ok {
		return err
	}
	named := fault.Args{"file": file}
	for k, v := range args {
		named[k] = v
	}
	return fault.New(code, named, err)
}

// write makes the temporary file: the source's bytes, then the revision's.
func write(ctx context.Context, source *os.File, out string, rev *revision) (p *Prepared, err error) {
	target, err := atomicfile.Create(out)
	if err != nil {
		return nil, unwritable(out, err)
	}
	defer func() {
		if err != nil {
			target.Discard()
		}
	}()
	digest := rev.req.Hash.New()
	if err := copyDigesting(ctx, target.File, source, rev.base, digest); err != nil {
		return nil, named(err, source.Name(), out)
	}
	copied := digest.Sum(nil)
	before, after := rev.signed()
	digest.Write(before)
	digest.Write(after)
	if _, err := target.Write(rev.bytes); err != nil {
		return nil, fault.New(ErrTarget, fault.Args{"file": out}, err)
	}
	return &Prepared{target: target, out: out, rev: rev, source: copied, digest: digest.Sum(nil)}, nil
}
