// Package verify says of each signature in a PDF whether it is valid, in the
// terms of EN 319 102-1: TOTAL-PASSED, INDETERMINATE or TOTAL-FAILED, each with
// what was found. "Could not be checked" is an answer of its own and never
// stands for "valid" or for "not valid".
//
// TOTAL-PASSED means: the bytes are those that were signed, with the key of the
// certificate that the signature names; the signed bytes are the whole file, or
// what came later is signing and form filling, or notes that the signer allowed;
// and that certificate led to a root of the caller's TrustStore, and was not
// known to be revoked, at the time that counts. The machine's own roots are
// never used.
//
// The time that counts is the one that time stamps prove, of the signature or of
// the document, by authorities of the same TrustStore; where nothing proves any,
// it is now, for the signing time is only the signer's claim. So a certificate
// that has expired since makes a signature INDETERMINATE (OUT_OF_BOUNDS_NO_POE)
// unless a time stamp proves it older. Revocation is told by the evidence in the
// file, by what the caller gives, and by servers only where the caller says so;
// a status that nobody could tell is a warning while the certificate is valid.
//
// The file is hostile: what is read of it is bounded by the packages pdf and
// cms, hashing streams, and Verify never panics on it. Verify may be called by
// many goroutines; a TrustStore must not be changed meanwhile.
package verify

import (
	"context"
	"io"
	"slices"
	"time"

	"github.com/vanthu/vanthu/internal/clock"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/pdf"
	"github.com/vanthu/vanthu/signing/revocation"
)

// Options say against what a file is judged.
type Options struct {
	// Trust holds the roots; nil or without roots, no signer can be trusted and
	// every intact signature is INDETERMINATE.
	Trust *TrustStore
	// Clock tells the time of the judgement; it must not be nil.
	Clock clock.Clock
	// Evidence of revocation that is at hand, besides what the file holds.
	Evidence revocation.Evidence
	// Online asks servers where nothing at hand proves a certificate's status;
	// nil asks nobody. Only certificates that lead to a trusted root are asked
	// about.
	Online StatusSource
}

// More signatures than any document bears; each costs a comparison of revisions.
const maxSignatures = 128

// Verify checks every signature field that is signed in the size bytes behind r.
// A bad signature is a report, not an error; errors are those of pdf.Open for
// files that cannot be read, ErrTooMany, ErrUnreadable and the context's.
func Verify(ctx context.Context, r io.ReaderAt, size int64, opts Options) (*Report, error) {
	doc, err := pdf.Open(r, size)
	if err != nil {
		return nil, err
	}
	fields, twins, empty, err := signedFields(doc)
	if err != nil {
		return nil, err
	}
	f := &file{reader: r, size: size, doc: doc, now: opts.Clock.Now(), trust: opts.Trust, places: &places{doc: doc}, given: opts.Evidence, online: opts.Online, twins: twins}
	f.store = f.readStore()
	if f.revisions, err = doc.Revisions(); err != nil {
		return nil, err
	}
	report := &Report{CheckedAt: f.now.UTC(), EmptyFields: empty}
	if err := f.readAll(ctx, fields, report); err != nil {
		return nil, err
	}
	if report.Signatures, err = f.judgeAll(ctx, fields); err != nil {
		return nil, err
	}
	report.Result = worst(report.Signatures)
	return report, nil
}

// file is what all signatures of one file are judged with.
type file struct {
	reader    io.ReaderAt
	size      int64
	doc       *pdf.Document
	revisions []pdf.Revision
	now       time.Time
	trust     *TrustStore
	given     revocation.Evidence
	online    StatusSource
	store     *store
	proofs    []proofOfExistence

	graph    *graph
	places   *places
	judgings []*judging
	standing map[pdf.Ref]*judging  // by field
	twins    map[pdf.Ref][]pdf.Ref // see signedFields
}

// signedFields separates the fields that bear a signature, in the order in
// which they were signed, from the names of the empty ones. A dictionary that
// several fields share is one signature that shows in several places: the first of
// them stands for all, which twins lists by the dictionary.
func signedFields(doc *pdf.Document) (signed []pdf.SignatureField, twins map[pdf.Ref][]pdf.Ref, empty []string, err error) {
	fields, err := doc.SignatureFields()
	if err != nil {
		return nil, nil, nil, err
	}
	twins = map[pdf.Ref][]pdf.Ref{}
	for _, field := range fields {
		if field.Value == nil {
			empty = append(empty, field.Name)
			continue
		}
		if field.ValueRef == (pdf.Ref{}) || twins[field.ValueRef] == nil {
			signed = append(signed, field)
		}
		if field.ValueRef != (pdf.Ref{}) {
			twins[field.ValueRef] = append(twins[field.ValueRef], field.Ref)
		}
	}
	if len(signed) > maxSignatures {
		return nil, nil, nil, fault.New(ErrTooMany, fault.Args{"count": len(signed)}, nil)
	}
	slices.SortStableFunc(signed, func(a, b pdf.SignatureField) int {
		return int(min(max(claimedEnd(a)-claimedEnd(b), -1), 1))
	})
	return signed, twins, empty, nil
}

// claimedEnd orders signatures by where the bytes end that they claim to cover;
// those that claim nothing sensible come last.
func claimedEnd(field pdf.SignatureField) int64 {
	if r := field.ByteRange; len(r) == 4 && r[2] >= 0 && r[3] >= 0 {
		return min(r[2], 1<<61) + min(r[3], 1<<61)
	}
	return 1 << 62
}
