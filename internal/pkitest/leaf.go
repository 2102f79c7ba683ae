package pkitest

import (
	"crypto"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
)

// Leaf says what certificate a person or an agency gets.
type Leaf struct {
	CommonName   string // "Nguyễn Thị Hường"
	Organisation string
	Title        string // "Phó Chủ tịch"; empty for an agency
	Kind         KeyKind
	Validity     Validity
	// Key is used where it is not nil, in place of a new one of Kind: for keys
	// that live in a token.
	Key crypto.Signer
	// KeyUsage is digitalSignature and nonRepudiation where zero.
	KeyUsage     x509.KeyUsage
	ExtKeyUsage  []x509.ExtKeyUsage
	OCSPServers  []string
	CRLLocations []string
}

// Identity is a certificate with its key and the way to the root.
type Identity struct {
	Certificate *x509.Certificate
	Key         crypto.Signer
	// Chain starts with Certificate and ends below the root, as a signature
	// embeds it.
	Chain []*x509.Certificate
}

var oidTitle = asn1.ObjectIdentifier{2, 5, 4, 12}

// Issue makes a certificate as this authority.
func (a *Authority) Issue(l Leaf) (*Identity, error) {
	key := l.Key
	if key == nil {
		var err error
		if key, err = NewKey(a.random, l.Kind); err != nil {
			return nil, err
		}
	}
	cert, err := a.sign(l.template(), key.Public())
	if err != nil {
		return nil, err
	}
	chain := append([]*x509.Certificate{cert}, a.Chain()...)
	return &Identity{Certificate: cert, Key: key, Chain: chain[:len(chain)-1]}, nil
}

func (l Leaf) template() *x509.Certificate {
	subject := pkix.Name{CommonName: l.CommonName, Country: []string{"VN"}}
	if l.Organisation != "" {
		subject.Organization = []string{l.Organisation}
	}
	if l.Title != "" {
		subject.ExtraNames = []pkix.AttributeTypeAndValue{{Type: oidTitle, Value: l.Title}}
	}
	usage := l.KeyUsage
	if usage == 0 {
		usage = x509.KeyUsageDigitalSignature | x509.KeyUsageContentCommitment
	}
	return &x509.Certificate{
		ExtraExtensions:       l.criticalUsage(),
		Subject:               subject,
		NotBefore:             l.Validity.NotBefore,
		NotAfter:              l.Validity.NotAfter,
		KeyUsage:              usage,
		ExtKeyUsage:           l.ExtKeyUsage,
		OCSPServer:            l.OCSPServers,
		CRLDistributionPoints: l.CRLLocations,
		BasicConstraintsValid: true,
	}
}

var (
	oidExtKeyUsage  = asn1.ObjectIdentifier{2, 5, 29, 37}
	oidTimeStamping = asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 3, 8}
)

// criticalUsage marks the usage of a time stamping authority critical, as
// RFC 3161 §2.3 demands; crypto/x509 marks none so.
func (l Leaf) criticalUsage() []pkix.Extension {
	if len(l.ExtKeyUsage) != 1 || l.ExtKeyUsage[0] != x509.ExtKeyUsageTimeStamping {
		return nil
	}
	value, err := asn1.Marshal([]asn1.ObjectIdentifier{oidTimeStamping})
	if err != nil {
		panic(err) // two constants
	}
	return []pkix.Extension{{Id: oidExtKeyUsage, Critical: true, Value: value}}
}
