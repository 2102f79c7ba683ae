package revocation

import (
	"crypto/x509"
	"encoding/asn1"
	"slices"
	"time"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"

	"github.com/vanthu/vanthu/internal/asn1time"
	"github.com/vanthu/vanthu/internal/fault"
)

var (
	oidDeltaIndicator = asn1.ObjectIdentifier{2, 5, 29, 27}
	oidScope          = asn1.ObjectIdentifier{2, 5, 29, 28} // issuingDistributionPoint
	oidExpiredKept    = asn1.ObjectIdentifier{2, 5, 29, 60} // expiredCertsOnCRL
)

// checkScope asks whether a list would name the certificate if it were revoked:
// RFC 5280 §5.2. A list that leaves something out proves nothing.
func (l *list) checkScope(cert *x509.Certificate) error {
	for _, e := range l.extensions {
		switch {
		case e.id.Equal(oidDeltaIndicator):
			return partial("a difference to another list")
		case e.id.Equal(oidScope):
			if err := checkDistributionPoint(e.value, cert); err != nil {
				return err
			}
		case e.critical && !e.id.Equal(oidExpiredKept):
			return fault.New(ErrUnsupported, fault.Args{"source": CRL, "what": e.id.String()}, nil)
		}
	}
	return nil
}

// retained is since when certificates that ended stay on the list.
func (l *list) retained() (since time.Time) {
	for _, e := range l.extensions {
		if e.id.Equal(oidExpiredKept) {
			since, _ = asn1time.Read(&e.value)
		}
	}
	return since
}

// checkDistributionPoint reads IssuingDistributionPoint, RFC 5280 §5.2.5.
func checkDistributionPoint(in cryptobyte.String, cert *x509.Certificate) error {
	var body, name cryptobyte.String
	var named bool
	if !in.ReadASN1(&body, cbasn1.SEQUENCE) || !body.ReadOptionalASN1(&name, &named, explicitTag(0)) {
		return malformed(CRL, "scope")
	}
	flags := [6]bool{}
	for !body.Empty() {
		var value cryptobyte.String
		var tag cbasn1.Tag
		if !body.ReadAnyASN1(&value, &tag) {
			return malformed(CRL, "scope")
		}
		if n := int(tag &^ cbasn1.Tag(0x80)); n < len(flags) {
			flags[n] = n == 3 || slices.ContainsFunc(value, func(b byte) bool { return b != 0 })
		}
	}
	switch {
	case flags[1] && cert.IsCA:
		return partial("persons' certificates only")
	case flags[2] && !cert.IsCA:
		return partial("authorities' certificates only")
	case flags[3]:
		return partial("some reasons only")
	case flags[4]:
		return partial("lists certificates of several issuers")
	case flags[5]:
		return partial("attribute certificates only")
	case named && !pointsHere(name, cert):
		return partial("a part that the certificate does not name")
	}
	return nil
}

// pointsHere tells whether one of the list's own addresses is one that the
// certificate names (RFC 5280 §6.3.3 b 2).
func pointsHere(name cryptobyte.String, cert *x509.Certificate) bool {
	var full, one cryptobyte.String
	var tag cbasn1.Tag
	if !name.ReadASN1(&full, explicitTag(0)) {
		return false
	}
	for full.ReadAnyASN1(&one, &tag) {
		const uri = cbasn1.Tag(0x80 | 6)
		if tag == uri && slices.Contains(cert.CRLDistributionPoints, string(one)) {
			return true
		}
	}
	return false
}
