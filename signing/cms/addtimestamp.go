package cms

import (
	"bytes"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"

	"github.com/vanthu/vanthu/internal/fault"
)

// TimeStampTokens are the signature time stamps that the signer's unsigned
// attributes hold, in DER (EN 319 122-1 §5.3). None is checked here.
func (s *SignerInfo) TimeStampTokens() [][]byte {
	var tokens [][]byte
	for _, a := range s.Unsigned {
		if a.Type.Equal(OIDTimeStamp) {
			tokens = append(tokens, a.Values...)
		}
	}
	return tokens
}

// AddTimestamp puts a time stamp token over the signature's value among the
// unsigned attributes of a signature with one signer; what is signed keeps its
// bytes. The token's imprint is held to the value; whether the token is good is
// for package timestamp to say. It fails with ErrMalformed, ErrUnsupported, or
// ErrDigestMismatch for a token of something else.
func AddTimestamp(der, token []byte) ([]byte, error) {
	signed, err := Parse(der)
	if err != nil {
		return nil, err
	}
	if len(signed.Signers) != 1 {
		return nil, malformed("not one signer", nil)
	}
	if err := stampOf(token, signed.Signers[0].Signature); err != nil {
		return nil, err
	}
	if _, err := parseDER(der); err != nil {
		if der, _, err = toDER(der); err != nil {
			return nil, err
		}
	}
	attribute, err := Attribute{Type: OIDTimeStamp, Values: [][]byte{token}}.der()
	if err != nil {
		return nil, err
	}
	return withUnsigned(der, attribute)
}

func stampOf(token, signature []byte) error {
	parsed, err := Parse(token)
	if err != nil {
		return err
	}
	stamp, err := parsed.TimeStamp()
	if err != nil {
		return err
	}
	if stamp.Hash == 0 {
		return unsupported("hash of a time stamp")
	}
	if !bytes.Equal(stamp.Imprint, digestOf(stamp.Hash, signature)) {
		return fault.New(ErrDigestMismatch, nil, nil)
	}
	return nil
}

// withUnsigned writes ContentInfo anew with one more unsigned attribute. All
// other elements are copied as they stand.
func withUnsigned(der, attribute []byte) ([]byte, error) {
	in := cryptobyte.String(der)
	var info, kind, wrapper, body cryptobyte.String
	if !in.ReadASN1(&info, cbasn1.SEQUENCE) || !info.ReadASN1Element(&kind, cbasn1.OBJECT_IDENTIFIER) ||
		!info.ReadASN1(&wrapper, explicitTag(0)) || !wrapper.ReadASN1(&body, cbasn1.SEQUENCE) {
		return nil, malformed("no SignedData", nil)
	}
	head, signers, ok := lastElement(body)
	var signer cryptobyte.String
	if !ok || !signers.ReadASN1(&signers, cbasn1.SET) || !signers.ReadASN1(&signer, cbasn1.SEQUENCE) {
		return nil, malformed("no signer", nil)
	}
	signer, unsigned, err := splitUnsigned(signer)
	if err != nil {
		return nil, err
	}
	var b cryptobyte.Builder
	b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddBytes(kind)
		b.AddASN1(explicitTag(0), func(b *cryptobyte.Builder) {
			b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
				b.AddBytes(head)
				b.AddASN1(cbasn1.SET, func(b *cryptobyte.Builder) {
					b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
						b.AddBytes(signer)
						b.AddASN1(explicitTag(1), func(b *cryptobyte.Builder) { addSorted(b, append(unsigned, attribute)) })
					})
				})
			})
		})
	})
	return b.Bytes()
}

// lastElement splits a sequence's content in front of its last element.
func lastElement(body cryptobyte.String) (head []byte, last cryptobyte.String, ok bool) {
	left := body
	for !left.Empty() {
		head = body[:len(body)-len(left)]
		if !left.ReadAnyASN1Element(&last, new(cbasn1.Tag)) {
			return nil, nil, false
		}
	}
	return head, last, len(last) > 0
}

// splitUnsigned takes the unsigned attributes off a SignerInfo's content.
func splitUnsigned(signer cryptobyte.String) (rest cryptobyte.String, attributes [][]byte, err error) {
	head, last, ok := lastElement(signer)
	if !ok {
		return nil, nil, malformed("parts of the signer", nil)
	}
	if !last.PeekASN1Tag(explicitTag(1)) {
		return signer, nil, nil
	}
	var set, one cryptobyte.String
	if !last.ReadASN1(&set, explicitTag(1)) {
		return nil, nil, malformed("attributes of the signer", nil)
	}
	for !set.Empty() {
		if len(attributes) == maxAttributes || !set.ReadAnyASN1Element(&one, new(cbasn1.Tag)) {
			return nil, nil, malformed("attributes of the signer", nil)
		}
		attributes = append(attributes, one)
	}
	return head, attributes, nil
}
