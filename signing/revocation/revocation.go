// Package revocation tells whether a certificate had been taken back at a time:
// OCSP (RFC 6960) and complete revocation lists (RFC 5280 §5). Check works on
// evidence that is at hand, such as what a PDF's security store holds, without
// network; Client asks the servers that the certificate names, through a
// Transport, and gives the evidence back for keeping; Collector does so for the
// whole way up to a root.
//
// "Good", "revoked", "unknown" and "unreachable" are four answers, and each
// comes with its evidence or with what stood in the way. Evidence is hostile:
// sizes and counts are bounded, nothing panics, and nothing counts that the
// certificate's issuer, or a responder that the issuer appointed, has not
// signed. Ask servers only for certificates that lead to a trusted root: others
// could name any address inside the agency's network.
//
// Results are not changed after they are made; a Client and a Collector may be
// used by many goroutines.
package revocation

import (
	"crypto/x509"
	"time"
)

// Status is the answer.
type Status string

// The statuses.
const (
	Good    Status = "good"
	Revoked Status = "revoked"
	// Unknown: there is no usable evidence: none that came was good, or the
	// responder does not know the certificate.
	Unknown Status = "unknown"
	// Unreachable: no server that the certificate names answered.
	Unreachable Status = "unreachable"
)

// Source is the kind of evidence.
type Source string

// The sources.
const (
	OCSP Source = "ocsp"
	CRL  Source = "crl"
)

// Reason of a revocation: CRLReason, RFC 5280 §5.3.1.
type Reason int

// The reasons. OnHold may end again; all others are for good.
const (
	Unspecified        Reason = 0
	KeyCompromise      Reason = 1
	CACompromise       Reason = 2
	AffiliationChanged Reason = 3
	Superseded         Reason = 4
	Ceased             Reason = 5
	OnHold             Reason = 6
	RemoveFromCRL      Reason = 8
	PrivilegeWithdrawn Reason = 9
	AACompromise       Reason = 10
)

// When says what time is asked about.
type When struct {
	// Used is when the certificate was used, as far as that is proven: the time
	// of a time stamp. Where nothing proves it, it is Now.
	Used time.Time
	// Now is the time of the check. Evidence of a later time is refused.
	Now time.Time
}

// At asks about the present.
func At(now time.Time) When { return When{now, now} }

// Evidence is what is at hand, in DER: OCSPResponse and CertificateList. More
// certificates of responders may be given, for answers that hold none.
type Evidence struct {
	OCSPs, CRLs  [][]byte
	Certificates []*x509.Certificate
}

// Result is the answer for one certificate.
type Result struct {
	Status Status
	// RevokedAt and Reason are set where the certificate was revoked at any
	// time. A revocation after When.Used leaves Status Good.
	RevokedAt time.Time
	Reason    Reason

	// The rest describes the evidence that decided; it is empty where none did.
	Source                 Source
	Raw                    []byte            // DER
	Signer                 *x509.Certificate // who signed it
	ThisUpdate, NextUpdate time.Time         // NextUpdate is zero where none is promised
	Server                 string            // the address asked; empty for evidence at hand

	// Causes say why other evidence was not used and why servers gave none.
	Causes []error
}

// skew is how far the clocks of two machines may go apart.
const skew = 5 * time.Minute
