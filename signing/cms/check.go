package cms

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/rsa"
	"errors"
)

// errBadSignature: the signature is not this key's over this digest.
var errBadSignature = errors.New("signature does not verify")

// checkSignature verifies one signature over a digest. It gives
// errBadSignature, or ErrUnsupported when it cannot tell.
func checkSignature(key crypto.PublicKey, alg Algorithm, digest, signature []byte) error {
	switch key := key.(type) {
	case *rsa.PublicKey:
		if key.N.BitLen() < 1024 {
			return unsupported("RSA key shorter than 1024 bits")
		}
		switch alg.Scheme {
		case PKCS1v15:
			return verdict(rsa.VerifyPKCS1v15(key, alg.Hash, digest, signature) == nil)
		case PSS:
			return checkPSS(key, alg, digest, signature)
		}
	case *ecdsa.PublicKey:
		if alg.Scheme == ECDSA {
			return verdict(ecdsa.VerifyASN1(key, digest, signature))
		}
	default:
		return unsupported("key type of the certificate")
	}
	switch alg.Scheme {
	case PKCS1v15, PSS, ECDSA:
		return errBadSignature // no key of another kind made it
	}
	return unsupported("signature algorithm")
}

// checkPSS holds the salt length to the one stated (RFC 4056 §2.2). The
// standard library has one hash for message and mask.
func checkPSS(key *rsa.PublicKey, alg Algorithm, digest, signature []byte) error {
	if alg.MGFHash != alg.Hash {
		return unsupported("RSASSA-PSS with two different hashes")
	}
	opts := &rsa.PSSOptions{SaltLength: alg.SaltLength, Hash: alg.Hash}
	if alg.SaltLength == 0 {
		// Zero means "any" to the library, which is wider than stated.
		return unsupported("RSASSA-PSS without salt")
	}
	return verdict(rsa.VerifyPSS(key, alg.Hash, digest, signature, opts) == nil)
}

func verdict(ok bool) error {
	if ok {
		return nil
	}
	return errBadSignature
}
