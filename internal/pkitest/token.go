package pkitest

import (
	"crypto/sha256"
	"crypto/x509"
	"encoding/asn1"
	"math/big"
	"time"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"
)

var (
	oidSignedData  = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 2}
	oidTSTInfo     = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 1, 4}
	oidContentType = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 3}
	oidDigest      = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 4}
	oidSigningCert = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 2, 47}
)

// token is TimeStampToken: SignedData over TSTInfo.
func (t *TSA) token(req stampRequest, f Fault) []byte {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.serial++
	info := t.info(req, f)
	return der(func(b *cryptobyte.Builder) {
		sequence(b, func(b *cryptobyte.Builder) {
			b.AddASN1ObjectIdentifier(oidSignedData)
			explicit(b, 0, func(b *cryptobyte.Builder) {
				sequence(b, func(b *cryptobyte.Builder) { t.signedData(b, req, info, f) })
			})
		})
	})
}

func (t *TSA) signedData(b *cryptobyte.Builder, req stampRequest, info []byte, f Fault) {
	b.AddASN1Int64(3)
	b.AddASN1(cbasn1.SET, func(b *cryptobyte.Builder) { algorithm(b, oidSHA256, false) })
	sequence(b, func(b *cryptobyte.Builder) {
		b.AddASN1ObjectIdentifier(oidTSTInfo)
		explicit(b, 0, func(b *cryptobyte.Builder) { b.AddASN1OctetString(info) })
	})
	if req.certReq && f != Bare {
		explicit(b, 0, func(b *cryptobyte.Builder) {
			for _, c := range t.Identity.Chain {
				b.AddBytes(c.Raw)
			}
		})
	}
	b.AddASN1(cbasn1.SET, func(b *cryptobyte.Builder) {
		sequence(b, func(b *cryptobyte.Builder) { t.signer(b, info, f) })
	})
}

// signer is SignerInfo, RFC 5652 §5.3.
func (t *TSA) signer(b *cryptobyte.Builder, info []byte, f Fault) {
	cert, key := t.Identity.Certificate, t.Identity.Key
	attributes := t.attributes(info, f)
	if f == Stranger {
		var err error
		if key, err = NewKey(t.random, kindLike(key)); err != nil {
			panic(err)
		}
	}
	signature := signSHA256(t.random, key, der(func(b *cryptobyte.Builder) {
		b.AddASN1(cbasn1.SET, func(b *cryptobyte.Builder) { b.AddBytes(attributes) })
	}))
	if f == Forged {
		signature[len(signature)-1] ^= 1
	}
	b.AddASN1Int64(1)
	sequence(b, func(b *cryptobyte.Builder) {
		b.AddBytes(cert.RawIssuer)
		b.AddASN1BigInt(cert.SerialNumber)
	})
	algorithm(b, oidSHA256, false)
	explicit(b, 0, func(b *cryptobyte.Builder) { b.AddBytes(attributes) })
	signatureAlgorithm(b, key)
	b.AddASN1OctetString(signature)
}

// attributes stand in DER's order, which their lengths happen to give.
func (t *TSA) attributes(info []byte, f Fault) []byte {
	digest := sha256.Sum256(info)
	return der(func(b *cryptobyte.Builder) {
		attribute(b, oidContentType, func(b *cryptobyte.Builder) { b.AddASN1ObjectIdentifier(oidTSTInfo) })
		attribute(b, oidDigest, func(b *cryptobyte.Builder) { b.AddASN1OctetString(digest[:]) })
		if f != Unbound {
			attribute(b, oidSigningCert, func(b *cryptobyte.Builder) { certID(b, t.Identity.Certificate, f) })
		}
	})
}

func attribute(b *cryptobyte.Builder, oid asn1.ObjectIdentifier, value func(*cryptobyte.Builder)) {
	sequence(b, func(b *cryptobyte.Builder) {
		b.AddASN1ObjectIdentifier(oid)
		b.AddASN1(cbasn1.SET, value)
	})
}

// certID is SigningCertificateV2 with the default hash, RFC 5035 §3.
func certID(b *cryptobyte.Builder, cert *x509.Certificate, f Fault) {
	hash := sha256.Sum256(cert.Raw)
	if f == BoundToOther {
		hash[0] ^= 1
	}
	sequence(b, func(b *cryptobyte.Builder) {
		sequence(b, func(b *cryptobyte.Builder) {
			sequence(b, func(b *cryptobyte.Builder) { b.AddASN1OctetString(hash[:]) })
		})
	})
}

// info is TSTInfo, RFC 3161 §2.4.2, accurate to a second.
func (t *TSA) info(req stampRequest, f Fault) []byte {
	digest, nonce, now, version := req.digest, req.nonce, t.Clock.Now(), int64(1)
	switch f {
	case OtherSubject:
		digest = append([]byte{digest[0] ^ 1}, digest[1:]...)
	case WrongNonce:
		nonce = big.NewInt(1)
	case NoNonce:
		nonce = nil
	case Stale:
		now = t.Identity.Certificate.NotBefore.Add(-time.Hour)
	case OtherVersion:
		version = 2
	case FromFuture:
		now = t.Identity.Certificate.NotAfter.Add(time.Hour)
	}
	return der(func(b *cryptobyte.Builder) {
		sequence(b, func(b *cryptobyte.Builder) {
			b.AddASN1Int64(version)
			b.AddASN1ObjectIdentifier(oidPolicy)
			sequence(b, func(b *cryptobyte.Builder) {
				b.AddBytes(req.algorithm)
				b.AddASN1OctetString(digest)
			})
			b.AddASN1Int64(t.serial)
			generalizedTime(b, now)
			sequence(b, func(b *cryptobyte.Builder) { b.AddASN1Int64(1) })
			if nonce != nil {
				b.AddASN1BigInt(nonce)
			}
			if f == Critical {
				explicit(b, 1, func(b *cryptobyte.Builder) { // extensions, implicitly tagged
					sequence(b, func(b *cryptobyte.Builder) {
						b.AddASN1ObjectIdentifier(oidPolicy)
						b.AddASN1Boolean(true)
						b.AddASN1OctetString(nil)
					})
				})
			}
		})
	})
}
