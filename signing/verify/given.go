package verify

import (
	"bytes"
	"encoding/pem"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/revocation"
)

// maxGiven bounds one file of evidence, in bytes: the largest revocation lists
// have some tens of millions.
const maxGiven = 64 << 20

// LoadEvidence reads a folder's evidence of revocation: lists (.crl, PEM or
// DER), OCSP answers (.ocsp, .ors) and certificates of responders (.pem .crt
// .cer .der). What they are worth is seen when a certificate is judged. It fails
// with ErrEvidence where a file cannot be read.
func LoadEvidence(folder string) (revocation.Evidence, error) {
	var e revocation.Evidence
	entries, err := os.ReadDir(folder)
	if err != nil {
		return e, fault.New(ErrEvidence, fault.Args{"file": folder}, err)
	}
	for _, entry := range entries {
		if entry.IsDir() {
			continue
		}
		path := filepath.Join(folder, entry.Name())
		if err := addEvidence(&e, path); err != nil {
			return e, fault.New(ErrEvidence, fault.Args{"file": path}, err)
		}
	}
	return e, nil
}

func addEvidence(e *revocation.Evidence, path string) error {
	kind := strings.ToLower(filepath.Ext(path))
	if kind != ".crl" && kind != ".ocsp" && kind != ".ors" && !IsCertificateFile(path) {
		return nil
	}
	data, err := readAtMost(path, maxGiven)
	if err != nil {
		return err
	}
	switch kind {
	case ".crl":
		if block, _ := pem.Decode(data); block != nil && bytes.HasPrefix(data, []byte("-----BEGIN")) {
			data = block.Bytes
		}
		e.CRLs = append(e.CRLs, data)
	case ".ocsp", ".ors":
		e.OCSPs = append(e.OCSPs, data)
	default:
		certificates, err := ParseCertificates(data)
		if err != nil {
			return err
		}
		e.Certificates = append(e.Certificates, certificates...)
	}
	return nil
}

func readAtMost(path string, limit int64) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, limit))
}
