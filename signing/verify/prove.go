package verify

import (
	"context"
	"crypto/x509"
	"errors"
	"slices"
	"time"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/cms"
	"github.com/vanthu/vanthu/signing/timestamp"
)

// TimeStamp is a signature time stamp as a report shows it: over the value of
// one signature (EN 319 122-1 §5.3).
type TimeStamp struct {
	Time      time.Time `json:"time"`
	Authority string    `json:"authority"`
	// Good: it proves that the signature was there at that time.
	Good bool `json:"good"`
	// Reason is why it proves nothing.
	Reason *Finding `json:"reason,omitempty"`
}

// TimeProof is what proves the time of a signature: the earliest of all.
type TimeProof struct {
	Time      time.Time `json:"time"`
	Authority string    `json:"authority"`
	// Field of the document time stamp; empty where the signature has one of its
	// own.
	Field string `json:"field,omitempty"`

	by     *evaluation // of the authority
	stamp  *judging    // the document time stamp; nil for the signature's own
	latest time.Time   // Time and what the authority's clock may be off
}

// proofOfExistence says that a document time stamp was there, and all before it.
type proofOfExistence struct {
	end int64
	TimeProof
}

// proveTimes looks for what proves when each signature was there, from the last
// document time stamp inwards: each is judged at the time that the next proves
// (EN 319 102-1 §5.6.2).
func (f *file) proveTimes(ctx context.Context) error {
	byEnd := slices.SortedStableFunc(slices.Values(f.judgings), func(a, b *judging) int {
		return int(min(max(b.cover.end-a.cover.end, -1), 1))
	})
	for _, j := range byEnd {
		if !j.stands() || j.certificate == nil {
			continue
		}
		j.proof = f.earliest() // of those that cover more than this one
		if j.token == nil {
			if err := f.ownStamps(ctx, j); err != nil {
				return err
			}
			continue
		}
		e, err := f.evaluate(ctx, j, j.certificate, j.token.Certificates, moment{j.proven(), j.token.Time})
		if err != nil {
			return err
		}
		j.evaluation = e
		if e.good() && j.Result == TotalPassed {
			f.proofs = append(f.proofs, proofOfExistence{j.cover.end, proofBy(j.token, j.certificate, e, j)})
		}
	}
	return nil
}

func proofBy(token *timestamp.Token, authority *x509.Certificate, e *evaluation, j *judging) TimeProof {
	p := TimeProof{Time: token.Time, Authority: nameOf(authority.Subject), by: e, stamp: j, latest: token.Time.Add(token.Accuracy)}
	if j != nil {
		p.Field = readable(j.field.Name)
	}
	return p
}

// earliest is the proof by those document time stamps that were judged so far.
func (f *file) earliest() *TimeProof {
	var found *TimeProof
	for i := range f.proofs {
		if p := &f.proofs[i].TimeProof; found == nil || p.latest.Before(found.latest) {
			found = p
		}
	}
	return found
}

// proven is the time at which a signature is proven to have been there.
func (j *judging) proven() time.Time {
	if j.proof == nil {
		return time.Time{}
	}
	return j.proof.latest
}

// maxStamps is more than anybody puts on one signature.
const maxStamps = 16

// ownStamps judges the signature's own time stamps.
func (f *file) ownStamps(ctx context.Context, j *judging) error {
	outer := j.proven()
	for i, der := range j.signed.Signers[0].TimeStampTokens() {
		if i == maxStamps {
			break
		}
		stamp, proof, err := f.ownStamp(ctx, j, der, outer)
		if err != nil {
			return err
		}
		j.TimeStamps = append(j.TimeStamps, stamp)
		if proof != nil && (j.proof == nil || proof.latest.Before(j.proof.latest)) {
			j.proof = proof
		}
	}
	return nil
}

