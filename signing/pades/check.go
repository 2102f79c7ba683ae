package pades

import (
	"context"
	"errors"

	"github.com/vanthu/vanthu/signing/pdf"
)

// Fitting is what a signature would be that a document can take.
type Fitting struct {
	Field   string
	Visible *Visible // as in Result
}

// Check does all of PrepareTo that needs no copy of the file, no key and no
// server, and writes nothing: where it finds nothing, only they can still fail.
func Check(ctx context.Context, doc *pdf.Document, req Request, level Level) (Fitting, error) {
	req, err := req.checked()
	if err != nil {
		return Fitting{}, err
	}
	rev, err := compose(doc, req)
	if level > LevelB && (errors.Is(err, ErrSeedTimeStamp) || errors.Is(err, ErrSeedValue)) {
		req.TimeStamped, req.RevocationStored = true, level >= LevelLT
		rev, err = compose(doc, req)
	}
	if err != nil {
		return Fitting{}, err
	}
	return Fitting{rev.field, rev.visible}, ctx.Err()
}
