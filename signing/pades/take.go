package pades

import (
	"context"
	"crypto"
	"errors"
	"io"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/cms"
	"github.com/vanthu/vanthu/signing/pdf"
	"github.com/vanthu/vanthu/signing/timestamp"
)

// take checks one signature field's value and enters it into the survey.
func (s *survey) take(ctx context.Context, f pdf.SignatureField, r io.ReaderAt, size int64) error {
	contents, _ := f.Value["Contents"].(pdf.String)
	if !rangesFit(f, size) || contents == nil {
		return broken(f, errors.New("/ByteRange"))
	}
	var err error
	switch f.Value["SubFilter"] {
	case pdf.Name("ETSI.CAdES.detached"), pdf.Name("adbe.pkcs7.detached"):
		err = s.takeSignature(ctx, f, contents, r)
	case pdf.Name("ETSI.RFC3161"):
		err = s.takeStamp(ctx, f, contents, r)
	default:
		s.skipped = append(s.skipped, f.Name)
	}
	return err
}

// rangesFit holds /ByteRange to all but /Contents, from the first byte.
func rangesFit(f pdf.SignatureField, size int64) bool {
	b := f.ByteRange
	return len(b) == 4 && b[0] == 0 && b[1] > 0 && b[2] > b[1] && b[3] >= 0 && b[2] <= size && b[3] <= size-b[2] &&
		f.Contents == pdf.Span{Start: b[1], End: b[2]}
}

func broken(f pdf.SignatureField, cause error) error {
	return fault.New(ErrBroken, fault.Args{"field": f.Name}, cause)
}

func (s *survey) takeSignature(ctx context.Context, f pdf.SignatureField, contents []byte, r io.ReaderAt) error {
	signed, err := cms.Parse(contents)
	if err != nil || len(signed.Signers) != 1 {
		return broken(f, err)
	}
	signer := signed.Signers[0]
	if signer.DigestHash == 0 {
		return broken(f, cms.ErrUnsupported)
	}
	digest, err := digestRanges(ctx, r, f.ByteRange, signer.DigestHash)
	if err != nil {
		return err
	}
	verified, err := signed.Verify(signer, digest)
	if err != nil {
		return broken(f, err)
	}
	one := signature{
		field: f.Name, end: f.ByteRange[2] + f.ByteRange[3], contents: contents,
		certificate: verified.Certificate, bundle: signed.Certificates,
	}
	for _, der := range signer.TimeStampTokens() {
		if token := goodToken(der, signer.Signature); token != nil {
			one.stamps = append(one.stamps, token)
		}
	}
	s.signatures = append(s.signatures, one)
	return nil
}

// goodToken gives nil for a time stamp that proves nothing about a signature's
// value; the signature is none the worse for it.
func goodToken(der, value []byte) *timestamp.Token {
	token, err := timestamp.Parse(der)
	if err != nil || token.Hash == 0 || cms.WeakHash(token.Hash) {
		return nil
	}
	h := token.Hash.New()
	h.Write(value)
	if _, err := token.Verify(h.Sum(nil), token.Hash); err != nil {
		return nil
	}
	return token
}

func (s *survey) takeStamp(ctx context.Context, f pdf.SignatureField, contents []byte, r io.ReaderAt) error {
	token, err := timestamp.Parse(contents)
	if err != nil {
		return broken(f, err)
	}
	if token.Hash == 0 || cms.WeakHash(token.Hash) {
		s.skipped = append(s.skipped, f.Name)
		return nil
	}
	digest, err := digestRanges(ctx, r, f.ByteRange, token.Hash)
	if err != nil {
		return err
	}
	if _, err := token.Verify(digest, token.Hash); err != nil {
		return broken(f, err)
	}
	s.stamps = append(s.stamps, stamp{f.ByteRange[2] + f.ByteRange[3], token})
	return nil
}

// digestRanges hashes what a checked ByteRange covers.
func digestRanges(ctx context.Context, r io.ReaderAt, b []int64, hash crypto.Hash) ([]byte, error) {
	h := hash.New()
	if err := digestRange(ctx, r, 0, b[1], h); err != nil {
		return nil, err
	}
	if err := digestRange(ctx, r, b[2], b[3], h); err != nil {
		return nil, err
	}
	return h.Sum(nil), nil
}
