package cms

import (
	"crypto/x509"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"

	"github.com/vanthu/vanthu/internal/fault"
)

// Finish puts the key's signature in and gives the DER of the ContentInfo. The
// signature is checked first: a token that answers with another key's fails
// with ErrWrongKey. Unsigned attributes, such as a time stamp over the
// signature value, may be added; PKCS #1 and PSS signatures are plain bytes,
// ECDSA ones the DER of ECDSA-Sig-Value.
func (p *Pending) Finish(signature []byte, unsigned ...Attribute) ([]byte, error) {
	if err := checkSignature(p.chain[0].PublicKey, p.algorithm, p.Digest(), signature); err != nil {
		return nil, fault.New(ErrWrongKey, nil, err)
	}
	signed, err := attributeSet(explicitTag(0), p.attributes)
	if err != nil {
		return nil, err
	}
	var extra []byte
	if len(unsigned) > 0 {
		if extra, err = attributeSet(explicitTag(1), unsigned); err != nil {
			return nil, err
		}
	}
	var b cryptobyte.Builder
	b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) { // ContentInfo
		b.AddASN1ObjectIdentifier(oidSignedData)
		b.AddASN1(explicitTag(0), func(b *cryptobyte.Builder) {
			p.addSignedData(b, signed, signature, extra)
		})
	})
	return b.Bytes()
}

// addSignedData writes RFC 5652 §5.1 with an absent eContent: detached.
func (p *Pending) addSignedData(b *cryptobyte.Builder, signed, signature, unsigned []byte) {
	b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1Int64(1)
		b.AddASN1(cbasn1.SET, func(b *cryptobyte.Builder) {
			addDigestAlgorithm(b, p.algorithm.Hash)
		})
		b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
			b.AddASN1ObjectIdentifier(oidData)
		})
		b.AddASN1(explicitTag(0), func(b *cryptobyte.Builder) {
			addSorted(b, distinctRaw(p.chain))
		})
		b.AddASN1(cbasn1.SET, func(b *cryptobyte.Builder) {
			p.addSignerInfo(b, signed, signature, unsigned)
		})
	})
}

// addSignerInfo writes RFC 5652 §5.3, the signer named by issuer and serial.
func (p *Pending) addSignerInfo(b *cryptobyte.Builder, signed, signature, unsigned []byte) {
	b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1Int64(1)
		b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
			b.AddBytes(p.chain[0].RawIssuer)
			b.AddASN1BigInt(p.chain[0].SerialNumber)
		})
		addDigestAlgorithm(b, p.algorithm.Hash)
		b.AddBytes(signed)
		addSignatureAlgorithm(b, p.algorithm)
		b.AddASN1OctetString(signature)
		b.AddBytes(unsigned)
	})
}

func distinctRaw(chain []*x509.Certificate) [][]byte {
	seen := map[string]bool{}
	var raw [][]byte
	for _, c := range chain {
		if c == nil || seen[string(c.Raw)] {
			continue
		}
		seen[string(c.Raw)] = true
		raw = append(raw, c.Raw)
	}
	return raw
}
