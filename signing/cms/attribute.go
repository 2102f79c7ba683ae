package cms

import (
	"bytes"
	"crypto"
	"crypto/x509"
	"encoding/asn1"
	"sort"
	"time"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"
)

// Attribute is one attribute of a signer, RFC 5652 §5.3. Values are whole DER
// elements.
type Attribute struct {
	Type   asn1.ObjectIdentifier
	Values [][]byte
}

// der encodes the attribute with its values as a sorted SET OF.
func (a Attribute) der() ([]byte, error) {
	var b cryptobyte.Builder
	b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1ObjectIdentifier(a.Type)
		b.AddASN1(cbasn1.SET, func(b *cryptobyte.Builder) { addSorted(b, a.Values) })
	})
	return b.Bytes()
}

// addSorted writes elements in the order that DER asks of a SET OF (X.690
// §11.6). It sorts a copy.
func addSorted(b *cryptobyte.Builder, elements [][]byte) {
	sorted := append([][]byte(nil), elements...)
	sort.Slice(sorted, func(i, j int) bool { return bytes.Compare(sorted[i], sorted[j]) < 0 })
	for _, e := range sorted {
		b.AddBytes(e)
	}
}

// attributeSet encodes attributes under a tag: SET for what is signed, [0] or
// [1] for what stands in the SignerInfo (RFC 5652 §5.4).
func attributeSet(tag cbasn1.Tag, attributes []Attribute) ([]byte, error) {
	encoded := make([][]byte, 0, len(attributes))
	for _, a := range attributes {
		der, err := a.der()
		if err != nil {
			return nil, badRequest(err.Error())
		}
		encoded = append(encoded, der)
	}
	var b cryptobyte.Builder
	b.AddASN1(tag, func(b *cryptobyte.Builder) { addSorted(b, encoded) })
	return b.Bytes()
}

// signedAttributes are those of a PAdES baseline signature: EN 319 142-1 §6.3.
func signedAttributes(req Request) ([]Attribute, error) {
	ess, err := signingCertificateV2(req.Chain[0], req.Hash)
	if err != nil {
		return nil, err
	}
	attributes := []Attribute{
		one(oidContentType, func(b *cryptobyte.Builder) { b.AddASN1ObjectIdentifier(oidData) }),
		one(oidMessageDigest, func(b *cryptobyte.Builder) { b.AddASN1OctetString(req.Digest) }),
		{Type: oidSigningCertificateV2, Values: [][]byte{ess}},
	}
	if !req.SigningTime.IsZero() {
		attributes = append(attributes, one(oidSigningTime, func(b *cryptobyte.Builder) {
			addTime(b, req.SigningTime.UTC())
		}))
	}
	return attributes, nil
}

// one makes an attribute of a single value that cannot fail to encode.
func one(oid asn1.ObjectIdentifier, value cryptobyte.BuilderContinuation) Attribute {
	var b cryptobyte.Builder
	value(&b)
	return Attribute{Type: oid, Values: [][]byte{b.BytesOrPanic()}}
}

// addTime follows RFC 5652 §11.3: UTCTime from 1950 to 2049.
func addTime(b *cryptobyte.Builder, t time.Time) {
	if t.Year() >= 1950 && t.Year() < 2050 {
		b.AddASN1UTCTime(t)
		return
	}
	b.AddASN1GeneralizedTime(t)
}

// signingCertificateV2 binds the signature to one certificate (RFC 5035 §3).
// The hash algorithm is left out where it is SHA-256, its default; the
// issuerSerial, which EN 319 122-1 advises against, always.
func signingCertificateV2(cert *x509.Certificate, hash crypto.Hash) ([]byte, error) {
	digest := hash.New()
	digest.Write(cert.Raw)
	var b cryptobyte.Builder
	b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) { // SigningCertificateV2
		b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) { // certs
			b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) { // ESSCertIDv2
				if hash != crypto.SHA256 {
					addDigestAlgorithm(b, hash)
				}
				b.AddASN1OctetString(digest.Sum(nil))
			})
		})
	})
	return b.Bytes()
}
