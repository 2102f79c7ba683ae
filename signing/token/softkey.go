package token

import (
	"context"
	"crypto"
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"errors"
	"time"

	"software.sslmate.com/src/go-pkcs12"

	"github.com/vanthu/vanthu/internal/fault"
)

// What can go wrong with a PKCS#12 file.
var (
	ErrSoftKey         = fault.Define("token.softkey_unreadable") // not PKCS#12, or of a kind that is not known
	ErrSoftKeyPassword = fault.Define("token.softkey_password")   // the password is not that of the file
)

// openingTime bounds the opening of a file: its writer decides how often the
// password is hashed.
const openingTime = 30 * time.Second

// SoftKey is a key from a PKCS#12 file (.p12, .pfx) with the face of a
// crypto.Signer. It lies in the program's memory: what the law wants of an
// official signature, a key that never leaves its device, it is not. Safe for
// use by several goroutines.
type SoftKey struct {
	crypto.Signer
	certificate Certificate
}

// OpenPKCS12 takes the key out of the content of a file; now decides whether its
// certificate is in its time. A wrong password may be tried again as often as
// one likes: a file does not count. The library wants the password as a string,
// so that a copy of it stays in memory until the garbage collector reuses it.
//
// Errors: ErrSoftKey, ErrSoftKeyPassword, those of Certificate.Unfit, and that of
// ctx.
func OpenPKCS12(ctx context.Context, file []byte, password *PIN, now time.Time) (*SoftKey, error) {
	ctx, cancel := context.WithTimeout(ctx, openingTime)
	defer cancel()
	var secret string
	_ = password.use(func(p []byte) error { secret = string(p); return nil })
	type opened struct {
		key   any
		leaf  *x509.Certificate
		above []*x509.Certificate
		err   error
	}
	answer := make(chan opened, 1)
	go func() {
		var o opened
		o.key, o.leaf, o.above, o.err = pkcs12.DecodeChain(file, secret)
		answer <- o
	}()
	select {
	case o := <-answer:
		if o.err != nil {
			return nil, softKeyError(o.err)
		}
		return newSoftKey(o.key, o.leaf, o.above, now)
	case <-ctx.Done():
		return nil, fault.New(ErrSoftKey, nil, ctx.Err())
	}
}

func softKeyError(err error) error {
	if errors.Is(err, pkcs12.ErrIncorrectPassword) || errors.Is(err, pkcs12.ErrDecryption) {
		return fault.New(ErrSoftKeyPassword, nil, err)
	}
	return fault.New(ErrSoftKey, nil, err)
}

func newSoftKey(key any, leaf *x509.Certificate, above []*x509.Certificate, now time.Time) (*SoftKey, error) {
	signer, ok := key.(crypto.Signer)
	if !ok {
		return nil, fault.New(ErrSoftKey, nil, errors.New("no key that signs"))
	}
	c := softCertificate(leaf)
	if public, ok := leaf.PublicKey.(interface{ Equal(crypto.PublicKey) bool }); ok && public.Equal(signer.Public()) {
		c.Key = KeyPresent
	}
	list := make([]Certificate, len(above))
	for i := range above {
		list[i] = softCertificate(above[i])
	}
	c.Fitness, c.Authorities = c.fitness(now), authorities(leaf, list)
	if err := c.Unfit(); err != nil {
		return nil, err
	}
	return &SoftKey{signer, c}, nil
}

func softCertificate(x *x509.Certificate) Certificate {
	thumbprint := sha256.Sum256(x.Raw)
	c := Certificate{Thumbprint: hex.EncodeToString(thumbprint[:]), Key: KeyAbsent}
	c.parse(x.Raw)
	return c
}

// Certificate is the one whose key this is.
func (k *SoftKey) Certificate() Certificate { return k.certificate }
