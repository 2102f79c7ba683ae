package verify

// ValidAtSigning tells whether the signer's certificate was valid at the time of
// signing: the proven one, else the claimed one.
type ValidAtSigning string

// The answers. Within says that the time lies within the certificate's validity
// and that nobody could tell whether it was revoked.
const (
	ValidThen         ValidAtSigning = "valid"
	WithinThen        ValidAtSigning = "within"
	NotValidThen      ValidAtSigning = "not_valid"
	NotKnownAtSigning ValidAtSigning = "not_known" // no time, or no certificate
)

func (j *judging) validAtSigning() ValidAtSigning {
	at := j.SigningTime
	if j.proof != nil && j.token == nil {
		at = j.proof.Time
	}
	evidence := j.RevocationEvidence
	switch {
	case at.IsZero():
		return NotKnownAtSigning
	case at.Add(skew).Before(j.Signer.NotBefore), at.After(j.Signer.NotAfter.Add(skew)):
		return NotValidThen
	case evidence != nil && !evidence.RevokedAt.IsZero() && !evidence.RevokedAt.After(at):
		return NotValidThen
	case evidence != nil:
		return ValidThen
	}
	return WithinThen
}
