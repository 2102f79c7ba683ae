package timestamp

import (
	"crypto"
	"io"
	"math/big"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"

	"github.com/vanthu/vanthu/signing/cms"
)

// Request asks for a time stamp over a digest (RFC 3161 §2.4.1). The
// authority's certificate is always asked for.
type Request struct {
	Digest []byte
	Hash   crypto.Hash // SHA-256, SHA-384 or SHA-512
	Nonce  *big.Int    // nil: none is sent and none is expected
}

const nonceBytes = 16

// NewRequest makes a request with a nonce. It fails with ErrRequest for a
// digest that is not of the hash, and when random fails.
func NewRequest(digest []byte, hash crypto.Hash, random io.Reader) (Request, error) {
	if _, err := cms.HashIdentifier(hash); err != nil {
		return Request{}, badRequest("hash " + hash.String())
	}
	if len(digest) != hash.Size() {
		return Request{}, badRequest("digest is not as long as its hash")
	}
	nonce := make([]byte, nonceBytes)
	if random == nil {
		return Request{}, badRequest("no source of randomness")
	}
	if _, err := io.ReadFull(random, nonce); err != nil {
		return Request{}, err
	}
	return Request{digest, hash, new(big.Int).SetBytes(nonce)}, nil
}

// DER is the request as it is sent.
func (r Request) DER() ([]byte, error) {
	algorithm, err := cms.HashIdentifier(r.Hash)
	if err != nil {
		return nil, badRequest("hash " + r.Hash.String())
	}
	var b cryptobyte.Builder
	b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1Int64(1)
		b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) { // MessageImprint
			b.AddBytes(algorithm)
			b.AddASN1OctetString(r.Digest)
		})
		if r.Nonce != nil {
			b.AddASN1BigInt(r.Nonce)
		}
		b.AddASN1Boolean(true) // certReq
	})
	return b.Bytes()
}