func (f *file) ownStamp(ctx context.Context, j *judging, der []byte, outer time.Time) (TimeStamp, *TimeProof, error) {
	token, err := timestamp.Parse(der)
	if err != nil {
		return TimeStamp{Reason: reason(err)}, nil, nil
	}
	stamp := TimeStamp{Time: token.Time}
	verified, err := f.verifyToken(token, digestOf(token.Hash, j.signed.Signers[0].Signature))
	if verified.Authority != nil {
		stamp.Authority = nameOf(verified.Authority.Subject)
	}
	if err != nil {
		stamp.Reason = reason(err)
		return stamp, nil, nil
	}
	e, err := f.evaluate(ctx, j, verified.Authority, token.Certificates, moment{outer, token.Time})
	if err != nil {
		return stamp, nil, err
	}
	if !e.good() {
		stamp.Reason = e.gravest()
		return stamp, nil, nil
	}
	stamp.Good = true
	proof := proofBy(token, verified.Authority, e, nil)
	return stamp, &proof, nil
}

// verifyToken is timestamp's Verify, refusing what no longer proves anything.
func (f *file) verifyToken(token *timestamp.Token, digest []byte) (timestamp.Verified, error) {
	verified, err := token.Verify(digest, token.Hash, f.store.Certificates...)
	if err != nil {
		return verified, err
	}
	if cms.WeakHash(token.Hash) || verified.Algorithm.Weak() {
		return verified, fault.New(WeakHash, fault.Args{"hash": token.Hash.String()}, nil)
	}
	if key, short := describeKey(verified.Authority.PublicKey); short {
		return verified, fault.New(ShortKey, fault.Args{"key": key}, nil)
	}
	if token.Time.After(f.now.Add(skew)) {
		return verified, fault.New(TimeInFuture, fault.Args{"claimed": shown(token.Time)}, nil)
	}
	return verified, nil
}

// reason makes an error a finding.
func reason(err error) *Finding {
	code, args, ok := fault.Of(err)
	if !ok {
		code, args = ContentsWrong, fault.Args{"detail": err.Error()}
	}
	return &Finding{code, args}
}

// gravest is the first finding that stands against the certificate.
func (e *evaluation) gravest() *Finding {
	for _, g := range e.findings {
		if g.result != TotalPassed {
			return &g.Finding
		}
	}
	return nil
}

// checkToken verifies a document time stamp over the digest of its bytes.
func (f *file) checkToken(j *judging) *x509.Certificate {
	verified, err := j.token.Verify(j.job.sum, j.job.hash, f.store.Certificates...)
	switch {
	case err == nil:
		j.Integrity = Intact
	case errors.Is(err, timestamp.ErrOtherContent):
		j.Integrity = Broken
		j.fail(HashFailure, ContentChanged, nil)
	case errors.Is(err, timestamp.ErrSignature):
		j.Integrity = Broken
		j.fail(SigCryptoFailure, SignatureWrong, nil)
	case errors.Is(err, timestamp.ErrUsage), errors.Is(err, timestamp.ErrTime), errors.Is(err, timestamp.ErrNotBound):
		j.Integrity = Intact
		j.doubt(SigConstraintsFailure, reason(err).Code, reason(err).Args)
	case errors.Is(err, timestamp.ErrNoCertificate):
		j.doubt(NoSigningCertificate, NoSignerCertificate, nil)
	case errors.Is(err, timestamp.ErrUnsupported):
		j.doubt(Generic, UnknownAlgorithm, reason(err).Args)
	default:
		j.fail(FormatFailure, ContentsWrong, fault.Args{"detail": err.Error()})
	}
	if verified.Authority == nil {
		return nil
	}
	j.Algorithm = verified.Algorithm.String()
	key, short := describeKey(verified.Authority.PublicKey)
	j.Key = key
	if short {
		j.doubt(CryptoConstraints, ShortKey, fault.Args{"key": key})
	}
	if cms.WeakHash(j.token.Hash) || verified.Algorithm.Weak() {
		j.doubt(CryptoConstraints, WeakHash, fault.Args{"hash": j.token.Hash.String()})
	}
	return verified.Authority
}
