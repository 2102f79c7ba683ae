package cms

import (
	"bytes"
	"crypto"
	"crypto/x509"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"

	"github.com/vanthu/vanthu/internal/fault"
)

// boundTo checks the signing-certificate attributes, of either version, against
// the signer's certificate (RFC 5035 §3 to §5). It gives false where there is
// none; ErrOtherCertificate where one names another certificate.
func (si *SignerInfo) boundTo(cert *x509.Certificate) (bool, error) {
	bound := false
	for _, version := range []struct {
		oid  []int
		hash crypto.Hash // of an ESSCertID that states none
	}{{oidSigningCertificateV2, crypto.SHA256}, {oidSigningCertificate, crypto.SHA1}} {
		value, ok, err := attribute(si.Signed, version.oid)
		if err != nil {
			return false, err
		}
		if !ok {
			continue
		}
		hash, digest, err := firstCertID(value, version.hash)
		if err != nil {
			return false, err
		}
		if !bytes.Equal(digest, digestOf(hash, cert.Raw)) {
			return false, fault.New(ErrOtherCertificate, nil, nil)
		}
		bound = true
	}
	return bound, nil
}

// firstCertID reads the first ESSCertID or ESSCertIDv2: the signer's.
func firstCertID(value cryptobyte.String, hash crypto.Hash) (crypto.Hash, []byte, error) {
	var attribute, certs, id, algorithm, digest cryptobyte.String
	if !value.ReadASN1(&attribute, cbasn1.SEQUENCE) || !attribute.ReadASN1(&certs, cbasn1.SEQUENCE) ||
		!certs.ReadASN1(&id, cbasn1.SEQUENCE) {
		return 0, nil, malformed("signing certificate attribute", nil)
	}
	if id.PeekASN1Tag(cbasn1.SEQUENCE) {
		if !id.ReadASN1(&algorithm, cbasn1.SEQUENCE) {
			return 0, nil, malformed("signing certificate attribute", nil)
		}
		if hash = parseHash(algorithm); hash == 0 {
			return 0, nil, unsupported("hash of the signing certificate attribute")
		}
	}
	if !id.ReadASN1(&digest, cbasn1.OCTET_STRING) {
		return 0, nil, malformed("signing certificate attribute", nil)
	}
	return hash, digest, nil
}
