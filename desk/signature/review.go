package signature

import (
	"context"
	"crypto"
	"time"

	"github.com/vanthu/vanthu/signing/pades"
	"github.com/vanthu/vanthu/signing/pdf"
)

// Review is what a document is and what its signature would be, found without a
// key.
type Review struct {
	Pages      int
	Signatures int // that it bears
	pades.Fitting
	Numbered string // what would be entered, in words
	// As in Made.
	MarkRead, Over bool
	Warnings       []error

	order Order
	found found
}

// Examine finds all that Make would refuse before the key is asked, but for what
// only servers know and what stands against the output. The key may be nil.
func Examine(ctx context.Context, o Order) (*Review, error) {
	r := &Review{order: o}
	f, err := o.find(ctx, func(doc *pdf.Document, f found) error { return r.examine(ctx, doc, f) })
	if err != nil {
		return nil, err
	}
	f.content = nil // one for each file of a batch would be many
	r.found, r.Numbered, r.MarkRead, r.Over, r.Warnings = f, f.numbered, f.markRead, f.over, f.warnings
	return r, nil
}

func (r *Review) examine(ctx context.Context, doc *pdf.Document, f found) (err error) {
	request, err := r.order.request(f)
	if err != nil {
		return err
	}
	if r.Pages, err = doc.PageCount(); err != nil {
		return err
	}
	if r.Signatures, err = signaturesOf(doc); err != nil {
		return err
	}
	r.Fitting, err = pades.Check(ctx, doc, request, r.order.Level.Level)
	return err
}

// signaturesOf counts each once, in however many fields it shows.
func signaturesOf(doc *pdf.Document) (int, error) {
	fields, err := doc.SignatureFields()
	if err != nil {
		return 0, err
	}
	held := map[pdf.Ref]bool{}
	direct := 0
	for _, f := range fields {
		ref, ok := f.Dict["V"].(pdf.Ref)
		switch {
		case f.Value == nil:
		case ok:
			held[ref] = true
		default:
			direct++
		}
	}
	return len(held) + direct, nil
}

// Prepare goes on with what was found, for a key and the time of signing. The
// caller makes sure that the file is still the one that was examined.
func (r *Review) Prepare(ctx context.Context, key crypto.Signer, at time.Time) (*Task, error) {
	o := r.order
	o.Key, o.Time = key, at
	return o.prepare(ctx, r.found)
}
