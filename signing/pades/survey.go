package pades

import (
	"bytes"
	"context"
	"crypto/x509"
	"io"
	"time"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/pdf"
	"github.com/vanthu/vanthu/signing/timestamp"
)

// survey is what a file bears: signatures and document time stamps, all intact.
type survey struct {
	signatures []signature
	stamps     []stamp
	skipped    []string // fields of signatures of older kinds
}

// signature is a person's or an agency's.
type signature struct {
	field       string
	end         int64  // of the bytes it covers
	contents    []byte // /Contents with its padding
	certificate *x509.Certificate
	bundle      []*x509.Certificate
	stamps      []*timestamp.Token // over its value
}

// stamp is a document time stamp.
type stamp struct {
	end   int64
	token *timestamp.Token
}

const maxSurveyed = 128

// look reads and checks every signature of a file of which r has the bytes.
func look(ctx context.Context, doc *pdf.Document, r io.ReaderAt) (*survey, error) {
	fields, err := doc.SignatureFields()
	if err != nil {
		return nil, err
	}
	var s survey
	seen := map[pdf.Ref]bool{} // one signature may show in several fields
	for _, f := range fields {
		if f.Value == nil || seen[f.ValueRef] {
			continue
		}
		seen[f.ValueRef] = f.ValueRef != pdf.Ref{}
		if len(s.signatures)+len(s.stamps)+len(s.skipped) == maxSurveyed {
			return nil, fault.New(pdf.ErrTooComplex, nil, nil)
		}
		if err := s.take(ctx, f, r, doc.Size()); err != nil {
			return nil, err
		}
	}
	return &s, nil
}

// proven is the earliest time at which something that ended there is proven to
// have been; zero where nothing proves it.
func (s *survey) proven(end int64, own []*timestamp.Token) (at time.Time) {
	earlier := func(t time.Time) {
		if at.IsZero() || t.Before(at) {
			at = t
		}
	}
	for _, token := range own {
		earlier(token.Time)
	}
	for _, s := range s.stamps {
		if s.end > end {
			earlier(s.token.Time)
		}
	}
	return at
}

func (s *survey) allProven() bool {
	for _, one := range s.signatures {
		if s.proven(one.end, one.stamps).IsZero() {
			return false
		}
	}
	return true
}

// lastStamp is the document time stamp that covers most.
func (s *survey) lastStamp() (last stamp, ok bool) {
	for _, one := range s.stamps {
		if one.end > last.end {
			last, ok = one, true
		}
	}
	return last, ok
}

// authority is who signed a token that was verified before.
func authority(token *timestamp.Token) *x509.Certificate {
	verified, err := token.Verify(token.Imprint, token.Hash)
	if err != nil {
		return nil
	}
	return verified.Authority
}

// blank tells that only white space follows a place in a file.
func blank(r io.ReaderAt, from, size int64) bool {
	if size-from > 16 {
		return false
	}
	rest := make([]byte, size-from)
	if _, err := r.ReadAt(rest, from); err != nil && err != io.EOF {
		return false
	}
	return len(bytes.TrimSpace(rest)) == 0
}
