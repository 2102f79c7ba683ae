// Package pkitest makes a throw-away certification authority and certificates
// of persons and agencies, for tests and for the demonstration, and serves what
// such an authority serves: time stamps, OCSP and revocation lists, with faults
// on order. Nothing it makes may be trusted outside of them: the keys live in
// memory. Randomness and time come from the caller, who decides on
// validity too; certificates that are expired or not yet valid can be made.
// An Authority may be used by one goroutine at a time.
package pkitest

import (
	"crypto"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"io"
	"math/big"
	"time"
)

// Validity is the time a certificate is valid, both ends included.
type Validity struct{ NotBefore, NotAfter time.Time }

// Around is a validity of one year before and some years after a moment.
func Around(now time.Time, years int) Validity {
	return Validity{now.AddDate(-1, 0, 0), now.AddDate(years, 0, 0)}
}

// Expired is a validity that ended a month before a moment; it lies within that
// of an authority made with Around.
func Expired(now time.Time) Validity {
	return Validity{now.AddDate(0, -11, 0), now.AddDate(0, -1, 0)}
}

// NotYet is a validity that begins a month after a moment.
func NotYet(now time.Time) Validity {
	return Validity{now.AddDate(0, 1, 0), now.AddDate(3, 0, 0)}
}

// Authority signs certificates.
type Authority struct {
	Certificate *x509.Certificate
	Key         crypto.Signer
	parent      *Authority
	random      io.Reader
}

// NewRoot makes a self-signed authority. Names are shown to people, so
// Vietnamese is welcome.
func NewRoot(random io.Reader, name string, kind KeyKind, v Validity) (*Authority, error) {
	return newAuthority(random, nil, name, kind, v)
}

// NewIntermediate makes an authority below this one.
func (a *Authority) NewIntermediate(name string, kind KeyKind, v Validity) (*Authority, error) {
	return newAuthority(a.random, a, name, kind, v)
}

func newAuthority(random io.Reader, parent *Authority, name string, kind KeyKind, v Validity) (*Authority, error) {
	key, err := NewKey(random, kind)
	if err != nil {
		return nil, err
	}
	template := &x509.Certificate{
		Subject:               pkix.Name{CommonName: name, Country: []string{"VN"}},
		NotBefore:             v.NotBefore,
		NotAfter:              v.NotAfter,
		KeyUsage:              x509.KeyUsageCertSign | x509.KeyUsageCRLSign,
		IsCA:                  true,
		BasicConstraintsValid: true,
	}
	a := &Authority{Key: key, parent: parent, random: random}
	issuer := parent
	if parent == nil {
		a.Certificate = template // a root signs itself
		issuer = a
	}
	a.Certificate, err = issuer.sign(template, key.Public())
	if err != nil {
		return nil, err
	}
	return a, nil
}

// sign gives the template a random serial number and this authority's
// signature.
func (a *Authority) sign(template *x509.Certificate, public crypto.PublicKey) (*x509.Certificate, error) {
	serial := make([]byte, 16)
	if _, err := io.ReadFull(a.random, serial); err != nil {
		return nil, fmt.Errorf("pkitest: serial number: %w", err)
	}
	serial[0] = serial[0]&0x7f | 0x40 // positive, always as long
	template.SerialNumber = new(big.Int).SetBytes(serial)
	spki, err := x509.MarshalPKIXPublicKey(public)
	if err != nil {
		return nil, fmt.Errorf("pkitest: public key: %w", err)
	}
	id := sha256.Sum256(spki)
	template.SubjectKeyId = id[:20]
	der, err := x509.CreateCertificate(a.random, template, a.Certificate, public, a.Key)
	if err != nil {
		return nil, fmt.Errorf("pkitest: certificate: %w", err)
	}
	return x509.ParseCertificate(der)
}

// Chain lists the authorities from this one up to the root.
func (a *Authority) Chain() []*x509.Certificate {
	var chain []*x509.Certificate
	for ; a != nil; a = a.parent {
		chain = append(chain, a.Certificate)
	}
	return chain
}

// PEM encodes certificates one after the other.
func PEM(certificates ...*x509.Certificate) []byte {
	var out []byte
	for _, c := range certificates {
		out = append(out, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: c.Raw})...)
	}
	return out
}
