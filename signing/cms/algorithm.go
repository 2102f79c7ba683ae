package cms

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rsa"
	"encoding/asn1"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"

	// The hashes that signatures use, made available through crypto.Hash.
	_ "crypto/md5"
	_ "crypto/sha1"
	_ "crypto/sha256"
	_ "crypto/sha3"
	_ "crypto/sha512"
)

// Scheme is how a key turns a digest into a signature.
type Scheme string

// The schemes: RFC 8017 §8.2 and §8.1, FIPS 186-5 §6.
const (
	PKCS1v15 Scheme = "RSASSA-PKCS1-v1_5"
	PSS      Scheme = "RSASSA-PSS"
	ECDSA    Scheme = "ECDSA"
)

// Algorithm is a scheme with its hash.
type Algorithm struct {
	Scheme Scheme
	Hash   crypto.Hash
	// MGFHash and SaltLength (bytes) matter for PSS only.
	MGFHash    crypto.Hash
	SaltLength int
}

// String names the algorithm for people: "RSASSA-PSS SHA-256".
func (a Algorithm) String() string { return string(a.Scheme) + " " + a.Hash.String() }

// Weak tells that the hash no longer stands against forgery (TT 15/2025
// Appendix I names SHA-2 and SHA-3 only).
func (a Algorithm) Weak() bool { return WeakHash(a.Hash) }

// WeakHash tells that a hash has known collisions or is too short.
func WeakHash(h crypto.Hash) bool {
	return h == crypto.MD5 || h == crypto.SHA1
}

// signerOpts is what crypto.Signer.Sign needs for this algorithm.
func (a Algorithm) signerOpts() crypto.SignerOpts {
	if a.Scheme == PSS {
		return &rsa.PSSOptions{SaltLength: a.SaltLength, Hash: a.Hash}
	}
	return a.Hash
}

const minRSABits = 2048

// AlgorithmFor chooses the algorithm for signing with a certificate's key; it fails
// with ErrUnsupported, before any key is asked.
func AlgorithmFor(key crypto.PublicKey, hash crypto.Hash, pss bool) (Algorithm, error) {
	if _, ok := signingHashes[hash]; !ok {
		return Algorithm{}, unsupported("hash " + hash.String())
	}
	switch key := key.(type) {
	case *rsa.PublicKey:
		if key.N.BitLen() < minRSABits {
			return Algorithm{}, unsupported("RSA key shorter than 2048 bits")
		}
		if pss {
			return Algorithm{Scheme: PSS, Hash: hash, MGFHash: hash, SaltLength: hash.Size()}, nil
		}
		return Algorithm{Scheme: PKCS1v15, Hash: hash}, nil
	case *ecdsa.PublicKey:
		if pss {
			return Algorithm{}, unsupported("RSASSA-PSS with an ECDSA key")
		}
		switch key.Curve {
		case elliptic.P256(), elliptic.P384(), elliptic.P521():
			return Algorithm{Scheme: ECDSA, Hash: hash}, nil
		}
	}
	return Algorithm{}, unsupported("key type of the certificate")
}

// signingHashes are the hashes that we sign with, and the algorithm
// identifiers that go with each.
var signingHashes = map[crypto.Hash]struct{ digest, rsa, ecdsa asn1.ObjectIdentifier }{
	crypto.SHA256: {oidSHA256, oidRSASHA256, oidECDSASHA256},
	crypto.SHA384: {oidSHA384, oidRSASHA384, oidECDSASHA384},
	crypto.SHA512: {oidSHA512, oidRSASHA512, oidECDSASHA512},
}

// addDigestAlgorithm writes a hash's identifier without parameters, as RFC 5754
// §2 prefers.
func addDigestAlgorithm(b *cryptobyte.Builder, hash crypto.Hash) {
	b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1ObjectIdentifier(signingHashes[hash].digest)
	})
}

// addSignatureAlgorithm writes the identifier with the parameters that its
// standard asks for: NULL for PKCS #1 v1.5 (RFC 5754 §3.2), none for ECDSA
// (RFC 5758 §3.2), a sequence for PSS (RFC 4056 §2.2).
func addSignatureAlgorithm(b *cryptobyte.Builder, alg Algorithm) {
	b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
		switch alg.Scheme {
		case ECDSA:
			b.AddASN1ObjectIdentifier(signingHashes[alg.Hash].ecdsa)
		case PSS:
			b.AddASN1ObjectIdentifier(oidRSAPSS)
			addPSSParameters(b, alg)
		default:
			b.AddASN1ObjectIdentifier(signingHashes[alg.Hash].rsa)
			b.AddASN1NULL()
		}
	})
}

func addPSSParameters(b *cryptobyte.Builder, alg Algorithm) {
	b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1(explicitTag(0), func(b *cryptobyte.Builder) {
			addDigestAlgorithm(b, alg.Hash)
		})
		b.AddASN1(explicitTag(1), func(b *cryptobyte.Builder) {
			b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
				b.AddASN1ObjectIdentifier(oidMGF1)
				addDigestAlgorithm(b, alg.MGFHash)
			})
		})
		b.AddASN1(explicitTag(2), func(b *cryptobyte.Builder) {
			b.AddASN1Int64(int64(alg.SaltLength))
		})
	})
}

func explicitTag(n uint8) cbasn1.Tag { return cbasn1.Tag(n).Constructed().ContextSpecific() }
