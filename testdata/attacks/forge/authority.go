package forge

import (
	"crypto"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"math/big"
	"time"

	"github.com/vanthu/vanthu/internal/pkitest"
	"github.com/vanthu/vanthu/signing/pades"
	"github.com/vanthu/vanthu/signing/verify"
)

// authorityAttacks are ways up to the root that do not hold, and certificates
// used for what or when they must not be.
func authorityAttacks() []Case {
	whole := "intact whole"
	invalid := unclear(verify.ChainConstraints, verify.ChainInvalid)
	usage := unclear(verify.ChainConstraints, verify.KeyUsageWrong)
	signed := func(name string, a Answer, authority, leaf func(*x509.Certificate)) Case {
		return a.to("authority: "+name, whole, func(w *Workshop) []byte {
			return w.sign(blankFile(), w.below(w.below(w.root(), "CA trung gian", authority), "Trần Văn Nghĩa", leaf).identity())
		})
	}
	return []Case{
		signed("honest", passed(verify.TimeOnlyClaimed), asAuthority, asPerson),
		signed("without basic constraints", stranger, func(c *x509.Certificate) { c.BasicConstraintsValid, c.IsCA = false, false }, asPerson),
		signed("that may not sign certificates", stranger, func(c *x509.Certificate) {
			asAuthority(c)
			c.KeyUsage = x509.KeyUsageDigitalSignature
		}, asPerson),
		signed("for other names", invalid, func(c *x509.Certificate) {
			asAuthority(c)
			c.PermittedDNSDomainsCritical, c.PermittedEmailAddresses = true, []string{"mau.gov.vn"}
		}, func(c *x509.Certificate) {
			asPerson(c)
			c.EmailAddresses = []string{"nghia@example.invalid"}
		}),
		signed("with a rule that nobody knows", invalid, func(c *x509.Certificate) {
			asAuthority(c)
			c.ExtraExtensions = unknownRule
		}, asPerson),
		signed("of a signer with a rule that nobody knows", invalid, asAuthority, func(c *x509.Certificate) {
			asPerson(c)
			c.ExtraExtensions = unknownRule
		}),
		invalid.to("authority: deeper than allowed", whole, func(w *Workshop) []byte {
			first := w.below(w.root(), "CA thứ nhất", func(c *x509.Certificate) {
				asAuthority(c)
				c.MaxPathLenZero = true
			})
			return w.sign(blankFile(), w.below(w.below(first, "CA thứ hai", asAuthority), "Trần Văn Nghĩa", asPerson).identity())
		}),
		stranger.to("authority: two that vouch for each other", whole, circle),
		stranger.to("authority: of the same name with another key", whole, func(w *Workshop) []byte {
			fake := must(pkitest.NewRoot(w.random, pkitest.DemoIssuerName, pkitest.ECDSAP256, pkitest.Around(w.Now, 5)))
			id := w.leafOf(fake)
			id.Chain = []*x509.Certificate{id.Certificate, w.PKI.Issuer.Certificate, fake.Certificate}
			return w.sign(blankFile(), id)
		}),
		usage.to("authority: signs documents itself", whole, func(w *Workshop) []byte {
			issuer := w.PKI.Issuer
			return w.sign(blankFile(), &pkitest.Identity{Certificate: issuer.Certificate, Key: issuer.Key, Chain: []*x509.Certificate{issuer.Certificate}})
		}),
		signed("of a web server", usage, asAuthority, func(c *x509.Certificate) {
			asPerson(c)
			c.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}
		}),
		signed("of a time stamping authority that signs documents", usage, asAuthority, func(c *x509.Certificate) {
			asPerson(c)
			c.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageTimeStamping}
		}),
		signed("of a key for encryption only", usage, asAuthority, func(c *x509.Certificate) { c.KeyUsage = x509.KeyUsageKeyEncipherment }),
		failed(verify.NotYetValid, verify.SignedBeforeValid).to("time: before the certificate was valid", whole, validSigned(pkitest.NotYet, -time.Hour)),
		failed(verify.NotYetValid, verify.SignedBeforeValid).to("time: claimed before the certificate was valid", whole, validSigned(pkitest.Expired, -500*24*time.Hour)),
		failed(verify.Expired, verify.SignedAfterExpiry).to("time: after the certificate had expired", whole, validSigned(pkitest.Expired, -time.Hour)),
		unclear(verify.OutOfBoundsNoPOE, verify.ExpiredSince).to("time: claimed before the certificate expired", whole, validSigned(pkitest.Expired, -90*24*time.Hour)),
		doubtful(verify.TimeInFuture).to("time: claimed in the future", whole, func(w *Workshop) []byte {
			return w.sign(blankFile(), w.PKI.Leader, func(r *pades.Request) { r.Time = w.Now.AddDate(0, 0, 2) })
		}),
	}
}

