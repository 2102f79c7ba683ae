// Package certificate makes the server's own CA and TLS certificate when the
// administrator has given none: ca.pem is what clients are told to trust. Files
// are written whole; keys are readable by their owner only.
package certificate

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"io"
	"io/fs"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/vanthu/vanthu/internal/atomicfile"
	"github.com/vanthu/vanthu/internal/clock"
	"github.com/vanthu/vanthu/internal/fault"
)

// ErrCertificate is a certificate or key that cannot be used {file}.
var ErrCertificate = fault.Define("central.certificate")

const (
	caLifetime     = 10 * 365 * 24 * time.Hour
	serverLifetime = 397 * 24 * time.Hour // what browsers take at most
	renewBefore    = 30 * 24 * time.Hour
	skew           = time.Hour // clients' clocks may be behind
)

// Maker makes certificates in a folder.
type Maker struct {
	Dir    string
	Clock  clock.Clock
	Random io.Reader
}

// CAFile is the certificate that clients are told to trust.
func (m Maker) CAFile() string { return filepath.Join(m.Dir, "ca.pem") }

// Server gives a certificate for the names and addresses, made by the folder's CA.
// One that is there is used until 30 days before its end; the CA is made once.
func (m Maker) Server(names []string) (tls.Certificate, error) {
	if err := os.MkdirAll(m.Dir, 0o700); err != nil {
		return tls.Certificate{}, err
	}
	ca, caKey, err := m.ca()
	if err != nil {
		return tls.Certificate{}, err
	}
	if pair, ok := m.existing(names, ca); ok {
		return pair, nil
	}
	key, err := ecdsa.GenerateKey(elliptic.P256(), m.Random)
	if err != nil {
		return tls.Certificate{}, err
	}
	template, err := m.template("Văn Thư", serverLifetime)
	if err != nil {
		return tls.Certificate{}, err
	}
	template.KeyUsage, template.ExtKeyUsage = x509.KeyUsageDigitalSignature, []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}
	for _, name := range names {
		if ip := net.ParseIP(name); ip != nil {
			template.IPAddresses = append(template.IPAddresses, ip)
		} else {
			template.DNSNames = append(template.DNSNames, name)
		}
	}
	if err := m.write("server", template, ca, key, caKey); err != nil {
		return tls.Certificate{}, err
	}
	return tls.LoadX509KeyPair(m.pair("server"))
}

// ca reads the CA or makes it.
func (m Maker) ca() (*x509.Certificate, crypto.Signer, error) {
	certFile, keyFile := m.pair("ca")
	if _, err := os.Stat(certFile); errors.Is(err, fs.ErrNotExist) {
		if err := m.makeCA(); err != nil {
			return nil, nil, err
		}
	}
	pair, err := tls.LoadX509KeyPair(certFile, keyFile)
	if err != nil {
		return nil, nil, fault.New(ErrCertificate, fault.Args{"file": certFile}, err)
	}
	key, ok := pair.PrivateKey.(crypto.Signer)
	if !ok {
		return nil, nil, fault.New(ErrCertificate, fault.Args{"file": keyFile}, nil)
	}
	return pair.Leaf, key, nil
}

func (m Maker) makeCA() error {
	key, err := ecdsa.GenerateKey(elliptic.P256(), m.Random)
	if err != nil {
		return err
	}
	template, err := m.template("Văn Thư CA", caLifetime)
	if err != nil {
		return err
	}
	template.IsCA, template.BasicConstraintsValid, template.MaxPathLenZero = true, true, true
	template.KeyUsage = x509.KeyUsageCertSign | x509.KeyUsageCRLSign
	return m.write("ca", template, template, key, key)
}

func (m Maker) template(name string, lifetime time.Duration) (*x509.Certificate, error) {
	serial := make([]byte, 16)
	if _, err := io.ReadFull(m.Random, serial); err != nil {
		return nil, err
	}
	serial[0] &= 0x7f
	now := m.Clock.Now()
	return &x509.Certificate{
		SerialNumber: new(big.Int).SetBytes(serial), Subject: pkix.Name{CommonName: name},
		NotBefore: now.Add(-skew), NotAfter: now.Add(lifetime),
	}, nil
}

// write signs a certificate and writes it and its key, the key first: a key
// without a certificate is made anew, the other way round nothing would help.
func (m Maker) write(base string, template, parent *x509.Certificate, key *ecdsa.PrivateKey, signer crypto.Signer) error {
	der, err := x509.CreateCertificate(m.Random, template, parent, key.Public(), signer)
	if err != nil {
		return err
	}
	secret, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return err
	}
	certFile, keyFile := m.pair(base)
	if err := ownerOnly(keyFile); err != nil {
		return err
	}
	if err := writePEM(keyFile, "PRIVATE KEY", secret); err != nil {
		return err
	}
	return writePEM(certFile, "CERTIFICATE", der)
}

func writePEM(file, kind string, der []byte) error {
	return atomicfile.Write(file, bytes.NewReader(pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der})))
}

// ownerOnly makes an empty file that others may not read; what replaces it keeps
// that mode.
func ownerOnly(file string) error {
	f, err := os.OpenFile(file, os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	return f.Close()
}

// existing gives the certificate that is there, when it will do.
func (m Maker) existing(names []string, ca *x509.Certificate) (tls.Certificate, bool) {
	pair, err := tls.LoadX509KeyPair(m.pair("server"))
	if err != nil {
		return pair, false
	}
	good := pair.Leaf.CheckSignatureFrom(ca) == nil && m.Clock.Now().Add(renewBefore).Before(pair.Leaf.NotAfter)
	return pair, good && !slices.ContainsFunc(names, func(name string) bool { return pair.Leaf.VerifyHostname(name) != nil })
}

func (m Maker) pair(base string) (cert, key string) {
	return filepath.Join(m.Dir, base+".pem"), filepath.Join(m.Dir, base+".key")
}

// Load reads a certificate and key of the administrator's own.
func Load(certFile, keyFile string) (tls.Certificate, error) {
	pair, err := tls.LoadX509KeyPair(certFile, keyFile)
	if err != nil {
		return pair, fault.New(ErrCertificate, fault.Args{"file": certFile}, err)
	}
	return pair, nil
}
