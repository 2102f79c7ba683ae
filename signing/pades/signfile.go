package pades

import (
	"context"

	"github.com/vanthu/vanthu/signing/cms"
)

// SignFile signs the file in and writes the result to out, which appears whole
// or not at all and may be the same file. Errors are those of Prepare, of
// signing/cms, of the key, and ErrTooLarge.
func SignFile(ctx context.Context, in, out string, req Request) (Result, error) {
	if req.Key == nil {
		return Result{}, badRequest("no key")
	}
	p, err := Prepare(ctx, in, out, req)
	if err != nil {
		return Result{}, err
	}
	defer p.Discard()
	signature, err := cms.Sign(ctx, req.Key, p.CMS())
	if err != nil {
		return Result{}, err
	}
	return p.Finish(signature)
}
