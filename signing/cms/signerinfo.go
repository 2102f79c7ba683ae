package cms

import (
	"bytes"
	"crypto"
	"crypto/x509"
	"encoding/asn1"
	"math/big"
	"time"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"

	"github.com/vanthu/vanthu/internal/fault"
)

// SignerInfo is one signer, RFC 5652 §5.3.
type SignerInfo struct {
	issuer       []byte // DER; nil where the key identifier names the signer
	serial       *big.Int
	subjectKeyID []byte

	// DigestHash hashes the content; zero where it is unknown to us.
	DigestHash crypto.Hash
	// Algorithm of the signature; its Hash is zero where it is unknown to us.
	Algorithm Algorithm
	// Signed and Unsigned attributes; Signed is empty where the signature is
	// over the content itself.
	Signed, Unsigned []Attribute
	// Signature is the signature's value.
	Signature []byte

	signedRaw []byte // the content of signedAttrs as it stands
}

func parseSigner(in cryptobyte.String) (*SignerInfo, error) {
	var s SignerInfo
	var version int64
	if !in.ReadASN1Integer(&version) {
		return nil, malformed("version of the signer", nil)
	}
	if err := s.parseIdentifier(&in); err != nil {
		return nil, err
	}
	var digest, signed, algorithm, signature, unsigned cryptobyte.String
	var hasSigned bool
	if !in.ReadASN1(&digest, cbasn1.SEQUENCE) || !in.ReadOptionalASN1(&signed, &hasSigned, explicitTag(0)) ||
		!in.ReadASN1(&algorithm, cbasn1.SEQUENCE) || !in.ReadASN1(&signature, cbasn1.OCTET_STRING) ||
		!in.ReadOptionalASN1(&unsigned, nil, explicitTag(1)) {
		return nil, malformed("parts of the signer", nil)
	}
	if hasSigned && signed.Empty() {
		return nil, malformed("empty set of signed attributes", nil)
	}
	s.DigestHash = parseHash(digest)
	s.Algorithm = parseAlgorithm(algorithm, s.DigestHash)
	s.Signature, s.signedRaw = signature, signed
	var err error
	if s.Signed, err = parseAttributes(signed); err != nil {
		return nil, err
	}
	s.Unsigned, err = parseAttributes(unsigned)
	return &s, err
}

// parseIdentifier reads the choice of RFC 5652 §5.3: issuer and serial number,
// or [0] subject key identifier.
func (s *SignerInfo) parseIdentifier(in *cryptobyte.String) error {
	if in.PeekASN1Tag(cbasn1.Tag(0).ContextSpecific()) {
		var id cryptobyte.String
		if !in.ReadASN1(&id, cbasn1.Tag(0).ContextSpecific()) || len(id) == 0 {
			return malformed("key identifier of the signer", nil)
		}
		s.subjectKeyID = id
		return nil
	}
	var sid, issuer cryptobyte.String
	s.serial = new(big.Int)
	if !in.ReadASN1(&sid, cbasn1.SEQUENCE) || !sid.ReadASN1Element(&issuer, cbasn1.SEQUENCE) ||
		!sid.ReadASN1Integer(s.serial) {
		return malformed("issuer and serial number of the signer", nil)
	}
	s.issuer = issuer
	return nil
}

// names tells whether the signer's identifier names this certificate.
func (s *SignerInfo) names(cert *x509.Certificate) bool {
	if s.issuer != nil {
		return bytes.Equal(s.issuer, cert.RawIssuer) && s.serial.Cmp(cert.SerialNumber) == 0
	}
	return bytes.Equal(s.subjectKeyID, cert.SubjectKeyId)
}

func parseAttributes(set cryptobyte.String) ([]Attribute, error) {
	var attributes []Attribute
	for !set.Empty() {
		if len(attributes) == maxAttributes {
			return nil, fault.New(ErrTooLarge, nil, nil)
		}
		var body, values cryptobyte.String
		var a Attribute
		if !set.ReadASN1(&body, cbasn1.SEQUENCE) || !body.ReadASN1ObjectIdentifier(&a.Type) ||
			!body.ReadASN1(&values, cbasn1.SET) {
			return nil, malformed("attributes of the signer", nil)
		}
		for !values.Empty() {
			var value cryptobyte.String
			if len(a.Values) == maxAttributes || !values.ReadAnyASN1Element(&value, new(cbasn1.Tag)) {
				return nil, malformed("attributes of the signer", nil)
			}
			a.Values = append(a.Values, value)
		}
		attributes = append(attributes, a)
	}
	return attributes, nil
}

// attribute gives the single value of an attribute. ok is false where it is
// absent; an attribute that stands twice or has not one value is malformed
// (RFC 5652 §11).
func attribute(attributes []Attribute, oid asn1.ObjectIdentifier) (value cryptobyte.String, ok bool, err error) {
	for _, a := range attributes {
		if !a.Type.Equal(oid) {
			continue
		}
		if ok || len(a.Values) != 1 {
			return nil, false, malformed("attribute "+oid.String()+" has not one value", nil)
		}
		value, ok = a.Values[0], true
	}
	return value, ok, nil
}

// SigningTime is the time the signer claims in the CMS; zero where there is
// none or it cannot be read. Nothing proves it.
func (s *SignerInfo) SigningTime() time.Time {
	value, ok, err := attribute(s.Signed, oidSigningTime)
	if !ok || err != nil {
		return time.Time{}
	}
	var t time.Time
	if value.PeekASN1Tag(cbasn1.UTCTime) {
		value.ReadASN1UTCTime(&t)
	} else {
		value.ReadASN1GeneralizedTime(&t)
	}
	return t
}

// HasTimeStamp tells that a signature time stamp is attached; it is not
// checked here.
func (s *SignerInfo) HasTimeStamp() bool {
	for _, a := range s.Unsigned {
		if a.Type.Equal(OIDTimeStamp) {
			return true
		}
	}
	return false
}
