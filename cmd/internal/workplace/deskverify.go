package workplace

import (
	"context"
	"slices"

	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/signing/verify"
)

// deskVerifier is desk.Verifier by this machine's own roots.
type deskVerifier struct{ w *Workplace }

func (d deskVerifier) Verify(ctx context.Context, path string) (desk.Report, error) {
	trust, err := OwnTrust(d.w.Config)
	if err != nil {
		return desk.Report{}, err
	}
	report, err := Report(ctx, path, trust, d.w.Clock)
	if err != nil {
		return desk.Report{}, err
	}
	settings, err := d.w.Stamping()
	if err != nil {
		return report, nil // no setting of levels keeps a signature from being checked
	}
	for i := range report.Signatures {
		report.Signatures[i].Wanted = wanted(report.Signatures[i].Level, "B-"+settings.Level)
	}
	return report, nil
}

var verdicts = map[verify.Result]desk.Verdict{
	verify.TotalPassed: desk.Valid, verify.Indeterminate: desk.CouldNotCheck,
	verify.TotalFailed: desk.NotValid, verify.NoSignature: desk.NoSignature,
}

func deskSignature(s verify.Signature) desk.Signature {
	signature := desk.Signature{
		Verdict: verdicts[s.Result], Signer: s.Signer.Name, Issuer: s.Signer.Issuer,
		Agency: s.Signer.Kind == verify.AgencySigner, At: s.SigningTime, TimeStamp: s.DocumentTimeStamp, Level: string(s.Level),
	}
	if s.Proof != nil && !s.DocumentTimeStamp {
		signature.At, signature.Stamped = s.Proof.Time, true
	}
	if len(s.Reasons) > 0 {
		signature.Reason = s.Reasons[0].Err()
	}
	return signature
}

// wanted is the level that this machine gives, where a signature can rise to it.
func wanted(has, gives string) string {
	if has != string(verify.NoLevel) && slices.Index(ladder, has) < slices.Index(ladder, gives) {
		return gives
	}
	return ""
}

// ladder has the levels in their order.
var ladder = []string{string(verify.LevelB), string(verify.LevelT), string(verify.LevelLT), string(verify.LevelLTA)}
