package revocation

import (
	"crypto"
	_ "crypto/sha1" // names certificates in OCSP; nothing is signed with it
	"crypto/x509"
	"encoding/asn1"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"
)

var (
	oidSHA1  = asn1.ObjectIdentifier{1, 3, 14, 3, 2, 26}
	oidNonce = asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 48, 1, 2}
)

const nonceBytes = 16

// ocspRequest asks about one certificate, named by SHA-1 as every responder
// understands it (RFC 5019 §2.1.1). Without a nonce the extension is left out.
func ocspRequest(cert, issuer *x509.Certificate, nonce []byte) []byte {
	var b cryptobyte.Builder
	b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) { // OCSPRequest
		b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) { // TBSRequest
			b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) { // requestList
				b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) { // Request
					b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) { addCertID(b, cert, issuer) })
				})
			})
			if nonce != nil {
				b.AddASN1(explicitTag(2), func(b *cryptobyte.Builder) { addNonce(b, nonce) })
			}
		})
	})
	return b.BytesOrPanic() // of fixed shapes
}

func addCertID(b *cryptobyte.Builder, cert, issuer *x509.Certificate) {
	b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1ObjectIdentifier(oidSHA1)
		b.AddASN1NULL()
	})
	b.AddASN1OctetString(sum(crypto.SHA1, issuer.RawSubject))
	b.AddASN1OctetString(sum(crypto.SHA1, keyBits(issuer)))
	b.AddASN1BigInt(cert.SerialNumber)
}

// addNonce writes Extensions with the nonce as RFC 9654 §2.1 has it.
func addNonce(b *cryptobyte.Builder, nonce []byte) {
	b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
			b.AddASN1ObjectIdentifier(oidNonce)
			b.AddASN1(cbasn1.OCTET_STRING, func(b *cryptobyte.Builder) { b.AddASN1OctetString(nonce) })
		})
	})
}

func explicitTag(n uint8) cbasn1.Tag { return cbasn1.Tag(n).ContextSpecific().Constructed() }
