package desk

import "time"

// Verdict is the answer about one signature or about a whole file. The three
// answers are never folded into one another.
type Verdict string

// The verdicts.
const (
	NoSignature   Verdict = "none"
	Valid         Verdict = "valid"
	CouldNotCheck Verdict = "could_not_check" // EN 319 102-1 INDETERMINATE
	NotValid      Verdict = "not_valid"       // EN 319 102-1 TOTAL-FAILED
)

// Report is what a verifier says of a file.
type Report struct {
	Overall    Verdict
	Signatures []Signature // in the order in which they were made
}

// Signature is one signature in a file.
type Signature struct {
	Verdict Verdict
	Signer  string
	Issuer  string
	Agency  bool      // made with an agency's certificate
	At      time.Time // signing time, zero when unknown
	Stamped bool      // At comes from a trusted time stamp, not from the signer's clock
	Reason  error     // why it is not valid or could not be checked; nil when valid

	// TimeStamp: a time stamp over the document, nobody's signature.
	TimeStamp bool
	// Level of PAdES that it reaches: B-B, B-T, B-LT or B-LTA; empty for other
	// kinds of signatures. Wanted is the one that this machine gives, where that
	// is higher.
	Level, Wanted string
}
