package cms

import (
	"crypto"
	"errors"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"

	"github.com/vanthu/vanthu/internal/fault"
)

// CheckData verifies a signature that stands over plain data, as in OCSP
// responses and revocation lists (RFC 6960 §4.2.1, RFC 5280 §5.1.1). algorithm
// is an AlgorithmIdentifier in DER. It gives the algorithm that verified;
// errors are ErrSignatureInvalid, ErrUnsupported when it cannot tell, and
// ErrMalformed.
func CheckData(key crypto.PublicKey, algorithm, data, signature []byte) (Algorithm, error) {
	in, content := cryptobyte.String(algorithm), cryptobyte.String(nil)
	if !in.ReadASN1(&content, cbasn1.SEQUENCE) || !in.Empty() {
		return Algorithm{}, malformed("signature algorithm", nil)
	}
	alg := parseAlgorithm(content, 0)
	if alg.Hash == 0 {
		return alg, unsupported("signature or hash algorithm")
	}
	err := checkSignature(key, alg, digestOf(alg.Hash, data), signature)
	if errors.Is(err, errBadSignature) {
		err = fault.New(ErrSignatureInvalid, nil, nil)
	}
	return alg, err
}

// HashOf reads the hash that an AlgorithmIdentifier in DER names; zero where it
// is unknown to us.
func HashOf(algorithm []byte) crypto.Hash {
	in, content := cryptobyte.String(algorithm), cryptobyte.String(nil)
	if !in.ReadASN1(&content, cbasn1.SEQUENCE) {
		return 0
	}
	return parseHash(content)
}

// HashIdentifier gives the AlgorithmIdentifier of a hash in DER. It fails with
// ErrUnsupported for others than SHA-256, SHA-384 and SHA-512.
func HashIdentifier(hash crypto.Hash) ([]byte, error) {
	if _, ok := signingHashes[hash]; !ok {
		return nil, unsupported("hash " + hash.String())
	}
	var b cryptobyte.Builder
	addDigestAlgorithm(&b, hash)
	return b.Bytes()
}
