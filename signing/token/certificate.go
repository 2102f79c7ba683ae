package token

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"time"

	"github.com/miekg/pkcs11"

	"github.com/vanthu/vanthu/signing/token/cryptoki"
)

// Certificate is an X.509 certificate on a token, and what can be said of its
// key without using it.
type Certificate struct {
	KeyID       string // CKA_ID in hexadecimal; may be empty
	Thumbprint  string // SHA-256 of the certificate in hexadecimal: names it for certain
	Label       string // CKA_LABEL
	Subject     string // common name, or what comes nearest
	Issuer      string // the same of the issuer
	NotBefore   time.Time
	NotAfter    time.Time
	KeyType     KeyType
	KeyBits     int
	Key         Presence
	Holder      Holder
	Fitness     Fitness
	X509        *x509.Certificate   // nil when Fitness is Unreadable
	Authorities []*x509.Certificate // from the token, the issuer first; may be incomplete

	id           []byte
	keyForbidden bool // the token does not let the key sign (CKA_SIGN)
}

// KeyType is the kind of public key.
type KeyType string

// Key types that can sign here; others are empty.
const (
	RSA   KeyType = "rsa"
	ECDSA KeyType = "ecdsa"
)

// Presence tells whether the private key of a certificate is on the token.
type Presence string

// Private keys are seen on many tokens only after a login: Unknown until then.
const (
	KeyPresent Presence = "present"
	KeyAbsent  Presence = "absent"
	KeyUnknown Presence = "unknown"
)

// mostObjects bounds how many certificates or keys of a token are looked at.
const mostObjects = 256

// readCertificates reads all certificates of a session's token; now decides
// which are in their time. Those of authorities are listed too, as not fit to
// sign with.
func readCertificates(ctx context.Context, d cryptoki.Library, s cryptoki.SessionID, keysVisible bool, now time.Time) ([]Certificate, error) {
	objects, err := d.Find(ctx, s, []cryptoki.Attribute{
		{Kind: pkcs11.CKA_CLASS, Number: uint(pkcs11.CKO_CERTIFICATE)},
		{Kind: pkcs11.CKA_CERTIFICATE_TYPE, Number: uint(pkcs11.CKC_X_509)},
	}, mostObjects)
	if err != nil {
		return nil, err
	}
	keys, err := privateKeys(ctx, d, s)
	if err != nil {
		return nil, err
	}
	var list []Certificate
	for _, o := range objects {
		c, err := readCertificate(ctx, d, s, o)
		if err != nil {
			return nil, err
		}
		c.Key, c.keyForbidden = keyPresence(keys, c.id, keysVisible)
		list = append(list, c)
	}
	for i := range list {
		list[i].Fitness = list[i].fitness(now)
		list[i].Authorities = authorities(list[i].X509, list)
	}
	return list, nil
}

func readCertificate(ctx context.Context, d cryptoki.Library, s cryptoki.SessionID, o cryptoki.ObjectID) (Certificate, error) {
	der, err := d.Attribute(ctx, s, o, pkcs11.CKA_VALUE)
	if err != nil {
		return Certificate{}, err
	}
	id, err := optional(d.Attribute(ctx, s, o, pkcs11.CKA_ID))
	if err != nil {
		return Certificate{}, err
	}
	label, err := optional(d.Attribute(ctx, s, o, pkcs11.CKA_LABEL))
	if err != nil {
		return Certificate{}, err
	}
	thumbprint := sha256.Sum256(der)
	c := Certificate{
		KeyID: hex.EncodeToString(id), Thumbprint: hex.EncodeToString(thumbprint[:]),
		Label: readable(string(label), 0), id: id,
	}
	c.parse(der)
	return c, nil
}

// parse fills in what the certificate says. Some tokens pad the value with
// zeros: what follows the certificate is cut off.
func (c *Certificate) parse(der []byte) {
	parsed, err := x509.ParseCertificate(trimDER(der))
	if err != nil {
		c.Subject = c.Label
		return
	}
	c.X509 = parsed
	c.Subject, c.Issuer = commonName(parsed.Subject), commonName(parsed.Issuer)
	c.NotBefore, c.NotAfter = parsed.NotBefore, parsed.NotAfter
	c.Holder = holderOf(parsed.Subject)
	switch key := parsed.PublicKey.(type) {
	case *rsa.PublicKey:
		c.KeyType, c.KeyBits = RSA, key.N.BitLen()
	case *ecdsa.PublicKey:
		c.KeyType, c.KeyBits = ECDSA, key.Params().BitSize
	}
}

// optional takes an attribute that a token need not have as empty. A token that
// is gone stays an error.
func optional(value []byte, err error) ([]byte, error) {
	if err != nil && returnCodeIs(err, ErrGeneral) {
		return nil, nil
	}
	return value, err
}

// privateKey is what is known of a key that is to be seen.
type privateKey struct {
	id        []byte // CKA_ID
	forbidden bool   // CKA_SIGN is there and says no
}

func privateKeys(ctx context.Context, d cryptoki.Library, s cryptoki.SessionID) ([]privateKey, error) {
	objects, err := d.Find(ctx, s, []cryptoki.Attribute{{Kind: pkcs11.CKA_CLASS, Number: uint(pkcs11.CKO_PRIVATE_KEY)}}, mostObjects)
	if err != nil {
		return nil, err
	}
	var keys []privateKey
	for _, o := range objects {
		id, err := optional(d.Attribute(ctx, s, o, pkcs11.CKA_ID))
		if err != nil {
			return nil, err
		}
		sign, err := optional(d.Attribute(ctx, s, o, pkcs11.CKA_SIGN))
		if err != nil {
			return nil, err
		}
		keys = append(keys, privateKey{id, len(sign) == 1 && sign[0] == 0})
	}
	return keys, nil
}

// keyPresence compares a certificate's CKA_ID with those of the keys; an empty
// one names nothing. Of several keys one that may sign is enough.
func keyPresence(keys []privateKey, id []byte, keysVisible bool) (_ Presence, forbidden bool) {
	presence := KeyUnknown
	if keysVisible {
		presence = KeyAbsent
	}
	for _, k := range keys {
		if len(id) == 0 || !bytes.Equal(k.id, id) {
			continue
		}
		if presence, forbidden = KeyPresent, k.forbidden; !forbidden {
			break
		}
	}
	return presence, forbidden
}
