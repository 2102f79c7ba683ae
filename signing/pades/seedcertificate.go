package pades

import (
	"bytes"
	"crypto/x509"
	"crypto/x509/pkix"
	"slices"
	"strings"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/pdf"
)

// The bits of /Ff in the certificate seed value dictionary (ISO 32000-2 table 238).
const (
	certSubject   pdf.Integer = 1 << 0
	certIssuer    pdf.Integer = 1 << 1
	certPolicy    pdf.Integer = 1 << 2
	certSubjectDN pdf.Integer = 1 << 3
	certKeyUsage  pdf.Integer = 1 << 5
	certURL       pdf.Integer = 1 << 6 // where to get a certificate; no constraint
)

// certificate compares the signer's certificate with what the field requires.
func (s *seed) certificate(_ *field, req *Request) error {
	wanted, err := s.e.dict(s.dict["Cert"])
	if err != nil || wanted == nil {
		return err
	}
	flags, err := s.e.update.Resolve(wanted["Ff"])
	if err != nil {
		return err
	}
	required, _ := flags.(pdf.Integer)
	rules := map[pdf.Integer]bool{
		certSubject:   s.isOneOf(req.Chain[0], wanted["Subject"]),
		certIssuer:    s.issuedByOneOf(req.Chain, wanted["Issuer"]),
		certPolicy:    s.hasPolicy(req.Chain[0], wanted["OID"]),
		certSubjectDN: s.isNamed(req.Chain[0].Subject, wanted["SubjectDN"]),
		certKeyUsage:  s.mayBeUsed(req.Chain[0].KeyUsage, wanted["KeyUsage"]),
		certURL:       true,
	}
	for bit := pdf.Integer(1); bit <= required && bit > 0; bit <<= 1 {
		if required&bit != 0 && !rules[bit] {
			return fault.New(ErrSeedCertificate, fault.Args{"field": s.field}, nil)
		}
	}
	return nil
}

func (s *seed) isOneOf(signer *x509.Certificate, certificates pdf.Object) bool {
	return slices.ContainsFunc(s.e.list(certificates), func(o pdf.Object) bool {
		der, _ := o.(pdf.String)
		return bytes.Equal(der, signer.Raw)
	})
}

// issuedByOneOf follows the chain upwards from the signer.
func (s *seed) issuedByOneOf(chain []*x509.Certificate, issuers pdf.Object) bool {
	for _, o := range s.e.list(issuers) {
		der, _ := o.(pdf.String)
		issuer, err := x509.ParseCertificate(der)
		if err != nil {
			continue
		}
		for i, c := range chain {
			if i > 0 && chain[i-1].CheckSignatureFrom(c) != nil {
				break
			}
			if c.CheckSignatureFrom(issuer) == nil {
				return true
			}
		}
	}
	return false
}

func (s *seed) hasPolicy(signer *x509.Certificate, policies pdf.Object) bool {
	return slices.ContainsFunc(s.e.list(policies), func(o pdf.Object) bool {
		oid, _ := o.(pdf.String)
		return slices.ContainsFunc(signer.Policies, func(p x509.OID) bool { return p.String() == string(oid) })
	})
}

// attributeNames are the short names of RFC 4519 and of writers in use; others
// stand as object identifiers.
var attributeNames = map[string]string{
	"cn": "2.5.4.3", "sn": "2.5.4.4", "serialnumber": "2.5.4.5", "c": "2.5.4.6", "l": "2.5.4.7", "st": "2.5.4.8",
	"o": "2.5.4.10", "ou": "2.5.4.11", "title": "2.5.4.12", "givenname": "2.5.4.42",
	"uid": "0.9.2342.19200300.100.1.1", "dc": "0.9.2342.19200300.100.1.25", "email": "1.2.840.113549.1.9.1",
}

// isNamed: all attributes of one of the dictionaries must be the subject's.
func (s *seed) isNamed(subject pkix.Name, names pdf.Object) bool {
	return slices.ContainsFunc(s.e.list(names), func(o pdf.Object) bool {
		wanted, ok := o.(pdf.Dict)
		for key, value := range wanted {
			v, _ := s.e.update.Resolve(value)
			text, isText := v.(pdf.String)
			ok = ok && isText && hasAttribute(subject, string(key), text.Text())
		}
		return ok
	})
}

func hasAttribute(subject pkix.Name, name, value string) bool {
	oid, known := attributeNames[strings.ToLower(name)]
	if !known {
		oid = name
	}
	return slices.ContainsFunc(subject.Names, func(a pkix.AttributeTypeAndValue) bool {
		return a.Type.String() == oid && a.Value == value
	})
}

// mayBeUsed: each string has a character for every bit of the key usage in its
// order: 1 must be set, 0 must not, X may be either.
func (s *seed) mayBeUsed(usage x509.KeyUsage, patterns pdf.Object) bool {
	return slices.ContainsFunc(s.e.list(patterns), func(o pdf.Object) bool {
		pattern, ok := o.(pdf.String)
		for i, c := range pattern {
			set := i < 9 && usage>>i&1 == 1
			ok = ok && (c != '1' || set) && (c != '0' || !set)
		}
		return ok
	})
}
