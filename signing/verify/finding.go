package verify

import "github.com/vanthu/vanthu/internal/fault"

// Errors: the file was not judged.
var (
	// ErrTooMany: more signatures than can be compared; argument "count".
	ErrTooMany = fault.Define("verify.too_many")
	// ErrUnreadable: the medium failed while hashing; the cause says how.
	ErrUnreadable = fault.Define("verify.unreadable")
	// ErrTrust: a certificate file in the folder of trust cannot be read;
	// argument "file".
	ErrTrust = fault.Define("verify.trust_unreadable")
	// ErrEvidence: a file in the folder of evidence cannot be read; argument
	// "file".
	ErrEvidence = fault.Define("verify.evidence_unreadable")
)

// Findings that make a signature TOTAL-FAILED.
var (
	ByteRangeWrong      = fault.Define("verify.byte_range")
	ContentsWrong       = fault.Define("verify.contents")
	ContentChanged      = fault.Define("verify.content_changed")
	SignatureWrong      = fault.Define("verify.signature_wrong")
	ChangedAfterSigning = fault.Define("verify.changed_after_signing")
	// AppearanceChanged: a field shows something else than when it was signed,
	// though its value is the same; argument "field".
	AppearanceChanged = fault.Define("verify.appearance_changed")
	// AnnotationOverContent: an annotation covers or hides what was signed;
	// arguments "kind" and "page".
	AnnotationOverContent = fault.Define("verify.annotation_over_content")
	CertificationBroken   = fault.Define("verify.certification_broken")
	LockBroken            = fault.Define("verify.lock_broken")
	// SignedAfterRevocation: by what the signature says itself; argument "at".
	SignedAfterRevocation = fault.Define("verify.signed_after_revocation")
	SignedAfterExpiry     = fault.Define("verify.signed_after_expiry")
	SignedBeforeValid     = fault.Define("verify.signed_before_valid")
)

// Findings that leave a signature INDETERMINATE.
var (
	NoSignerCertificate = fault.Define("verify.no_signer_certificate")
	OtherCertificate    = fault.Define("verify.other_certificate")
	NoAnchors           = fault.Define("verify.no_anchors")
	Untrusted           = fault.Define("verify.untrusted")
	ChainInvalid        = fault.Define("verify.chain_invalid")
	KeyUsageWrong       = fault.Define("verify.key_usage")
	ExpiredSince        = fault.Define("verify.expired_since")
	WeakHash            = fault.Define("verify.weak_hash")
	ShortKey            = fault.Define("verify.short_key")
	UnknownAlgorithm    = fault.Define("verify.unknown_algorithm")
	UnknownFormat       = fault.Define("verify.unknown_format")
	// CertificateRevoked: nothing proves that it was signed before; argument "at".
	CertificateRevoked = fault.Define("verify.certificate_revoked")
	CertificateOnHold  = fault.Define("verify.certificate_on_hold") // argument "at"
	IssuerRevoked      = fault.Define("verify.issuer_revoked")      // arguments "issuer", "at"
	// IssuerNotValid: at the time that counts; arguments "issuer", "from", "to".
	IssuerNotValid = fault.Define("verify.issuer_not_valid")
	// RevocationUnprovable: the certificate has expired, and nothing proves that
	// it was not revoked before.
	RevocationUnprovable = fault.Define("verify.revocation_unprovable")
	// EvidenceForged: the file holds evidence of the certificate's status that
	// nobody signed who may, and none that counts.
	EvidenceForged = fault.Define("verify.evidence_forged")
	TimeInFuture   = fault.Define("verify.time_in_future")
	UnsignedTail   = fault.Define("verify.unsigned_tail")
	// AnnotationsAdded: nobody said whether they are allowed; they cover nothing
	// that was signed. Arguments "kind" and "page" of the first.
	AnnotationsAdded = fault.Define("verify.annotations_added")
	// LaterSignatureBroken: what was added as a signature is none that stands;
	// argument "field".
	LaterSignatureBroken = fault.Define("verify.later_signature_broken")
	// StrangerOverContent: a later signature, of somebody who is not trusted, is
	// shown over what was signed; arguments "field" and "page".
	StrangerOverContent = fault.Define("verify.stranger_over_content")
	// FormDisplayChanged: whether viewers draw fields by their values or as they
	// were drawn; argument "field" of one where the two may differ.
	FormDisplayChanged = fault.Define("verify.form_display_changed")
	ChangesUncompared  = fault.Define("verify.changes_uncompared")
)

// Warnings: they do not change the result.
var (
	RevocationUnchecked = fault.Define("verify.revocation_unchecked")
	IssuerUnchecked     = fault.Define("verify.issuer_unchecked") // argument "issuer"
	RevokedLater        = fault.Define("verify.revoked_later")    // argument "at"
	// TimeStampUseless: the next warning says why.
	TimeStampUseless = fault.Define("verify.time_stamp_useless")
	// ClaimedAfterProof: arguments "claimed" and "proven".
	ClaimedAfterProof = fault.Define("verify.claimed_after_proof")
	TimeOnlyClaimed   = fault.Define("verify.time_claimed")
	NoSigningTime     = fault.Define("verify.no_signing_time")
	NotBound          = fault.Define("verify.not_bound")
	TimeShifted       = fault.Define("verify.time_shifted")
	OrphansFound      = fault.Define("verify.orphans")
	OrphansUnknown    = fault.Define("verify.orphans_unknown")
	// AnnotationsAllowed: they came later, and the signer allowed them;
	// arguments "kind" and "page".
	AnnotationsAllowed = fault.Define("verify.annotations_allowed")
	// StructureChanged: what is read aloud may differ from what was signed.
	StructureChanged = fault.Define("verify.structure_changed")
	// LargeSignature: a later signature covers much of a page; arguments
	// "field", "page" and "percent".
	LargeSignature = fault.Define("verify.large_signature")
	TrailingBytes  = fault.Define("verify.trailing_bytes")
)

// fail, doubt and warn put a finding into the judgement. The first failure's
// sub-indication stands, else the first doubt's.
func (s *Signature) fail(sub SubIndication, code fault.Code, args fault.Args) {
	if s.Result != TotalFailed {
		s.Result, s.SubIndication = TotalFailed, sub
		s.Reasons = append([]Finding{{code, args}}, s.Reasons...)
		return
	}
	s.Reasons = append(s.Reasons, Finding{code, args})
}

func (s *Signature) doubt(sub SubIndication, code fault.Code, args fault.Args) {
	if s.Result == TotalPassed {
		s.Result, s.SubIndication = Indeterminate, sub
	}
	s.Reasons = append(s.Reasons, Finding{code, args})
}

func (s *Signature) warn(code fault.Code, args fault.Args) {
	s.Warnings = append(s.Warnings, Finding{code, args})
}
