package verify

import (
	"context"
	"crypto/x509"
	"slices"
	"time"
)

// evaluateAll judges the signers' certificates before any signature is judged:
// who signed later decides on what that may show.
func (f *file) evaluateAll(ctx context.Context) (err error) {
	for _, j := range f.judgings {
		if j.job == nil {
			continue
		}
		f.readTime(j)
		if j.certificate == nil || j.evaluation != nil { // a document time stamp may have been judged before
			continue
		}
		if j.evaluation, err = f.evaluate(ctx, j, j.certificate, j.signed.Certificates, moment{j.proven(), j.SigningTime}); err != nil {
			return err
		}
	}
	return nil
}

// checkSigner judges the signer's own certificate: what it is for, when it was
// valid, whether it leads to a trusted root and whether it was revoked. Other
// certificates of the bundle only serve as links of that way.
func (f *file) checkSigner(j *judging) {
	j.Signer = describeSigner(j.certificate)
	j.Proof = j.proof
	if j.token != nil {
		j.Signer.Kind = StampingSigner
	} else {
		f.checkTime(j, j.certificate)
		if !usableFor(j.certificate) {
			j.doubt(ChainConstraints, KeyUsageWrong, nil)
		}
	}
	j.evaluation.put(&j.Signature)
	j.ValidAtSigning = j.validAtSigning()
	j.Level = f.level(j)
	for _, stamp := range j.TimeStamps {
		if !stamp.Good {
			j.warn(TimeStampUseless, nil)
			j.warn(stamp.Reason.Code, stamp.Reason.Args)
		}
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

// usableFor holds key usage and extended key usage to signing documents
// (RFC 5280 §4.2.1.3, §4.2.1.12). A certificate that says nothing of its usage
// may be used for all.
func usableFor(cert *x509.Certificate) bool {
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
