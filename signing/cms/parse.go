package cms

import (
	"bytes"
	"crypto/x509"
	"encoding/asn1"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"

	"github.com/vanthu/vanthu/internal/fault"
)

// More than any honest signature carries.
const (
	maxCertificates = 128
	maxSigners      = 16
	maxAttributes   = 64
)

// SignedData is what RFC 5652 §5.1 defines, as far as a PDF signature needs it.
type SignedData struct {
	ContentType asn1.ObjectIdentifier
	// Content is nil in a detached signature. Signatures of the kind
	// adbe.pkcs7.sha1 and time stamps carry some.
	Content []byte
	// Certificates are those of the bundle that could be read, in their order.
	// None of them is the signer's because it stands here: see Certificate.
	Certificates []*x509.Certificate
	// Unreadable counts certificates of the bundle that could not be read.
	Unreadable int
	Signers    []*SignerInfo
	// Trailing tells that something other than zero padding follows.
	Trailing bool
}

// Parse reads a ContentInfo with SignedData. Zero padding after it, BER and
// attributes out of order are accepted, as real files have them. It fails with
// ErrMalformed or ErrTooLarge.
func Parse(data []byte) (*SignedData, error) {
	if len(data) > maxSize {
		return nil, fault.New(ErrTooLarge, nil, nil)
	}
	s, err := parseDER(data)
	if err == nil {
		return s, nil
	}
	der, rest, berErr := toDER(data)
	if berErr != nil {
		return nil, err
	}
	if s, err = parseDER(der); err != nil {
		return nil, err
	}
	s.Trailing = !zeros(rest)
	return s, nil
}

func zeros(data []byte) bool { return len(bytes.Trim(data, "\x00")) == 0 }

func parseDER(data []byte) (*SignedData, error) {
	input := cryptobyte.String(data)
	var info, wrapper, body cryptobyte.String
	var kind asn1.ObjectIdentifier
	if !input.ReadASN1(&info, cbasn1.SEQUENCE) || !info.ReadASN1ObjectIdentifier(&kind) {
		return nil, malformed("no ContentInfo", nil)
	}
	if !kind.Equal(oidSignedData) {
		return nil, malformed("ContentInfo is not SignedData", nil)
	}
	if !info.ReadASN1(&wrapper, explicitTag(0)) || !wrapper.ReadASN1(&body, cbasn1.SEQUENCE) {
		return nil, malformed("no SignedData", nil)
	}
	s := &SignedData{Trailing: !zeros(input)}
	return s, s.parseBody(body)
}

func (s *SignedData) parseBody(body cryptobyte.String) error {
	var version int64
	if !body.ReadASN1Integer(&version) || !body.SkipASN1(cbasn1.SET) {
		return malformed("version and digest algorithms", nil)
	}
	if err := s.parseContent(&body); err != nil {
		return err
	}
	if err := s.parseCertificates(&body); err != nil {
		return err
	}
	var signers cryptobyte.String
	if !body.SkipOptionalASN1(explicitTag(1)) || !body.ReadASN1(&signers, cbasn1.SET) {
		return malformed("no set of signers", nil)
	}
	return s.parseSigners(signers)
}

// parseContent reads EncapsulatedContentInfo. Content that is no octet string
// (PKCS #7 v1.5 allowed any) is refused.
func (s *SignedData) parseContent(body *cryptobyte.String) error {
	var encap, explicit, content cryptobyte.String
	var present bool
	if !body.ReadASN1(&encap, cbasn1.SEQUENCE) || !encap.ReadASN1ObjectIdentifier(&s.ContentType) ||
		!encap.ReadOptionalASN1(&explicit, &present, explicitTag(0)) {
		return malformed("content info", nil)
	}
	if !present {
		return nil
	}
	if !explicit.ReadASN1(&content, cbasn1.OCTET_STRING) {
		return malformed("content is no octet string", nil)
	}
	s.Content = content
	if s.Content == nil {
		s.Content = []byte{}
	}
	return nil
}

// parseCertificates reads the CertificateSet. Choices other than X.509
// certificates are passed over (RFC 5652 §10.2.2).
func (s *SignedData) parseCertificates(body *cryptobyte.String) error {
	var set, element cryptobyte.String
	var present bool
	var tag cbasn1.Tag
	if !body.ReadOptionalASN1(&set, &present, explicitTag(0)) {
		return malformed("certificates", nil)
	}
	for n := 0; !set.Empty(); n++ {
		if n == maxCertificates {
			return fault.New(ErrTooLarge, nil, nil)
		}
		if !set.ReadAnyASN1Element(&element, &tag) {
			return malformed("certificates", nil)
		}
		if tag != cbasn1.SEQUENCE {
			continue
		}
		cert, err := x509.ParseCertificate(element)
		if err != nil {
			s.Unreadable++
			continue
		}
		s.Certificates = append(s.Certificates, cert)
	}
	return nil
}

func (s *SignedData) parseSigners(set cryptobyte.String) error {
	for !set.Empty() {
		if len(s.Signers) == maxSigners {
			return fault.New(ErrTooLarge, nil, nil)
		}
		var one cryptobyte.String
		if !set.ReadASN1(&one, cbasn1.SEQUENCE) {
			return malformed("signer", nil)
		}
		signer, err := parseSigner(one)
		if err != nil {
			return err
		}
		s.Signers = append(s.Signers, signer)
	}
	return nil
}
