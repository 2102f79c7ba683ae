package timestamp

import (
	"bytes"
	"crypto"
	"crypto/x509"
	"errors"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/cms"
)

// maxToken bounds answers and tokens, in bytes. Real ones have two to ten
// thousand.
const maxToken = 1 << 20

// Token is a time stamp. Its fields are what it says; Verify tells whether to
// believe it.
type Token struct {
	Info
	// DER is the token without padding behind it.
	DER []byte
	// Certificates came along with it; the authority's is among them, as a rule.
	Certificates []*x509.Certificate

	signed *cms.SignedData
}

// Parse reads a TimeStampToken; zero padding may follow it, as it does in the
// /Contents of a document time stamp. It fails with ErrMalformed or ErrTooLarge.
func Parse(der []byte) (*Token, error) {
	der = unpadded(der)
	if len(der) > maxToken {
		return nil, fault.New(ErrTooLarge, nil, nil)
	}
	signed, err := cms.Parse(der)
	if err != nil {
		return nil, malformed("no SignedData", err)
	}
	if !signed.ContentType.Equal(cms.OIDTimeStampInfo) || signed.Content == nil {
		return nil, malformed("content is no TSTInfo", nil)
	}
	if len(signed.Signers) != 1 {
		return nil, malformed("not one signer", nil)
	}
	info, err := parseInfo(signed.Content)
	if err != nil {
		return nil, err
	}
	return &Token{Info: info, DER: bytes.Clone(der), Certificates: signed.Certificates, signed: signed}, nil
}

// unpadded cuts what follows the first element off.
func unpadded(der []byte) []byte {
	in := cryptobyte.String(der)
	var element cryptobyte.String
	if in.ReadASN1Element(&element, cbasn1.SEQUENCE) && len(bytes.Trim(in, "\x00")) == 0 {
		return element
	}
	return der
}

// isOf compares the imprint.
func (t *Token) isOf(digest []byte, hash crypto.Hash) error {
	if t.Hash == 0 {
		return fault.New(ErrUnsupported, fault.Args{"what": "hash of a time stamp"}, nil)
	}
	if t.Hash != hash || !bytes.Equal(t.Imprint, digest) {
		return fault.New(ErrOtherContent, nil, nil)
	}
	return nil
}

// Verified is what a good time stamp shows.
type Verified struct {
	// Authority is the certificate that signed the token. Whether it is
	// trusted is another matter: see Chain.
	Authority *x509.Certificate
	// Algorithm of the authority's signature; a weak one is for the caller to
	// judge.
	Algorithm cms.Algorithm
}

// Verify checks a token against the digest of the content, by Token.Hash: the
// imprint, the authority's signature, the signing-certificate attribute, the
// certificate's usage, and that its validity spans the token's time. It asks no
// clock and no network. more are certificates from elsewhere, for tokens that
// do not hold the authority's own.
//
// Errors: ErrOtherContent, ErrSignature, ErrNotBound, ErrUsage and ErrTime say
// that the time stamp is not good; ErrNoCertificate and ErrUnsupported that it
// cannot be told.
func (t *Token) Verify(digest []byte, hash crypto.Hash, more ...*x509.Certificate) (Verified, error) {
	if err := t.isOf(digest, hash); err != nil {
		return Verified{}, err
	}
	signed := *t.signed
	signed.Certificates = append(signed.Certificates[:len(signed.Certificates):len(signed.Certificates)], more...)
	signer := signed.Signers[0]
	var content []byte
	if signer.DigestHash != 0 {
		h := signer.DigestHash.New()
		h.Write(signed.Content)
		content = h.Sum(nil)
	}
	found, err := signed.Verify(signer, content)
	verified := Verified{Authority: found.Certificate, Algorithm: found.Algorithm}
	if err != nil {
		return verified, inTerms(err)
	}
	if len(signer.Signed) == 0 || !found.Bound {
		return verified, fault.New(ErrNotBound, nil, nil)
	}
	return verified, t.checkAuthority(found.Certificate)
}

// inTerms turns the answers of package cms into this package's.
func inTerms(err error) error {
	_, args, _ := fault.Of(err)
	switch {
	case errors.Is(err, cms.ErrDigestMismatch), errors.Is(err, cms.ErrSignatureInvalid):
		return fault.New(ErrSignature, nil, err)
	case errors.Is(err, cms.ErrOtherCertificate):
		return fault.New(ErrNotBound, nil, err)
	case errors.Is(err, cms.ErrNoCertificate):
		return fault.New(ErrNoCertificate, nil, err)
	case errors.Is(err, cms.ErrUnsupported):
		return fault.New(ErrUnsupported, fault.Args{"what": args["what"]}, err)
	}
	return malformed("signature", err)
}
