package verify

import (
	"time"

	"github.com/vanthu/vanthu/internal/fault"
)

// Result is the main status of EN 319 102-1 §5.1.3. The texts of
// "verify.result.<Result>" say it to people.
type Result string

// The results. NoSignature is a file's only.
const (
	TotalPassed   Result = "TOTAL-PASSED"
	Indeterminate Result = "INDETERMINATE"
	TotalFailed   Result = "TOTAL-FAILED"
	NoSignature   Result = "NO-SIGNATURE"
)

// SubIndication says why a signature did not pass: EN 319 102-1 §5.1.3, tables
// 5 and 6.
type SubIndication string

// The sub-indications in use.
const (
	FormatFailure         SubIndication = "FORMAT_FAILURE"
	HashFailure           SubIndication = "HASH_FAILURE"
	SigCryptoFailure      SubIndication = "SIG_CRYPTO_FAILURE"
	Expired               SubIndication = "EXPIRED"
	NotYetValid           SubIndication = "NOT_YET_VALID"
	SigConstraintsFailure SubIndication = "SIG_CONSTRAINTS_FAILURE"
	ChainConstraints      SubIndication = "CHAIN_CONSTRAINTS_FAILURE"
	CryptoConstraints     SubIndication = "CRYPTO_CONSTRAINTS_FAILURE_NO_POE"
	NoSigningCertificate  SubIndication = "NO_SIGNING_CERTIFICATE_FOUND"
	NoCertificateChain    SubIndication = "NO_CERTIFICATE_CHAIN_FOUND"
	OutOfBoundsNoPOE      SubIndication = "OUT_OF_BOUNDS_NO_POE"
	RevokedSub            SubIndication = "REVOKED"
	RevokedNoPOE          SubIndication = "REVOKED_NO_POE"
	RevokedCANoPOE        SubIndication = "REVOKED_CA_NO_POE"
	TryLater              SubIndication = "TRY_LATER"
	Generic               SubIndication = "GENERIC"
)

// Report is what is known of a file's signatures.
type Report struct {
	// Result is the worst of the signatures', or NoSignature.
	Result    Result    `json:"result"`
	CheckedAt time.Time `json:"checked_at"`
	// Signatures in the order in which they were made.
	Signatures []Signature `json:"signatures"`
	// EmptyFields are the names of signature fields nobody has signed.
	EmptyFields []string `json:"empty_fields,omitempty"`
	// Orphans counts signature dictionaries that belong to no field. They are
	// no signatures, whatever they hold.
	Orphans  int       `json:"orphan_signatures"`
	Warnings []Finding `json:"warnings,omitempty"`
}

// Signature is the judgement of one signature.
type Signature struct {
	Field     string `json:"field"`
	SubFilter string `json:"sub_filter"`
	// Certifies tells a certification signature from an approval one
	// (ISO 32000-2 §12.8.2.2).
	Certifies bool `json:"certifies"`
	// DocumentTimeStamp: a time stamp over the file, nobody's signature.
	DocumentTimeStamp bool `json:"document_time_stamp"`

	Result        Result        `json:"result"`
	SubIndication SubIndication `json:"sub_indication,omitempty"`
	// Reasons are why Result is not TOTAL-PASSED, the weightiest first.
	Reasons []Finding `json:"reasons,omitempty"`
	// Warnings do not change Result but must be shown.
	Warnings []Finding `json:"warnings,omitempty"`

	Integrity    Integrity    `json:"integrity"`
	Coverage     Coverage     `json:"coverage"`
	LaterChanges LaterChanges `json:"later_changes"`
	// Changes names what was added or altered after signing: at most some
	// dozens, of every kind that occurs.
	Changes []Change `json:"changes,omitempty"`

	Signer Signer `json:"signer"`
	// Chain names the authorities from the signer's issuer to the trusted root;
	// empty where no such way was found.
	Chain      []string   `json:"chain,omitempty"`
	Revocation Revocation `json:"revocation"`
	// RevocationEvidence is what Revocation rests on; nil where nothing proves it.
	RevocationEvidence *StatusEvidence `json:"revocation_evidence,omitempty"`
	// ValidAtSigning is TT 15/2025's "validity at the time of signing".
	ValidAtSigning ValidAtSigning `json:"valid_at_signing"`
	// Level of EN 319 142-1 that is reached; empty for other kinds of signatures.
	Level Level `json:"level,omitempty"`

	// SigningTime is what the signer claims, or a document time stamp's time;
	// zero where there is no claim.
	SigningTime time.Time  `json:"signing_time,omitzero"`
	TimeSource  TimeSource `json:"time_source"`
	// Proof is what proves when the signature was there, nil without.
	Proof *TimeProof `json:"proof,omitempty"`
	// TimeStamps are the signature's own, good or not.
	TimeStamps []TimeStamp `json:"time_stamps,omitempty"`

	Algorithm string `json:"algorithm,omitempty"` // "RSASSA-PKCS1-v1_5 SHA-256"
	Key       string `json:"key,omitempty"`       // "RSA 2048"

	// Name, Reason and Location are what the signature dictionary says of
	// itself; signed with it, checked by nobody.
	Name     string `json:"name,omitempty"`
	Reason   string `json:"reason,omitempty"`
	Location string `json:"location,omitempty"`
}

// Integrity tells whether the covered bytes are those that were signed.
type Integrity string

// The states of integrity.
const (
	Intact           Integrity = "intact"
	Broken           Integrity = "broken"
	IntegrityUnknown Integrity = "unknown"
)

// Coverage is what part of the file the signature covers.
type Coverage struct {
	WholeDocument bool  `json:"whole_document"`
	End           int64 `json:"end"`  // bytes covered, counted from the file's start, with the hole
	Size          int64 `json:"size"` // bytes in the file
	// Revision is the number, from 1, of the revision that the signature
	// covers, of Revisions; 0 where it is none.
	Revision  int `json:"revision"`
	Revisions int `json:"revisions"`
}

// TimeSource says where the signing time comes from.
type TimeSource string

// The sources of time. The first two are claims of the signer.
const (
	ClaimedInDocument TimeSource = "claimed_in_document"  // /M of the dictionary
	ClaimedInCMS      TimeSource = "claimed_in_signature" // signing-time attribute
	StampedTime       TimeSource = "time_stamp"           // of a document time stamp
	NoTime            TimeSource = "none"
)

// Finding is a code with its arguments; it is explained as an error is, by
// i18n.Explain(lang, finding.Err()).
type Finding struct {
	Code fault.Code `json:"code"`
	Args fault.Args `json:"args,omitempty"`
}

// Err is the finding as an error.
func (f Finding) Err() error { return fault.New(f.Code, f.Args, nil) }

// worst folds the signatures' results into the file's.
func worst(signatures []Signature) Result {
	if len(signatures) == 0 {
		return NoSignature
	}
	result := TotalPassed
	for _, s := range signatures {
		result = worse(result, s.Result)
	}
	return result
}

func worse(a, b Result) Result {
	for _, r := range []Result{TotalFailed, Indeterminate} {
		if a == r || b == r {
			return r
		}
	}
	return TotalPassed
}
