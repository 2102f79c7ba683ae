package cms

import (
	"crypto"
	"encoding/asn1"
	"time"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"
)

var oidTSTInfo = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 1, 4}

// TimeStamp is what a time stamping authority states: RFC 3161 §2.4.2.
type TimeStamp struct {
	Hash    crypto.Hash // zero where it is unknown to us
	Imprint []byte      // the digest that was there at Time
	Time    time.Time
}

// TimeStamp reads the content of a time stamp token. The token's signature is
// checked apart, by Verify. It fails with ErrMalformed.
func (s *SignedData) TimeStamp() (TimeStamp, error) {
	if !s.ContentType.Equal(oidTSTInfo) || s.Content == nil {
		return TimeStamp{}, malformed("no time stamp token", nil)
	}
	var info, imprint, algorithm, digest, when cryptobyte.String
	in := cryptobyte.String(s.Content)
	if !in.ReadASN1(&info, cbasn1.SEQUENCE) || !info.SkipASN1(cbasn1.INTEGER) ||
		!info.SkipASN1(cbasn1.OBJECT_IDENTIFIER) || !info.ReadASN1(&imprint, cbasn1.SEQUENCE) ||
		!imprint.ReadASN1(&algorithm, cbasn1.SEQUENCE) || !imprint.ReadASN1(&digest, cbasn1.OCTET_STRING) ||
		!info.SkipASN1(cbasn1.INTEGER) || !info.ReadASN1(&when, cbasn1.GeneralizedTime) {
		return TimeStamp{}, malformed("time stamp token", nil)
	}
	// The layout accepts fractions of a second, which cryptobyte does not.
	at, err := time.Parse("20060102150405Z0700", string(when))
	if err != nil {
		return TimeStamp{}, malformed("time of a time stamp token", err)
	}
	return TimeStamp{Hash: parseHash(algorithm), Imprint: digest, Time: at}, nil
}
