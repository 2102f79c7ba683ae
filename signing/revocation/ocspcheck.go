package revocation

import (
	"bytes"
	"crypto"
	"crypto/x509"
	"errors"
	"slices"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/cms"
)

// checkOCSP tells what an OCSPResponse says of a certificate. An error means
// that it counts for nothing.
func checkOCSP(der []byte, cert, issuer *x509.Certificate, more []*x509.Certificate, when When) (Result, error) {
	o, err := parseOCSP(der)
	if err != nil {
		return Result{}, err
	}
	a, ok := o.about(cert, issuer)
	if !ok {
		return Result{}, refused(ErrOtherCertificate, OCSP)
	}
	signer, err := o.signer(issuer, more)
	if err != nil {
		return Result{}, err
	}
	if a.status == Unknown {
		return Result{}, refused(ErrNotKnown, OCSP)
	}
	r := Result{
		Status: a.status, RevokedAt: a.revokedAt, Reason: a.reason,
		Source: OCSP, Raw: der, Signer: signer, ThisUpdate: a.this, NextUpdate: a.next,
	}
	return r.inTime(period{OCSP, a.this, a.next, a.retained}, cert, when)
}

// about finds the answer whose CertID names the certificate: its number, its
// issuer's name and its issuer's key.
func (o *ocspResponse) about(cert, issuer *x509.Certificate) (ocspAnswer, bool) {
	for _, a := range o.answers {
		if a.hash != 0 && a.serial.Cmp(cert.SerialNumber) == 0 &&
			bytes.Equal(a.nameHash, sum(a.hash, issuer.RawSubject)) && bytes.Equal(a.keyHash, sum(a.hash, keyBits(issuer))) {
			return a, true
		}
	}
	return ocspAnswer{}, false
}

// signer finds who signed the response: the issuer, or a responder whom the
// issuer appointed (RFC 6960 §4.2.2.2).
func (o *ocspResponse) signer(issuer *x509.Certificate, more []*x509.Certificate) (*x509.Certificate, error) {
	found := error(refused(ErrStranger, OCSP))
	for _, c := range slices.Concat([]*x509.Certificate{issuer}, o.certificates, more) {
		if !o.named(c) {
			continue
		}
		err := signedBy(OCSP, c, o.algorithm, o.data, o.signature)
		if err == nil {
			err = o.appointed(c, issuer)
		}
		if err == nil {
			return c, nil
		}
		found = err
	}
	return nil, found
}

// named tells whether the responder's identifier names a certificate.
func (o *ocspResponse) named(cert *x509.Certificate) bool {
	if o.name != nil {
		return bytes.Equal(o.name, cert.RawSubject)
	}
	return bytes.Equal(o.keyHash, sum(crypto.SHA1, keyBits(cert)))
}

func (o *ocspResponse) appointed(c, issuer *x509.Certificate) error {
	if bytes.Equal(c.RawSubject, issuer.RawSubject) && bytes.Equal(c.RawSubjectPublicKeyInfo, issuer.RawSubjectPublicKeyInfo) {
		return nil
	}
	cause := c.CheckSignatureFrom(issuer)
	switch {
	case cause != nil:
	case !slices.Contains(c.ExtKeyUsage, x509.ExtKeyUsageOCSPSigning):
		cause = errors.New("certificate is not for OCSP signing")
	case o.producedAt.Before(c.NotBefore.Add(-skew)) || o.producedAt.After(c.NotAfter.Add(skew)):
		cause = errors.New("certificate was not valid then")
	default:
		return nil
	}
	return fault.New(ErrStranger, fault.Args{"source": OCSP}, cause)
}

// signedBy checks the signature of a piece of evidence.
func signedBy(source Source, signer *x509.Certificate, algorithm, data, signature []byte) error {
	alg, err := cms.CheckData(signer.PublicKey, algorithm, data, signature)
	switch {
	case errors.Is(err, cms.ErrSignatureInvalid):
		return fault.New(ErrSignature, fault.Args{"source": source}, err)
	case err != nil:
		return fault.New(ErrUnsupported, fault.Args{"source": source, "what": alg.String()}, err)
	case alg.Weak():
		return fault.New(ErrWeak, fault.Args{"source": source, "algorithm": alg.String()}, nil)
	}
	return nil
}
