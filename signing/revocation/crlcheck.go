package revocation

import (
	"bytes"
	"crypto/x509"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"
)

// checkCRL tells what a list says of a certificate. An error means that it
// counts for nothing.
func checkCRL(der []byte, cert, issuer *x509.Certificate, when When) (Result, error) {
	l, err := parseCRL(der)
	if err != nil {
		return Result{}, err
	}
	if !bytes.Equal(l.issuer, issuer.RawSubject) {
		return Result{}, refused(ErrOtherCertificate, CRL)
	}
	if issuer.KeyUsage != 0 && issuer.KeyUsage&x509.KeyUsageCRLSign == 0 {
		return Result{}, refused(ErrStranger, CRL)
	}
	if err := l.checkScope(cert); err != nil {
		return Result{}, err
	}
	if err := signedBy(CRL, issuer, l.algorithm, l.data, l.signature); err != nil {
		return Result{}, err
	}
	found, err := l.find(serialOf(cert))
	if err != nil {
		return Result{}, err
	}
	r := Result{Status: Good, Source: CRL, Raw: der, Signer: issuer, ThisUpdate: l.this, NextUpdate: l.next}
	if found != nil && found.reason != RemoveFromCRL { // removed: a hold that has ended
		r.Status, r.RevokedAt, r.Reason = Revoked, found.at, found.reason
	}
	return r.inTime(period{CRL, l.this, l.next, l.retained()}, cert, when)
}

// serialOf is the content of the serial number's DER.
func serialOf(cert *x509.Certificate) []byte {
	var b cryptobyte.Builder
	b.AddASN1BigInt(cert.SerialNumber)
	in := cryptobyte.String(b.BytesOrPanic())
	var content cryptobyte.String
	in.ReadASN1(&content, cbasn1.INTEGER)
	return content
}
