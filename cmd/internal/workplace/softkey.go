package workplace

import (
	"context"
	"crypto/x509"
	"errors"
	"io"
	"os"
	"time"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/signing/token"
)

// largestKeyFile bounds a PKCS#12 file, in bytes: one holds a key and a few
// certificates.
const largestKeyFile = 1 << 20

// ReadKeyFile reads a PKCS#12 file, before its password is asked for.
func ReadKeyFile(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fault.New(token.ErrSoftKey, fault.Args{"file": path}, err)
	}
	defer file.Close()
	content, err := io.ReadAll(io.LimitReader(file, largestKeyFile+1))
	if err == nil && len(content) > largestKeyFile {
		err = errors.New("too large")
	}
	if err != nil {
		return nil, fault.New(token.ErrSoftKey, fault.Args{"file": path}, err)
	}
	return content, nil
}

// OpenSoftKey gives the key in a PKCS#12 file, and wipes the password.
func OpenSoftKey(ctx context.Context, file []byte, password *token.PIN, now time.Time) (*Key, error) {
	defer password.Wipe()
	key, err := token.OpenPKCS12(ctx, file, password, now)
	if err != nil {
		return nil, err
	}
	c := key.Certificate()
	return &Key{signer: key, Chain: append([]*x509.Certificate{c.X509}, c.Authorities...)}, nil
}
