package cms

import (
	"crypto"
	"crypto/x509"
	"time"

	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"
)

// Request says what is signed and by whom.
type Request struct {
	Digest []byte              // of the signed byte ranges, by Hash
	Hash   crypto.Hash         // SHA-256, SHA-384 or SHA-512
	Chain  []*x509.Certificate // the signer's first; all are embedded
	PSS    bool                // RSASSA-PSS in place of PKCS #1 v1.5, for RSA keys
	// SigningTime is left out when zero, as PAdES wants it: EN 319 142-1 §6.3
	// puts the time in the signature dictionary's /M.
	SigningTime time.Time
}

// Pending is a signature that waits for its key.
type Pending struct {
	chain      []*x509.Certificate
	algorithm  Algorithm
	attributes []Attribute
	toBeSigned []byte
}

// Prepare builds what the key has to sign. It fails with ErrRequest or
// ErrUnsupported.
func Prepare(req Request) (*Pending, error) {
	if len(req.Chain) == 0 || req.Chain[0] == nil {
		return nil, badRequest("no certificate of the signer")
	}
	alg, err := AlgorithmFor(req.Chain[0].PublicKey, req.Hash, req.PSS)
	if err != nil {
		return nil, err
	}
	if len(req.Digest) != req.Hash.Size() {
		return nil, badRequest("digest is not as long as its hash")
	}
	attributes, err := signedAttributes(req)
	if err != nil {
		return nil, err
	}
	tbs, err := attributeSet(cbasn1.SET, attributes)
	if err != nil {
		return nil, err
	}
	return &Pending{chain: req.Chain, algorithm: alg, attributes: attributes, toBeSigned: tbs}, nil
}

// ToBeSigned is the DER of the signed attributes, a SET OF (RFC 5652 §5.4).
// The key signs its digest, see Digest.
func (p *Pending) ToBeSigned() []byte { return append([]byte(nil), p.toBeSigned...) }

// Hash is the hash that the key must use.
func (p *Pending) Hash() crypto.Hash { return p.algorithm.Hash }

// Algorithm is what the signature will be.
func (p *Pending) Algorithm() Algorithm { return p.algorithm }

// Digest is the hash of ToBeSigned: the argument of crypto.Signer.Sign.
func (p *Pending) Digest() []byte { return digestOf(p.algorithm.Hash, p.toBeSigned) }

// SignerOpts go with Digest into crypto.Signer.Sign.
func (p *Pending) SignerOpts() crypto.SignerOpts { return p.algorithm.signerOpts() }

func digestOf(hash crypto.Hash, data []byte) []byte {
	h := hash.New()
	h.Write(data)
	return h.Sum(nil)
}
