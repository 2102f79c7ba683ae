package workplace

import (
	"context"

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
	return Report(ctx, path, trust, d.w.Clock)
}

var verdicts = map[verify.Result]desk.Verdict{
	verify.TotalPassed: desk.Valid, verify.Indeterminate: desk.CouldNotCheck,
	verify.TotalFailed: desk.NotValid, verify.NoSignature: desk.NoSignature,
}

func deskSignature(s verify.Signature) desk.Signature {
	signature := desk.Signature{
		Verdict: verdicts[s.Result], Signer: s.Signer.Name, Issuer: s.Signer.Issuer,
		Agency: s.Signer.Kind == verify.AgencySigner, At: s.SigningTime,
	}
	if len(s.Reasons) > 0 {
		signature.Reason = s.Reasons[0].Err()
	}
	return signature
}
