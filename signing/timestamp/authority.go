package timestamp

import (
	"crypto"
	"crypto/rsa"
	"crypto/x509"
	"encoding/asn1"
	"fmt"
	"time"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/internal/oneline"
)

// Chain finds the way from a certificate to a trusted root at a time: itself
// first, the root last. bundle holds links that came along; nothing of it is
// trusted.
type Chain func(cert *x509.Certificate, bundle []*x509.Certificate, at time.Time) ([]*x509.Certificate, error)

// checkAuthority holds the certificate to RFC 3161 §2.3 and to the token's time.
func (t *Token) checkAuthority(cert *x509.Certificate) error {
	name := oneline.Clean(cert.Subject.CommonName)
	if !forTimeStamping(cert) {
		return fault.New(ErrUsage, fault.Args{"name": name}, nil)
	}
	if t.Time.Add(t.Accuracy).Before(cert.NotBefore) || t.Time.Add(-t.Accuracy).After(cert.NotAfter) {
		return fault.New(ErrTime, fault.Args{"name": name, "time": t.Time.Format(time.RFC3339)}, nil)
	}
	return nil
}

var oidExtKeyUsage = asn1.ObjectIdentifier{2, 5, 29, 37}

// forTimeStamping: the extended key usage is critical and names nothing but
// time stamping; a key usage, where there is one, allows to sign.
func forTimeStamping(cert *x509.Certificate) bool {
	const signing = x509.KeyUsageDigitalSignature | x509.KeyUsageContentCommitment
	if cert.KeyUsage != 0 && cert.KeyUsage&signing == 0 {
		return false
	}
	if len(cert.ExtKeyUsage) != 1 || cert.ExtKeyUsage[0] != x509.ExtKeyUsageTimeStamping || len(cert.UnknownExtKeyUsage) != 0 {
		return false
	}
	for _, e := range cert.Extensions {
		if e.Id.Equal(oidExtKeyUsage) {
			return e.Critical
		}
	}
	return false
}

// leastRSA is the shortest RSA key that proves anything, in bits (TT 15/2025,
// annex I).
const leastRSA = 2048

// shortKey names a key that is too short; empty for others.
func shortKey(public crypto.PublicKey) string {
	if key, ok := public.(*rsa.PublicKey); ok && key.N.BitLen() < leastRSA {
		return fmt.Sprintf("RSA %d", key.N.BitLen())
	}
	return ""
}
