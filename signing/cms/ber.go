package cms

import (
	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"

	"github.com/vanthu/vanthu/internal/fault"
)

// Bounds of what is read. Real signatures are some kilobytes, some hundred with
// embedded revocation lists.
const (
	maxSize  = 16 << 20
	maxDepth = 32
)

const (
	classConstructed = 0x20
	tagOctetString   = 0x04
	tagHighNumber    = 0x1f
)

// toDER rewrites the first BER element of data with definite, minimal lengths
// and octet strings in one piece (X.690 §8.1.3.6, §8.7.3). Everything that is
// DER already comes out as it was. rest is what follows the element.
func toDER(data []byte) (der, rest []byte, err error) {
	if len(data) > maxSize {
		return nil, nil, fault.New(ErrTooLarge, nil, nil)
	}
	return berElement(data, 0)
}

func berElement(data []byte, depth int) (der, rest []byte, err error) {
	if depth > maxDepth {
		return nil, nil, malformed("nested too deeply", nil)
	}
	tag, body, indefinite, err := berHeader(data)
	if err != nil {
		return nil, nil, err
	}
	if tag&classConstructed == 0 {
		if indefinite {
			return nil, nil, malformed("primitive value of indefinite length", nil)
		}
		return wrap(tag, body.content), body.rest, nil
	}
	content, rest, err := berChildren(body, indefinite, tag == tagOctetString|classConstructed, depth)
	if err != nil {
		return nil, nil, err
	}
	if tag == tagOctetString|classConstructed {
		tag = tagOctetString
	}
	return wrap(tag, content), rest, nil
}

// berChildren rewrites the elements inside a constructed one; the pieces of a
// string are joined.
func berChildren(body berBody, indefinite, joined bool, depth int) (content, rest []byte, err error) {
	left := body.content
	for {
		if indefinite {
			if len(left) >= 2 && left[0] == 0 && left[1] == 0 {
				return content, left[2:], nil
			}
			if len(left) == 0 {
				return nil, nil, malformed("end of contents missing", nil)
			}
		} else if len(left) == 0 {
			return content, body.rest, nil
		}
		child, after, err := berElement(left, depth+1)
		if err != nil {
			return nil, nil, err
		}
		if joined {
			if child, err = octets(child); err != nil {
				return nil, nil, err
			}
		}
		content, left = append(content, child...), after
	}
}

// octets takes the content out of an octet string in DER.
func octets(der []byte) ([]byte, error) {
	s := cryptobyte.String(der)
	var out cryptobyte.String
	if !s.ReadASN1(&out, cbasn1.OCTET_STRING) {
		return nil, malformed("octet string in pieces of another kind", nil)
	}
	return out, nil
}

// berBody is what follows tag and length. For an indefinite length, content
// runs to the end of the data and rest is empty.
type berBody struct{ content, rest []byte }

func berHeader(data []byte) (tag byte, body berBody, indefinite bool, err error) {
	if len(data) < 2 {
		return 0, body, false, malformed("cut short", nil)
	}
	tag = data[0]
	if tag&tagHighNumber == tagHighNumber {
		return 0, body, false, malformed("tag number beyond 30", nil)
	}
	first, after := data[1], data[2:]
	switch {
	case first == 0x80:
		return tag, berBody{content: after}, true, nil
	case first < 0x80:
		return berDefinite(tag, after, int(first))
	}
	size := int(first & 0x7f)
	if size > 8 || size > len(after) {
		return 0, body, false, malformed("length of a length", nil)
	}
	length := 0
	for _, b := range after[:size] {
		if length = length<<8 | int(b); length > maxSize {
			return 0, body, false, malformed("length beyond the data", nil)
		}
	}
	return berDefinite(tag, after[size:], length)
}

func berDefinite(tag byte, after []byte, length int) (byte, berBody, bool, error) {
	if length > len(after) {
		return 0, berBody{}, false, malformed("length beyond the data", nil)
	}
	return tag, berBody{after[:length], after[length:]}, false, nil
}

// wrap puts tag and minimal length before a content.
func wrap(tag byte, content []byte) []byte {
	var b cryptobyte.Builder
	b.AddASN1(cbasn1.Tag(tag), func(b *cryptobyte.Builder) { b.AddBytes(content) })
	return b.BytesOrPanic() // cannot fail: contents are shorter than maxSize
}
