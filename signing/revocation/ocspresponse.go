package revocation

import (
	"crypto/x509"
	"encoding/asn1"
	"fmt"
	"time"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"

	"github.com/vanthu/vanthu/internal/asn1time"
	"github.com/vanthu/vanthu/internal/fault"
)

// Real answers have one to five thousand bytes.
const (
	maxOCSP       = 1 << 20
	maxResponders = 32
	maxAnswers    = 1024
)

// ocspResponse is a BasicOCSPResponse, RFC 6960 §4.2.1.
type ocspResponse struct {
	data                 []byte // tbsResponseData, what is signed
	algorithm, signature []byte
	certificates         []*x509.Certificate

	name, keyHash []byte // the responder's; one of them is nil
	producedAt    time.Time
	answers       []ocspAnswer
	nonce         []byte // the extension's value; nil without
}

var (
	oidBasicResponse = asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 48, 1, 1}
	oidArchiveCutoff = asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 48, 1, 6}
)

// refusals are the values of OCSPResponseStatus other than successful; those
// that pass say that the server cannot now.
var refusals = map[int]string{1: "malformedRequest", 2: "internalError", 3: "tryLater", 5: "sigRequired", 6: "unauthorized"}

func passing(status int) bool { return status == 2 || status == 3 }

func parseOCSP(der []byte) (*ocspResponse, error) {
	if len(der) > maxOCSP {
		return nil, refused(ErrTooLarge, OCSP)
	}
	in := cryptobyte.String(der)
	var response, wrapper, inner, basic cryptobyte.String
	var status int
	var kind asn1.ObjectIdentifier
	if !in.ReadASN1(&response, cbasn1.SEQUENCE) || !in.Empty() || !response.ReadASN1Enum(&status) {
		return nil, malformed(OCSP, "no OCSPResponse")
	}
	if status != 0 {
		return nil, refusal(status)
	}
	if !response.ReadASN1(&wrapper, explicitTag(0)) || !wrapper.ReadASN1(&inner, cbasn1.SEQUENCE) ||
		!inner.ReadASN1ObjectIdentifier(&kind) || !kind.Equal(oidBasicResponse) || !inner.ReadASN1(&basic, cbasn1.OCTET_STRING) {
		return nil, malformed(OCSP, "no basic response")
	}
	return parseBasic(basic)
}

func refusal(status int) error {
	said, known := refusals[status]
	if !known {
		said = fmt.Sprintf("status %d", status)
	}
	if passing(status) {
		return fault.New(ErrUnreachable, fault.Args{"server": ""}, fmt.Errorf("OCSP %s", said))
	}
	return fault.New(ErrRefused, fault.Args{"server": "", "detail": said}, nil)
}

func parseBasic(in cryptobyte.String) (*ocspResponse, error) {
	var o ocspResponse
	var outer, data, body, algorithm, certificates cryptobyte.String
	if !in.ReadASN1(&outer, cbasn1.SEQUENCE) || !in.Empty() || !outer.ReadASN1Element(&data, cbasn1.SEQUENCE) ||
		!outer.ReadASN1Element(&algorithm, cbasn1.SEQUENCE) || !outer.ReadASN1BitStringAsBytes(&o.signature) ||
		!outer.ReadOptionalASN1(&certificates, nil, explicitTag(0)) {
		return nil, malformed(OCSP, "basic response")
	}
	o.data, o.algorithm = data, algorithm
	if !o.parseCertificates(certificates) {
		return nil, malformed(OCSP, "certificates")
	}
	if !data.ReadASN1(&body, cbasn1.SEQUENCE) {
		return nil, malformed(OCSP, "response data")
	}
	return &o, o.parseData(body)
}

// parseCertificates passes over those that cannot be read.
func (o *ocspResponse) parseCertificates(explicit cryptobyte.String) bool {
	var list, one cryptobyte.String
	if explicit.Empty() {
		return true
	}
	if !explicit.ReadASN1(&list, cbasn1.SEQUENCE) {
		return false
	}
	for n := 0; !list.Empty(); n++ {
		if n == maxResponders || !list.ReadASN1Element(&one, cbasn1.SEQUENCE) {
			return false
		}
		if cert, err := x509.ParseCertificate(one); err == nil {
			o.certificates = append(o.certificates, cert)
		}
	}
	return true
}

// parseData reads ResponseData.
func (o *ocspResponse) parseData(body cryptobyte.String) error {
	var answers, extensions cryptobyte.String
	var ok bool
	if !body.SkipOptionalASN1(explicitTag(0)) || !o.parseResponder(&body) {
		return malformed(OCSP, "responder")
	}
	if o.producedAt, ok = asn1time.Read(&body); !ok {
		return malformed(OCSP, "time")
	}
	if !body.ReadASN1(&answers, cbasn1.SEQUENCE) || !body.ReadOptionalASN1(&extensions, nil, explicitTag(1)) {
		return malformed(OCSP, "answers")
	}
	list, ok := readExtensions(extensions)
	if !ok {
		return malformed(OCSP, "extensions")
	}
	for _, e := range list {
		if e.id.Equal(oidNonce) {
			o.nonce = e.value
		} else if e.critical {
			return fault.New(ErrUnsupported, fault.Args{"source": OCSP, "what": e.id.String()}, nil)
		}
	}
	return o.parseAnswers(answers)
}

// parseResponder reads the choice ResponderID.
func (o *ocspResponse) parseResponder(body *cryptobyte.String) bool {
	var id, value cryptobyte.String
	if body.PeekASN1Tag(explicitTag(1)) {
		ok := body.ReadASN1(&id, explicitTag(1)) && id.ReadASN1Element(&value, cbasn1.SEQUENCE)
		o.name = value
		return ok
	}
	ok := body.ReadASN1(&id, explicitTag(2)) && id.ReadASN1(&value, cbasn1.OCTET_STRING)
	o.keyHash = value
	return ok
}
