// Package timestamp asks time stamping authorities for time stamps and checks
// them: RFC 3161 as profiled by ETSI EN 319 422. A time stamp proves that a
// digest was there at a time; it makes a signature outlive its certificate.
//
// Client.Stamp needs a Transport, which package online has for HTTP. Parse and
// Token.Verify need none: what was embedded in a file years ago is checked with
// what the file holds. Tokens are hostile input: sizes and counts are bounded
// and nothing panics. Whether the authority is trusted is the caller's to say,
// by a Chain. A Client and a Token may be used by many goroutines.
package timestamp

import "github.com/vanthu/vanthu/internal/fault"

// No time stamp came. Argument "server" names the host.
var (
	// ErrUnreachable: no answer: no network, a wrong address, too slow, cut off,
	// or a server that says that it cannot now. Asking again later may help.
	ErrUnreachable = fault.Define("timestamp.unreachable")
	// ErrRefused: the server answered with a no; argument "detail".
	ErrRefused = fault.Define("timestamp.refused")
	// ErrLogin: the server or a proxy wants another user name or password.
	ErrLogin = fault.Define("timestamp.login")
	// ErrRequest: the caller's own mistake; argument "detail".
	ErrRequest = fault.Define("timestamp.request")
)

// A time stamp came, or is in a file, and is not good.
var (
	// ErrMalformed: no time stamp that can be read; argument "detail".
	ErrMalformed = fault.Define("timestamp.malformed")
	// ErrTooLarge: longer than any time stamp.
	ErrTooLarge = fault.Define("timestamp.too_large")
	// ErrOtherContent: the time stamp is of other content.
	ErrOtherContent = fault.Define("timestamp.other_content")
	// ErrOtherQuestion: the nonce is not the one that was sent: an old answer,
	// or one to somebody else.
	ErrOtherQuestion = fault.Define("timestamp.other_question")
	// ErrSignature: the authority's signature is wrong.
	ErrSignature = fault.Define("timestamp.signature_invalid")
	// ErrNoCertificate: the certificate that signed it is not there.
	ErrNoCertificate = fault.Define("timestamp.no_certificate")
	// ErrNotBound: the signing-certificate attribute is missing or names
	// another certificate (RFC 3161 §2.4.2).
	ErrNotBound = fault.Define("timestamp.not_bound")
	// ErrUsage: the certificate is not one for time stamping only (RFC 3161
	// §2.3); argument "name".
	ErrUsage = fault.Define("timestamp.usage")
	// ErrTime: the time lies outside of the authority's certificate's validity;
	// arguments "name" and "time".
	ErrTime = fault.Define("timestamp.time")
	// ErrUntrusted: the authority does not lead to a trusted root; argument "name".
	ErrUntrusted = fault.Define("timestamp.untrusted")
	// ErrWeak: hash or key no longer prove anything; argument "algorithm".
	ErrWeak = fault.Define("timestamp.weak")
	// ErrUnsupported: it cannot be told: an algorithm that is not known here;
	// argument "what".
	ErrUnsupported = fault.Define("timestamp.unsupported")
)

func malformed(detail string, cause error) error {
	return fault.New(ErrMalformed, fault.Args{"detail": detail}, cause)
}

func badRequest(detail string) error {
	return fault.New(ErrRequest, fault.Args{"detail": detail}, nil)
}
