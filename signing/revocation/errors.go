package revocation

import "github.com/vanthu/vanthu/internal/fault"

// Why there is no evidence. Argument "server" names the host.
var (
	// ErrUnreachable: no answer: no network, too slow, cut off, or a server
	// that says that it cannot now.
	ErrUnreachable = fault.Define("revocation.unreachable")
	// ErrRefused: the server answered with a no; argument "detail".
	ErrRefused = fault.Define("revocation.refused")
	// ErrNoSource: the certificate names no server; argument "name".
	ErrNoSource = fault.Define("revocation.no_source")
)

// Why evidence is not used; argument "source" is ocsp or crl.
var (
	// ErrMalformed: it cannot be read; argument "detail".
	ErrMalformed = fault.Define("revocation.malformed")
	// ErrTooLarge: it is longer than this package reads.
	ErrTooLarge = fault.Define("revocation.too_large")
	// ErrOtherCertificate: it is about certificates of another issuer, or not
	// about this one.
	ErrOtherCertificate = fault.Define("revocation.other_certificate")
	// ErrStranger: signed by somebody whom the issuer did not appoint.
	ErrStranger = fault.Define("revocation.stranger")
	// ErrSignature: the signature is wrong.
	ErrSignature = fault.Define("revocation.signature_invalid")
	// ErrStale: it tells nothing about the time in question any more; argument
	// "until".
	ErrStale = fault.Define("revocation.stale")
	// ErrFuture: it is dated after the check; argument "from".
	ErrFuture = fault.Define("revocation.future")
	// ErrAfterExpiry: it was made after the certificate's end, when lists may
	// leave the certificate out.
	ErrAfterExpiry = fault.Define("revocation.after_expiry")
	// ErrPartial: the list leaves out certificates or reasons, lists those of
	// several issuers, or is a difference to another list; argument "detail".
	ErrPartial = fault.Define("revocation.partial")
	// ErrOtherQuestion: the nonce is not the one that was sent.
	ErrOtherQuestion = fault.Define("revocation.other_question")
	// ErrNotKnown: the responder does not know the certificate.
	ErrNotKnown = fault.Define("revocation.not_known")
	// ErrWeak: signed with a hash that proves nothing any more; argument
	// "algorithm".
	ErrWeak = fault.Define("revocation.weak")
	// ErrUnsupported: an algorithm or critical extension that is not known
	// here; argument "what".
	ErrUnsupported = fault.Define("revocation.unsupported")
)

// What Collector answers when a way up cannot be proven.
var (
	// ErrRevoked: a certificate of the way is revoked; arguments "name", "at".
	ErrRevoked = fault.Define("revocation.revoked")
	// ErrUnknown: there is no usable evidence for one; argument "name".
	ErrUnknown = fault.Define("revocation.unknown")
	// ErrUntrusted: there is no way to a trusted root; argument "name".
	ErrUntrusted = fault.Define("revocation.untrusted")
)

func malformed(source Source, detail string) error {
	return fault.New(ErrMalformed, fault.Args{"source": source, "detail": detail}, nil)
}

// refused makes an error about a piece of evidence.
func refused(code fault.Code, source Source) error {
	return fault.New(code, fault.Args{"source": source}, nil)
}
