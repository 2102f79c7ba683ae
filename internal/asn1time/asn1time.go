// Package asn1time reads the two time types of ASN.1 as certificates, time
// stamps and revocation lists use them. It is more patient than RFC 5280
// §4.1.2.5 asks for, since time stamps carry fractions of a second (RFC 3161
// §2.4.2) and some responders write an offset in place of Z; what it cannot read
// it refuses. It keeps no state.
package asn1time

import (
	"time"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"
)

// The layouts accept a fraction of a second although they do not show it.
const (
	generalized = "20060102150405Z0700"
	short       = "060102150405Z0700"
	maxLength   = 32
)

// Read takes a GeneralizedTime or UTCTime off s and gives it in UTC. Years of
// two digits from 50 on are those of the last century (RFC 5280 §4.1.2.5.1).
func Read(s *cryptobyte.String) (t time.Time, ok bool) {
	var text cryptobyte.String
	var tag cbasn1.Tag
	if !s.ReadAnyASN1(&text, &tag) || len(text) > maxLength {
		return time.Time{}, false
	}
	var err error
	switch tag {
	case cbasn1.GeneralizedTime:
		t, err = time.Parse(generalized, string(text))
	case cbasn1.UTCTime:
		if t, err = time.Parse(short, string(text)); t.Year() >= 2050 {
			t = t.AddDate(-100, 0, 0)
		}
	default:
		return time.Time{}, false
	}
	return t.UTC(), err == nil
}
