package revocation

import (
	"bytes"
	"encoding/asn1"
	"time"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"

	"github.com/vanthu/vanthu/internal/asn1time"
	"github.com/vanthu/vanthu/internal/fault"
)

// maxCRL bounds a list. The largest of public authorities have some tens of
// megabytes; each is kept once and searched where it lies.
const maxCRL = 64 << 20

// list is a CertificateList, RFC 5280 §5.1. It points into its DER.
type list struct {
	data                 []byte // tbsCertList, what is signed
	algorithm, signature []byte
	issuer               []byte // Name in DER
	this, next           time.Time
	entries              cryptobyte.String
	extensions           []extension
}

func parseCRL(der []byte) (*list, error) {
	if len(der) > maxCRL {
		return nil, refused(ErrTooLarge, CRL)
	}
	in := cryptobyte.String(der)
	var outer, data, algorithm, body cryptobyte.String
	var l list
	if !in.ReadASN1(&outer, cbasn1.SEQUENCE) || !in.Empty() || !outer.ReadASN1Element(&data, cbasn1.SEQUENCE) ||
		!outer.ReadASN1Element(&algorithm, cbasn1.SEQUENCE) || !outer.ReadASN1BitStringAsBytes(&l.signature) || !outer.Empty() {
		return nil, malformed(CRL, "no CertificateList")
	}
	l.data, l.algorithm = data, algorithm
	if !data.ReadASN1(&body, cbasn1.SEQUENCE) {
		return nil, malformed(CRL, "no CertificateList")
	}
	return &l, l.parseBody(body)
}

func (l *list) parseBody(body cryptobyte.String) error {
	var algorithm, issuer, extensions cryptobyte.String
	if body.PeekASN1Tag(cbasn1.INTEGER) && !body.SkipASN1(cbasn1.INTEGER) ||
		!body.ReadASN1Element(&algorithm, cbasn1.SEQUENCE) || !bytes.Equal(algorithm, l.algorithm) ||
		!body.ReadASN1Element(&issuer, cbasn1.SEQUENCE) {
		return malformed(CRL, "head of the list")
	}
	l.issuer = issuer
	var ok bool
	if l.this, ok = asn1time.Read(&body); !ok {
		return malformed(CRL, "time")
	}
	if body.PeekASN1Tag(cbasn1.UTCTime) || body.PeekASN1Tag(cbasn1.GeneralizedTime) {
		if l.next, ok = asn1time.Read(&body); !ok {
			return malformed(CRL, "time")
		}
	}
	if body.PeekASN1Tag(cbasn1.SEQUENCE) && !body.ReadASN1(&l.entries, cbasn1.SEQUENCE) ||
		!body.ReadOptionalASN1(&extensions, nil, explicitTag(0)) || !body.Empty() {
		return malformed(CRL, "entries")
	}
	if l.extensions, ok = readExtensions(extensions); !ok {
		return malformed(CRL, "extensions")
	}
	return nil
}

// entry is one revoked certificate, RFC 5280 §5.3.
type entry struct {
	at     time.Time
	reason Reason
}

var (
	oidReason            = asn1.ObjectIdentifier{2, 5, 29, 21}
	oidCertificateIssuer = asn1.ObjectIdentifier{2, 5, 29, 29}
)

// find searches for a serial number, given as the content of its DER. It reads
// every entry, since a critical extension in any of them, that is not known
// here, forbids to use the list (RFC 5280 §5.3).
func (l *list) find(serial []byte) (found *entry, err error) {
	entries := l.entries
	var one, number, date cryptobyte.String
	var tag cbasn1.Tag
	for !entries.Empty() {
		if !entries.ReadASN1(&one, cbasn1.SEQUENCE) || !one.ReadASN1(&number, cbasn1.INTEGER) || !one.ReadAnyASN1Element(&date, &tag) {
			return nil, malformed(CRL, "entry")
		}
		hit := bytes.Equal(number, serial)
		if !hit && !mayBeCritical(one) {
			continue
		}
		e, err := parseEntry(date, one)
		if err != nil {
			return nil, err
		}
		if hit {
			found = &e
		}
	}
	return found, nil
}

// mayBeCritical looks for a flag among an entry's extensions and makes nothing
// of them: there are millions of entries, and none has one.
func mayBeCritical(extensions cryptobyte.String) bool {
	var all, one cryptobyte.String
	if extensions.Empty() {
		return false
	}
	if !extensions.ReadASN1(&all, cbasn1.SEQUENCE) {
		return true // parseEntry says what is wrong
	}
	for !all.Empty() {
		if !all.ReadASN1(&one, cbasn1.SEQUENCE) || !one.SkipASN1(cbasn1.OBJECT_IDENTIFIER) || one.PeekASN1Tag(cbasn1.BOOLEAN) {
			return true
		}
	}
	return false
}

func parseEntry(date, rest cryptobyte.String) (e entry, err error) {
	var ok bool
	if e.at, ok = asn1time.Read(&date); !ok {
		return e, malformed(CRL, "time of an entry")
	}
	extensions, ok := readExtensions(rest)
	if !ok {
		return e, malformed(CRL, "extensions of an entry")
	}
	for _, x := range extensions {
		var n int
		switch {
		case x.id.Equal(oidReason):
			if !x.value.ReadASN1Enum(&n) {
				return e, malformed(CRL, "reason of an entry")
			}
			e.reason = Reason(n)
		case x.critical && x.id.Equal(oidCertificateIssuer):
			return e, partial("lists certificates of several issuers")
		case x.critical:
			return e, fault.New(ErrUnsupported, fault.Args{"source": CRL, "what": x.id.String()}, nil)
		}
	}
	return e, nil
}

func partial(detail string) error {
	return fault.New(ErrPartial, fault.Args{"source": CRL, "detail": detail}, nil)
}