// link is a certificate with its key and those above it.
type link struct {
	cert  *x509.Certificate
	key   crypto.Signer
	above *link
}

func (w *Workshop) root() *link { return &link{cert: w.PKI.Root.Certificate, key: w.PKI.Root.Key} }

func asAuthority(c *x509.Certificate) {
	c.IsCA, c.BasicConstraintsValid, c.KeyUsage = true, true, x509.KeyUsageCertSign|x509.KeyUsageCRLSign
}

func asPerson(c *x509.Certificate) {
	c.BasicConstraintsValid, c.KeyUsage = true, x509.KeyUsageDigitalSignature|x509.KeyUsageContentCommitment
}

// unknownRule is a critical extension.
var unknownRule = []pkix.Extension{{Id: asn1.ObjectIdentifier{1, 3, 6, 1, 4, 1, 99999, 7}, Critical: true, Value: []byte{5, 0}}}

// below issues a certificate.
func (w *Workshop) below(issuer *link, name string, shape func(*x509.Certificate)) *link {
	key := must(pkitest.NewKey(w.random, pkitest.ECDSAP256))
	template := &x509.Certificate{
		SerialNumber: big.NewInt(w.Now.Unix() + int64(len(name))), Subject: pkix.Name{CommonName: name, Country: []string{"VN"}},
		NotBefore: w.Now.AddDate(0, -6, 0), NotAfter: w.Now.AddDate(2, 0, 0),
	}
	shape(template)
	der := must(x509.CreateCertificate(w.random, template, issuer.cert, key.Public(), issuer.key))
	return &link{must(x509.ParseCertificate(der)), key, issuer}
}

// identity is a signer with the way up, without the root.
func (l *link) identity() *pkitest.Identity {
	id := &pkitest.Identity{Certificate: l.cert, Key: l.key}
	for ; l.above != nil; l = l.above {
		id.Chain = append(id.Chain, l.cert)
	}
	return id
}

// circle has two authorities issue each other's certificate.
func circle(w *Workshop) []byte {
	one := w.below(w.below(w.root(), "CA hai", asAuthority), "CA một", asAuthority)
	two := w.below(one, "CA hai", asAuthority)
	again := must(x509.CreateCertificate(w.random, one.cert, two.cert, one.key.Public(), two.key))
	id := w.below(one, "Trần Văn Nghĩa", asPerson).identity()
	id.Chain = []*x509.Certificate{id.Certificate, must(x509.ParseCertificate(again)), two.cert}
	return w.sign(blankFile(), id)
}

// validSigned has somebody claim to have signed at a time before or after now.
func validSigned(validity func(time.Time) pkitest.Validity, claimed time.Duration) func(*Workshop) []byte {
	return func(w *Workshop) []byte {
		id := w.person(pkitest.Leaf{Validity: validity(w.Now)})
		return w.sign(blankFile(), id, func(r *pades.Request) { r.Time = w.Now.Add(claimed) })
	}
}
