package pkitest

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rsa"
	"fmt"
	"io"
)

// KeyKind is a kind of key with its size.
type KeyKind string

// The kinds that tokens hold.
const (
	RSA2048   KeyKind = "rsa-2048"
	RSA3072   KeyKind = "rsa-3072"
	RSA4096   KeyKind = "rsa-4096"
	RSA1024   KeyKind = "rsa-1024" // too short: for tests that must say so
	ECDSAP256 KeyKind = "ecdsa-p256"
	ECDSAP384 KeyKind = "ecdsa-p384"
	ECDSAP521 KeyKind = "ecdsa-p521"
)

var rsaBits = map[KeyKind]int{RSA1024: 1024, RSA2048: 2048, RSA3072: 3072, RSA4096: 4096}

// NewKey makes a key. Recent Go takes its own randomness whatever the reader
// is, so keys differ from run to run.
func NewKey(random io.Reader, kind KeyKind) (crypto.Signer, error) {
	if bits, ok := rsaBits[kind]; ok {
		return rsa.GenerateKey(random, bits)
	}
	switch kind {
	case ECDSAP256:
		return ecdsa.GenerateKey(elliptic.P256(), random)
	case ECDSAP384:
		return ecdsa.GenerateKey(elliptic.P384(), random)
	case ECDSAP521:
		return ecdsa.GenerateKey(elliptic.P521(), random)
	}
	return nil, fmt.Errorf("pkitest: no key kind %q", kind)
}
