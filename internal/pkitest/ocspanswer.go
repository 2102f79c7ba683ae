package pkitest

import (
	"crypto/x509"
	"encoding/asn1"
	"math/big"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"
)

var oidBasic = asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 48, 1, 1}

// answer is OCSPResponse, RFC 6960 §4.2.1.
func (o *OCSPResponder) answer(req statusRequest, f Fault) []byte {
	const successful, tryLater = 0, 3
	return der(func(b *cryptobyte.Builder) {
		sequence(b, func(b *cryptobyte.Builder) {
			if f == Refusal {
				b.AddASN1Enum(tryLater)
				return
			}
			b.AddASN1Enum(successful)
			explicit(b, 0, func(b *cryptobyte.Builder) {
				sequence(b, func(b *cryptobyte.Builder) {
					b.AddASN1ObjectIdentifier(oidBasic)
					b.AddASN1OctetString(o.basic(req, f))
				})
			})
		})
	})
}

func (o *OCSPResponder) basic(req statusRequest, f Fault) []byte {
	signer := o.signer(f)
	data := o.data(req, signer.Certificate, f)
	signature := signSHA256(o.Register.random, signer.Key, data)
	if f == Forged {
		signature[len(signature)-1] ^= 1
	}
	return der(func(b *cryptobyte.Builder) {
		sequence(b, func(b *cryptobyte.Builder) {
			b.AddBytes(data)
			signatureAlgorithm(b, signer.Key)
			b.AddASN1BitString(signature)
			if signer.Certificate == o.Register.authority.Certificate || f == Bare {
				return
			}
			explicit(b, 0, func(b *cryptobyte.Builder) {
				sequence(b, func(b *cryptobyte.Builder) { b.AddBytes(signer.Certificate.Raw) })
			})
		})
	})
}

// signer is the delegate, the authority itself, or a stranger whose certificate
// looks like a delegate's.
func (o *OCSPResponder) signer(f Fault) *Identity {
	a := o.Register.authority
	if f == Stranger {
		cert := a.Certificate
		id, err := o.Register.impostor().Issue(Leaf{
			CommonName: "OCSP", Kind: ECDSAP256, Validity: Validity{cert.NotBefore, cert.NotAfter},
			ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageOCSPSigning},
		})
		if err != nil {
			panic(err)
		}
		return id
	}
	if o.Responder != nil {
		return o.Responder
	}
	return &Identity{Certificate: a.Certificate, Key: a.Key}
}

// data is ResponseData.
func (o *OCSPResponder) data(req statusRequest, signer *x509.Certificate, f Fault) []byte {
	this, _ := o.Register.dates(f)
	return der(func(b *cryptobyte.Builder) {
		sequence(b, func(b *cryptobyte.Builder) {
			if o.ByKey {
				explicit(b, 2, func(b *cryptobyte.Builder) { b.AddASN1OctetString(keyHash(signer)) })
			} else {
				explicit(b, 1, func(b *cryptobyte.Builder) { b.AddBytes(signer.RawSubject) })
			}
			generalizedTime(b, this)
			sequence(b, func(b *cryptobyte.Builder) { o.single(b, req, f) })
			o.echo(b, req.nonce, f)
		})
	})
}

func (o *OCSPResponder) single(b *cryptobyte.Builder, req statusRequest, f Fault) {
	serial := req.serial
	if f == OtherSubject {
		serial = new(big.Int).Add(serial, big.NewInt(1))
	}
	this, next := o.Register.dates(f)
	sequence(b, func(b *cryptobyte.Builder) {
		sequence(b, func(b *cryptobyte.Builder) {
			b.AddBytes(req.hashAlgorithm)
			b.AddASN1OctetString(req.nameHash)
			b.AddASN1OctetString(req.keyHash)
			b.AddASN1BigInt(serial)
		})
		o.status(b, serial, f)
		generalizedTime(b, this)
		explicit(b, 0, func(b *cryptobyte.Builder) { generalizedTime(b, next) })
	})
}

// status is the choice CertStatus.
func (o *OCSPResponder) status(b *cryptobyte.Builder, serial *big.Int, f Fault) {
	entry, gone := o.Register.find(serial)
	switch {
	case f == Unknown:
		b.AddASN1(cbasn1.Tag(2).ContextSpecific(), func(*cryptobyte.Builder) {})
	case gone:
		explicit(b, 1, func(b *cryptobyte.Builder) {
			generalizedTime(b, entry.at)
			explicit(b, 0, func(b *cryptobyte.Builder) { b.AddASN1Enum(int64(entry.reason)) })
		})
	default:
		b.AddASN1(cbasn1.Tag(0).ContextSpecific(), func(*cryptobyte.Builder) {})
	}
}

// echo gives the nonce back.
func (o *OCSPResponder) echo(b *cryptobyte.Builder, nonce []byte, f Fault) {
	if nonce == nil || f == NoNonce {
		return
	}
	if f == WrongNonce {
		nonce = append([]byte{}, nonce...)
		nonce[len(nonce)-1] ^= 1
	}
	explicit(b, 1, func(b *cryptobyte.Builder) {
		sequence(b, func(b *cryptobyte.Builder) {
			sequence(b, func(b *cryptobyte.Builder) {
				b.AddASN1ObjectIdentifier(oidNonce)
				b.AddASN1OctetString(nonce)
			})
		})
	})
}
