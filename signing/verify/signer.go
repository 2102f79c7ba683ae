package verify

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"fmt"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// SignerKind tells an agency's certificate from a person's.
type SignerKind string

// The kinds. UnknownSigner stands where there is no certificate; StampingSigner is
// the authority of a document time stamp, which is nobody's signature.
const (
	PersonSigner   SignerKind = "person"
	AgencySigner   SignerKind = "agency"
	StampingSigner SignerKind = "time_stamp_authority"
	UnknownSigner  SignerKind = "unknown"
)

// Signer is what the signer's certificate says. Whether to believe it, the
// signature's Result tells.
type Signer struct {
	Name         string     `json:"name"`
	Organisation string     `json:"organisation,omitempty"`
	Unit         string     `json:"unit,omitempty"`
	Title        string     `json:"title,omitempty"`
	UserID       string     `json:"user_id,omitempty"` // "MST:…", "CCCD:…" where the authority writes one
	Kind         SignerKind `json:"kind"`
	Issuer       string     `json:"issuer"`
	Serial       string     `json:"serial"` // hexadecimal
	NotBefore    time.Time  `json:"not_before,omitzero"`
	NotAfter     time.Time  `json:"not_after,omitzero"`
}

var (
	oidTitle  = asn1.ObjectIdentifier{2, 5, 4, 12}
	oidUserID = asn1.ObjectIdentifier{0, 9, 2342, 19200300, 100, 1, 1}
)

func describeSigner(cert *x509.Certificate) Signer {
	s := Signer{
		Name:         readable(cert.Subject.CommonName),
		Organisation: readable(strings.Join(cert.Subject.Organization, ", ")),
		Unit:         readable(strings.Join(cert.Subject.OrganizationalUnit, ", ")),
		Title:        subjectValue(cert.Subject, oidTitle),
		UserID:       subjectValue(cert.Subject, oidUserID),
		Issuer:       nameOf(cert.Issuer),
		Serial:       fmt.Sprintf("%X", cert.SerialNumber),
		NotBefore:    cert.NotBefore.UTC(),
		NotAfter:     cert.NotAfter.UTC(),
	}
	if s.Name == "" {
		s.Name = nameOf(cert.Subject)
	}
	s.Kind = s.kind()
	return s
}

// kind guesses: no rule marks agencies. An agency's certificate has no title
// and names the agency as its common name and as its organisation or unit, or
// bears a tax or budget number.
func (s Signer) kind() SignerKind {
	if s.Title != "" {
		return PersonSigner
	}
	for _, prefix := range []string{"MST:", "MNS:", "MDV:"} {
		if strings.HasPrefix(strings.ToUpper(s.UserID), prefix) {
			return AgencySigner
		}
	}
	if s.Name != "" && (strings.EqualFold(s.Name, s.Organisation) || strings.EqualFold(s.Name, s.Unit)) {
		return AgencySigner
	}
	return PersonSigner
}

func subjectValue(name pkix.Name, oid asn1.ObjectIdentifier) string {
	for _, attribute := range name.Names {
		if text, ok := attribute.Value.(string); ok && attribute.Type.Equal(oid) {
			return readable(text)
		}
	}
	return ""
}

// NameOf is whose certificate it is, fit to be shown on a line.
func NameOf(cert *x509.Certificate) string { return nameOf(cert.Subject) }

// IssuerOf is who issued it, fit to be shown on a line.
func IssuerOf(cert *x509.Certificate) string { return nameOf(cert.Issuer) }

// nameOf is the common name, or the whole name where there is none.
func nameOf(name pkix.Name) string {
	if name.CommonName != "" {
		return readable(name.CommonName)
	}
	return readable(name.String())
}

// readable makes foreign text fit to be shown on a line: composed, without
// control characters and the invisible ones that turn or hide other text.
func readable(text string) string {
	clean := strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Co) || r == unicode.ReplacementChar {
			return -1
		}
		return r
	}, text)
	return strings.TrimSpace(norm.NFC.String(clean))
}

// describeKey names a key and tells whether it is too short (TT 15/2025
// Appendix I: RSA from 2048, ECDSA from 256 bits).
func describeKey(key crypto.PublicKey) (name string, short bool) {
	switch key := key.(type) {
	case *rsa.PublicKey:
		return fmt.Sprintf("RSA %d", key.N.BitLen()), key.N.BitLen() < 2048
	case *ecdsa.PublicKey:
		return "ECDSA " + key.Params().Name, key.Params().BitSize < 256
	}
	return fmt.Sprintf("%T", key), false
}
