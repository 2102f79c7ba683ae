package cms

import (
	"bytes"
	"crypto"
	"crypto/subtle"
	"crypto/x509"
	"encoding/asn1"
	"errors"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"

	"github.com/vanthu/vanthu/internal/fault"
)

// What a signature's check may answer.
var (
	// ErrDigestMismatch: the content is not the one that was signed.
	ErrDigestMismatch = fault.Define("cms.digest_mismatch")
	// ErrSignatureInvalid: the signature's value is not that of the signer's key.
	ErrSignatureInvalid = fault.Define("cms.signature_invalid")
	// ErrNoCertificate: the bundle lacks the certificate that the signer names.
	ErrNoCertificate = fault.Define("cms.no_certificate")
	// ErrOtherCertificate: the signed attributes bind the signature to another
	// certificate.
	ErrOtherCertificate = fault.Define("cms.other_certificate")
)

// Verified is what a good signature shows.
type Verified struct {
	// Certificate is the signer's own: named by the signer's identifier, and
	// its key verified the signature. Whether it is trusted is another matter.
	Certificate *x509.Certificate
	// Algorithm that verified.
	Algorithm Algorithm
	// Bound tells that a signing-certificate attribute names the certificate.
	Bound bool
}

// Verify checks one signer against the digest of the content by the signer's
// DigestHash: message-digest, content-type, signature value and
// signing-certificate. It fails with the errors above, with ErrUnsupported when
// it cannot tell, or with ErrMalformed. Where the signature fails but its
// certificate is found, Verified names the certificate together with the error,
// so that a report can say whose signature it claims to be.
func (s *SignedData) Verify(signer *SignerInfo, digest []byte) (Verified, error) {
	candidates, err := s.candidates(signer)
	if err != nil {
		return Verified{}, err
	}
	claimed := Verified{Certificate: candidates[0], Algorithm: signer.Algorithm}
	if signer.DigestHash == 0 || signer.Algorithm.Hash == 0 {
		return claimed, unsupported("signature or hash algorithm")
	}
	if err := s.checkAttributes(signer, digest); err != nil {
		return claimed, err
	}
	found, alg, err := signer.verifyingKey(candidates, digest)
	if err != nil {
		return claimed, err
	}
	verified := Verified{Certificate: found, Algorithm: alg}
	verified.Bound, err = signer.boundTo(found)
	return verified, err
}

// candidates are the certificates that the signer's identifier names. There is
// more than one only where somebody put a second one of the same name and
// number in; the key then decides.
func (s *SignedData) candidates(signer *SignerInfo) ([]*x509.Certificate, error) {
	var named []*x509.Certificate
	for _, cert := range s.Certificates {
		if signer.names(cert) {
			named = append(named, cert)
		}
	}
	if len(named) == 0 && s.Unreadable > 0 {
		return nil, unsupported("certificate in a form that cannot be read")
	}
	if len(named) == 0 {
		return nil, fault.New(ErrNoCertificate, nil, nil)
	}
	return named, nil
}

// checkAttributes holds message-digest and content-type to the content
// (RFC 5652 §11.1, §11.2). Without signed attributes there is nothing to hold.
func (s *SignedData) checkAttributes(signer *SignerInfo, digest []byte) error {
	if len(signer.Signed) == 0 {
		return nil
	}
	value, ok, err := attribute(signer.Signed, oidMessageDigest)
	if err != nil {
		return err
	}
	var stated cryptobyte.String
	if !ok || !value.ReadASN1(&stated, cbasn1.OCTET_STRING) {
		return malformed("no message digest", nil)
	}
	if subtle.ConstantTimeCompare(stated, digest) != 1 {
		return fault.New(ErrDigestMismatch, nil, nil)
	}
	value, ok, err = attribute(signer.Signed, oidContentType)
	if err != nil || !ok {
		return err
	}
	var kind asn1.ObjectIdentifier
	if !value.ReadASN1ObjectIdentifier(&kind) || !kind.Equal(s.ContentType) {
		return malformed("content type is not the one signed", nil)
	}
	return nil
}

// verifyingKey finds the candidate whose key made the signature.
func (si *SignerInfo) verifyingKey(candidates []*x509.Certificate, digest []byte) (*x509.Certificate, Algorithm, error) {
	var undecided error
	for _, cert := range candidates {
		for _, alg := range si.algorithms() {
			for _, d := range si.signedDigests(alg.Hash, digest) {
				err := checkSignature(cert.PublicKey, alg, d, si.Signature)
				if err == nil {
					return cert, alg, nil
				}
				if !errors.Is(err, errBadSignature) {
					undecided = err
				}
			}
		}
	}
	if undecided != nil {
		return nil, Algorithm{}, undecided
	}
	return nil, Algorithm{}, fault.New(ErrSignatureInvalid, nil, nil)
}

// algorithms are the stated one and, for PKCS #1 v1.5, the one with the digest
// algorithm's hash: some signers state "SHA-1 with RSA" whatever they do. The
// hash stands inside such a signature, so that neither can pass for the other.
func (si *SignerInfo) algorithms() []Algorithm {
	stated := si.Algorithm
	if stated.Scheme == PKCS1v15 && stated.Hash != si.DigestHash {
		return []Algorithm{stated, {Scheme: PKCS1v15, Hash: si.DigestHash}}
	}
	return []Algorithm{stated}
}

// signedDigests are the digests that the signature may be over: of the signed
// attributes as they stand and in DER order, since signers differ there
// (RFC 5652 §5.4); or the content's own where there are none.
func (si *SignerInfo) signedDigests(hash crypto.Hash, content []byte) [][]byte {
	if len(si.Signed) == 0 {
		if hash != si.DigestHash {
			return nil
		}
		return [][]byte{content}
	}
	standing := wrap(byte(cbasn1.SET), si.signedRaw)
	digests := [][]byte{digestOf(hash, standing)}
	sorted, err := attributeSet(cbasn1.SET, si.Signed)
	if err == nil && !bytes.Equal(sorted, standing) {
		digests = append(digests, digestOf(hash, sorted))
	}
	return digests
}
