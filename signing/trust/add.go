package trust

import (
	"bytes"
	"crypto/x509"
	"encoding/pem"
	"io"
	"os"

	"github.com/vanthu/vanthu/internal/atomicfile"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/verify"
)

// maxFile is more than any bundle of authorities has, in bytes.
const maxFile = 4 << 20

// Read gives the certificates of a file, PEM or DER, all of which must be
// authorities'. Errors: ErrFolder, ErrNoCertificate, ErrNotAuthority.
func Read(path string) ([]Entry, error) {
	data, err := readFile(path)
	if err != nil {
		return nil, fault.New(ErrFolder, fault.Args{"file": path}, err)
	}
	certificates, err := verify.ParseCertificates(data)
	if err != nil || len(certificates) == 0 {
		return nil, fault.New(ErrNoCertificate, fault.Args{"file": path}, err)
	}
	var entries []Entry
	for _, cert := range certificates {
		if !authority(cert) {
			return nil, fault.New(ErrNotAuthority, fault.Args{"file": path, "name": verify.NameOf(cert)}, nil)
		}
		entries = append(entries, newEntry(cert, ""))
	}
	return entries, nil
}

// authority holds a certificate to RFC 5280 §4.2.1.9 and §4.2.1.3. One that
// says nothing of being an authority is none, though it may sign itself.
func authority(cert *x509.Certificate) bool {
	return cert.BasicConstraintsValid && cert.IsCA && (cert.KeyUsage == 0 || cert.KeyUsage&x509.KeyUsageCertSign != 0)
}

// Add keeps the certificates of a file, each in a file of its own, and lists
// them. Adding one again changes nothing. Errors are those of Read and
// ErrFolder; on ErrFolder a part of them may have been kept.
func (f Folder) Add(path string) ([]Entry, error) {
	entries, err := Read(path)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(string(f), 0o755); err != nil {
		return nil, f.failed(string(f), err)
	}
	for i := range entries {
		entries[i].File = f.path(entries[i])
		if err := write(entries[i].File, entries[i].Certificate); err != nil {
			return nil, f.failed(entries[i].File, err)
		}
	}
	return entries, nil
}

// write makes a file of certificates, whole or not at all.
func write(path string, certificates ...*x509.Certificate) error {
	var out bytes.Buffer
	for _, cert := range certificates {
		if err := pem.Encode(&out, &pem.Block{Type: "CERTIFICATE", Bytes: cert.Raw}); err != nil {
			return err
		}
	}
	return atomicfile.Write(path, &out)
}

func readFile(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, maxFile))
}
