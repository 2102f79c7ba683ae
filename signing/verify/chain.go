package verify

import (
	"crypto/x509"
	"errors"
	"slices"
	"time"

	"github.com/vanthu/vanthu/internal/fault"
)

// checkSigner judges the signer's own certificate (EN 319 102-1 §5.2.6): what
// it is for, when it was valid, and whether it leads to a trusted root. Other
// certificates of the bundle only serve as links of that way.
func (f *file) checkSigner(j *judging, cert *x509.Certificate) {
	j.Signer = describeSigner(cert)
	j.warn(RevocationUnchecked, nil)
	f.checkTime(j, cert)
	if !usableFor(cert, j.DocumentTimeStamp) {
		j.doubt(ChainConstraints, KeyUsageWrong, nil)
	}
	if f.trust.empty() {
		j.doubt(NoCertificateChain, NoAnchors, fault.Args{"issuer": j.Signer.Issuer})
		return
	}
	chain, err := f.trust.chain(cert, j.signed.Certificates, f.now)
	if err == nil {
		j.Chain = names(chain[1:])
		return
	}
	f.explainChain(j, cert, err)
}

// explainChain says why there is no way to a root now. Where there was one when
// the certificate was valid, it is only age that stands against it.
func (f *file) explainChain(j *judging, cert *x509.Certificate, err error) {
	if chain, err := f.trust.chain(cert, j.signed.Certificates, within(j.SigningTime, cert)); err == nil {
		j.Chain = names(chain[1:])
		j.doubt(OutOfBoundsNoPOE, ExpiredSince, fault.Args{"expired": shown(earliestEnd(chain))})
		return
	}
	var unknown x509.UnknownAuthorityError
	switch {
	case weakLink(cert, append(slices.Clone(j.signed.Certificates), f.trust.all()...)):
		j.doubt(CryptoConstraints, WeakHash, fault.Args{"hash": "SHA-1"})
	case errors.As(err, &unknown):
		j.doubt(NoCertificateChain, Untrusted, fault.Args{"issuer": j.Signer.Issuer})
	default:
		j.doubt(ChainConstraints, ChainInvalid, fault.Args{"detail": err.Error()})
	}
}

// within moves a time into the certificate's validity.
func within(t time.Time, cert *x509.Certificate) time.Time {
	if t.IsZero() || t.After(cert.NotAfter) {
		return cert.NotAfter
	}
	if t.Before(cert.NotBefore) {
		return cert.NotBefore
	}
	return t
}

func earliestEnd(chain []*x509.Certificate) time.Time {
	end := chain[0].NotAfter
	for _, c := range chain[1:] {
		if c.NotAfter.Before(end) {
			end = c.NotAfter
		}
	}
	return end
}

func names(chain []*x509.Certificate) []string {
	var out []string
	for _, c := range chain {
		out = append(out, nameOf(c.Subject))
	}
	return out
}

// usableFor holds key usage and extended key usage to signing documents, or to
// time stamping (RFC 5280 §4.2.1.3, §4.2.1.12; RFC 3161 §2.3). A certificate
// that says nothing of its usage may be used for all.
func usableFor(cert *x509.Certificate, timeStamp bool) bool {
	if timeStamp {
		return slices.Contains(cert.ExtKeyUsage, x509.ExtKeyUsageTimeStamping)
	}
	const signing = x509.KeyUsageDigitalSignature | x509.KeyUsageContentCommitment
	if cert.KeyUsage != 0 && cert.KeyUsage&signing == 0 {
		return false
	}
	if len(cert.ExtKeyUsage)+len(cert.UnknownExtKeyUsage) == 0 || len(cert.UnknownExtKeyUsage) > 0 {
		return true
	}
	return slices.ContainsFunc(cert.ExtKeyUsage, func(u x509.ExtKeyUsage) bool {
		return !slices.Contains(machineUsages, u)
	})
}

// machineUsages are no persons' or agencies' signing.
var machineUsages = []x509.ExtKeyUsage{
	x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageOCSPSigning, x509.ExtKeyUsageTimeStamping, x509.ExtKeyUsageCodeSigning,
}

const maxLinks = 8

// weakLink tells that the way up from a certificate, by names, has a signature
// that is no longer accepted as such.
func weakLink(cert *x509.Certificate, known []*x509.Certificate) bool {
	for range maxLinks {
		if slices.Equal(cert.RawIssuer, cert.RawSubject) {
			return false
		}
		switch cert.SignatureAlgorithm {
		case x509.MD5WithRSA, x509.SHA1WithRSA, x509.ECDSAWithSHA1, x509.DSAWithSHA1:
			return true
		}
		i := slices.IndexFunc(known, func(c *x509.Certificate) bool { return slices.Equal(c.RawSubject, cert.RawIssuer) })
		if i < 0 {
			return false
		}
		cert = known[i]
	}
	return false
}
