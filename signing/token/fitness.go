package token

import (
	"crypto/x509"
	"time"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/office"
)

// Fitness tells whether a certificate may be signed with, and if not, why. A
// text for people stands in internal/i18n under "token.fitness." and the value.
type Fitness string

// The reasons, the one that counts first when several apply.
const (
	Fit         Fitness = "ok"
	Unreadable  Fitness = "unreadable"      // not a certificate that can be parsed
	ForIssuing  Fitness = "authority"       // it belongs to a certification authority
	NotForSign  Fitness = "not_for_signing" // neither digitalSignature nor nonRepudiation
	UnknownKind Fitness = "key_unsupported" // neither RSA nor ECDSA
	KeyMissing  Fitness = "no_key"          // its private key is not on the token
	KeyForbids  Fitness = "key_forbidden"   // the token does not let its key sign
	TooEarly    Fitness = "not_yet_valid"
	TooLate     Fitness = "expired"
)

// fitness judges by RFC 5280 §4.1.2.5 and §4.2.1.3. A certificate that does not
// limit its key's use may sign.
func (c *Certificate) fitness(now time.Time) Fitness {
	const mayUse = x509.KeyUsageDigitalSignature | x509.KeyUsageContentCommitment
	switch x := c.X509; {
	case x == nil:
		return Unreadable
	case x.IsCA:
		return ForIssuing
	case x.KeyUsage != 0 && x.KeyUsage&mayUse == 0:
		return NotForSign
	case c.KeyType == "":
		return UnknownKind
	case c.Key == KeyAbsent:
		return KeyMissing
	case c.keyForbidden:
		return KeyForbids
	case now.Before(x.NotBefore):
		return TooEarly
	case now.After(x.NotAfter):
		return TooLate
	}
	return Fit
}

var unfitErrors = map[Fitness]fault.Code{
	Unreadable: ErrUnreadable, ForIssuing: ErrNotForSigning, NotForSign: ErrNotForSigning,
	UnknownKind: ErrMechanismUnsupported, KeyMissing: ErrNoKey, KeyForbids: ErrKeyForbidden, TooEarly: ErrNotYetValid, TooLate: ErrExpired,
}

// Unfit is nil for a certificate that may be signed with, else an error that
// errors.Is finds as ErrCertificateUnfit and as the particular reason.
func (c Certificate) Unfit() error {
	if c.Fitness == Fit {
		return nil
	}
	args := fault.Args{
		"reason": string(c.Fitness), "subject": c.Subject, "mechanism": string(c.KeyType),
		"from": day(c.NotBefore), "until": day(c.NotAfter),
	}
	return fault.New(unfitErrors[c.Fitness], args, fault.New(ErrCertificateUnfit, args, nil))
}

func day(t time.Time) string { return t.In(office.Vietnam).Format("02/01/2006") }
