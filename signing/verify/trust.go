package verify

import (
	"bytes"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/vanthu/vanthu/internal/fault"
)

// TrustStore holds the roots that the user trusts and intermediate
// certificates that signatures leave out. It may be read by many goroutines
// once it is filled.
type TrustStore struct{ roots, intermediates []*x509.Certificate }

// AddRoot makes a certificate an anchor: what leads to it is trusted.
func (t *TrustStore) AddRoot(cert *x509.Certificate) { t.roots = append(t.roots, cert) }

// AddIntermediate adds a link, which is not trusted by itself.
func (t *TrustStore) AddIntermediate(cert *x509.Certificate) {
	t.intermediates = append(t.intermediates, cert)
}

// Roots lists the anchors.
func (t *TrustStore) Roots() []*x509.Certificate { return slices.Clone(t.roots) }

func (t *TrustStore) empty() bool { return t == nil || len(t.roots) == 0 }

func (t *TrustStore) all() []*x509.Certificate {
	return append(slices.Clone(t.roots), t.intermediates...)
}

// Chain is chain for who makes signatures: it proves certificates as they will be
// judged. It fails where the store is nil or without roots.
func (t *TrustStore) Chain(cert *x509.Certificate, bundle []*x509.Certificate, at time.Time) ([]*x509.Certificate, error) {
	if t.empty() {
		return nil, errors.New("no trusted roots")
	}
	return t.chain(cert, bundle, at)
}

// chain gives a way from a certificate to a root, itself first, at a time.
func (t *TrustStore) chain(cert *x509.Certificate, bundle []*x509.Certificate, at time.Time) ([]*x509.Certificate, error) {
	roots, between := x509.NewCertPool(), x509.NewCertPool()
	for _, c := range t.roots {
		roots.AddCert(c)
	}
	for _, c := range append(slices.Clone(bundle), t.intermediates...) {
		between.AddCert(c)
	}
	chains, err := cert.Verify(x509.VerifyOptions{
		Roots: roots, Intermediates: between, CurrentTime: at,
		KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageAny},
	})
	if err != nil {
		return nil, err
	}
	return chains[0], nil
}

const maxTrustFile = 4 << 20

// LoadTrust reads a folder's certificate files (.pem .crt .cer .der, PEM or
// DER). Certificates that sign themselves become roots, others intermediates.
// An empty folder is an empty store. It fails with ErrTrust on a file that
// holds no certificate, so that nobody believes a root to be there that is not.
func LoadTrust(folder string) (*TrustStore, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, fault.New(ErrTrust, fault.Args{"file": folder}, err)
	}
	store := &TrustStore{}
	for _, entry := range entries {
		if entry.IsDir() || !IsCertificateFile(entry.Name()) {
			continue
		}
		path := filepath.Join(folder, entry.Name())
		if err := store.addFile(path); err != nil {
			return nil, fault.New(ErrTrust, fault.Args{"file": path}, err)
		}
	}
	return store, nil
}

// IsCertificateFile tells which files of a folder LoadTrust reads, by name.
func IsCertificateFile(name string) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".pem", ".crt", ".cer", ".der":
		return true
	}
	return false
}

func (t *TrustStore) addFile(path string) error {
	data, err := readAtMost(path, maxTrustFile)
	if err != nil {
		return err
	}
	certificates, err := ParseCertificates(data)
	if err != nil {
		return err
	}
	for _, cert := range certificates {
		t.Add(cert)
	}
	return nil
}

// Add puts a certificate where it belongs: one that signed itself is a root.
func (t *TrustStore) Add(cert *x509.Certificate) {
	if bytes.Equal(cert.RawIssuer, cert.RawSubject) {
		t.AddRoot(cert)
		return
	}
	t.AddIntermediate(cert)
}

// ParseCertificates reads one or more certificates, PEM or DER.
func ParseCertificates(data []byte) ([]*x509.Certificate, error) {
	if len(bytes.TrimSpace(data)) == 0 {
		return nil, errors.New("no certificate")
	}
	if !bytes.Contains(data, []byte("-----BEGIN")) {
		return x509.ParseCertificates(data)
	}
	var out []*x509.Certificate
	for block, rest := pem.Decode(data); block != nil; block, rest = pem.Decode(rest) {
		if block.Type != "CERTIFICATE" {
			continue
		}
		cert, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return nil, err
		}
		out = append(out, cert)
	}
	if len(out) == 0 {
		return nil, errors.New("no certificate")
	}
	return out, nil
}
