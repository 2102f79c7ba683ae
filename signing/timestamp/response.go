package timestamp

import (
	"fmt"
	"strings"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/internal/oneline"
)

// PKIStatus values with a token (RFC 3161 §2.4.2).
const (
	statusGranted         = 0
	statusGrantedWithMods = 1
)

// ParseResponse reads a TimeStampResp and checks that its token answers the
// request: same imprint, same nonce. The token's signature is not checked yet:
// see Token.Verify. It fails with ErrRefused, ErrMalformed, ErrTooLarge,
// ErrOtherContent or ErrOtherQuestion.
func ParseResponse(der []byte, req Request) (*Token, error) {
	if len(der) > maxToken {
		return nil, fault.New(ErrTooLarge, nil, nil)
	}
	in := cryptobyte.String(der)
	var response, status cryptobyte.String
	var code int64
	if !in.ReadASN1(&response, cbasn1.SEQUENCE) || !in.Empty() || !response.ReadASN1(&status, cbasn1.SEQUENCE) ||
		!status.ReadASN1Integer(&code) {
		return nil, malformed("no TimeStampResp", nil)
	}
	if code != statusGranted && code != statusGrantedWithMods {
		return nil, fault.New(ErrRefused, fault.Args{"detail": refusal(code, status)}, nil)
	}
	var token cryptobyte.String
	if !response.ReadASN1Element(&token, cbasn1.SEQUENCE) {
		return nil, malformed("granted without a token", nil)
	}
	t, err := Parse(token)
	if err != nil {
		return nil, err
	}
	if err := t.isOf(req.Digest, req.Hash); err != nil {
		return nil, err
	}
	if req.Nonce != nil && (t.Nonce == nil || t.Nonce.Cmp(req.Nonce) != 0) {
		return nil, fault.New(ErrOtherQuestion, nil, nil)
	}
	return t, nil
}

// failures names the bits of PKIFailureInfo (RFC 3161 §2.4.2).
var failures = map[int]string{
	0: "badAlg", 2: "badRequest", 5: "badDataFormat", 14: "timeNotAvailable", 15: "unacceptedPolicy",
	16: "unacceptedExtension", 17: "addInfoNotAvailable", 25: "systemFailure",
}

// refusal collects what the server says: status, its own words, failure bits.
func refusal(code int64, rest cryptobyte.String) string {
	parts := []string{fmt.Sprintf("status %d", code)}
	var words, text cryptobyte.String
	if rest.PeekASN1Tag(cbasn1.SEQUENCE) && rest.ReadASN1(&words, cbasn1.SEQUENCE) {
		for len(parts) < 4 && words.ReadASN1(&text, cbasn1.UTF8String) {
			parts = append(parts, oneline.Clean(string(text)))
		}
	}
	var bits []byte
	if rest.ReadASN1BitStringAsBytes(&bits) {
		for bit, name := range failures {
			if bit/8 < len(bits) && bits[bit/8]&(0x80>>(bit%8)) != 0 {
				parts = append(parts, name)
			}
		}
	}
	return strings.Join(parts, ", ")
}
