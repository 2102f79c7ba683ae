package pkitest

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/x509"
	"encoding/asn1"
	"io"
	"time"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"
)

// This file writes the DER that the services share. It is written apart from
// package signing/cms on purpose: what one of them gets wrong, tests of the
// other see.

var (
	oidSHA1        = asn1.ObjectIdentifier{1, 3, 14, 3, 2, 26}
	oidSHA256      = asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 1}
	oidRSASHA256   = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 11}
	oidECDSASHA256 = asn1.ObjectIdentifier{1, 2, 840, 10045, 4, 3, 2}
)

// sequence and explicit build what is nested.
func sequence(b *cryptobyte.Builder, inside func(*cryptobyte.Builder)) {
	b.AddASN1(cbasn1.SEQUENCE, inside)
}

func explicit(b *cryptobyte.Builder, n uint8, inside func(*cryptobyte.Builder)) {
	b.AddASN1(cbasn1.Tag(n).ContextSpecific().Constructed(), inside)
}

func der(inside func(*cryptobyte.Builder)) []byte {
	var b cryptobyte.Builder
	inside(&b)
	return b.BytesOrPanic() // of values made here
}

func algorithm(b *cryptobyte.Builder, oid asn1.ObjectIdentifier, null bool) {
	sequence(b, func(b *cryptobyte.Builder) {
		b.AddASN1ObjectIdentifier(oid)
		if null {
			b.AddASN1NULL()
		}
	})
}

func signatureAlgorithm(b *cryptobyte.Builder, key crypto.Signer) {
	if _, ok := key.Public().(*ecdsa.PublicKey); ok {
		algorithm(b, oidECDSASHA256, false)
		return
	}
	algorithm(b, oidRSASHA256, true)
}

// kindLike chooses a kind with the same algorithm.
func kindLike(key crypto.Signer) KeyKind {
	if _, ok := key.Public().(*ecdsa.PublicKey); ok {
		return ECDSAP256
	}
	return RSA2048
}

// signSHA256 panics where a key of this package cannot sign, which none does.
func signSHA256(random io.Reader, key crypto.Signer, data []byte) []byte {
	digest := sha256.Sum256(data)
	signature, err := key.Sign(random, digest[:], crypto.SHA256)
	if err != nil {
		panic(err)
	}
	return signature
}

func generalizedTime(b *cryptobyte.Builder, t time.Time) {
	b.AddASN1GeneralizedTime(t.UTC().Truncate(time.Second))
}

// keyHash is the SHA-1 of the public key's bits (RFC 6960 §4.2.1).
func keyHash(cert *x509.Certificate) []byte {
	in := cryptobyte.String(cert.RawSubjectPublicKeyInfo)
	var info, bits cryptobyte.String
	if !in.ReadASN1(&info, cbasn1.SEQUENCE) || !info.SkipASN1(cbasn1.SEQUENCE) || !info.ReadASN1(&bits, cbasn1.BIT_STRING) {
		panic("pkitest: certificate without a key")
	}
	sum := sha1.Sum(bits[1:])
	return sum[:]
}
