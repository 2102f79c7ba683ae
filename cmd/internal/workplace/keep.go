package workplace

import (
	"context"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/signing/verify"
)

// Keep stores a PDF as an outgoing document of this machine's agency. How far it
// has come is read from the signatures that it bears. With issue, one that may
// not leave the agency is refused before a byte is stored.
func (w *Workplace) Keep(ctx context.Context, path string, info office.Info, issue bool) (office.DocumentID, error) {
	if err := info.Check(); err != nil { // before a byte is stored
		return "", err
	}
	session, err := w.Store.Session(ctx)
	if err != nil {
		return "", err
	}
	info.Issuer = session.Agency.Code
	if info.IssuerName == "" {
		info.IssuerName = session.Agency.Name
	}
	stage, err := w.stageOf(ctx, path)
	if err != nil {
		return "", err
	}
	if issue {
		planned := office.Document{Info: info, Stage: stage, Files: []office.File{{Role: office.MainFile}}}
		if err := planned.MayIssue(); err != nil {
			return "", err
		}
	}
	file, err := w.Store.AddFile(ctx, path, office.MainFile)
	if err != nil {
		return "", err
	}
	return w.Store.SaveDocument(ctx, office.Document{Info: info, Stage: stage, Files: []office.File{file}})
}

// stageOf tells a draft from a document that a person, or the agency too, has
// signed.
func (w *Workplace) stageOf(ctx context.Context, path string) (office.Stage, error) {
	trust, err := OwnTrust(w.Config)
	if err != nil {
		return "", err
	}
	report, err := VerifyFile(ctx, path, trust, w.Clock)
	if err != nil {
		return "", err
	}
	stage := office.Draft
	for _, s := range report.Signatures {
		switch {
		case s.Result == verify.TotalFailed:
		case s.Signer.Kind == verify.AgencySigner:
			return office.Sealed, nil
		case stage == office.Draft:
			stage = office.Signed
		}
	}
	return stage, nil
}

// Known checks that the recipients are in the directory, before a file is kept
// for them.
func (w *Workplace) Known(ctx context.Context, codes []office.AgencyCode) error {
	agencies, err := w.Store.Agencies(ctx)
	if err != nil {
		return err
	}
	known := map[office.AgencyCode]bool{}
	for _, a := range agencies {
		known[a.Code] = true
	}
	for _, c := range codes {
		if !known[c] {
			return unknownAgency(c)
		}
	}
	return nil
}

func unknownAgency(c office.AgencyCode) error {
	return fault.New(office.ErrAgencyUnknown, fault.Args{"value": string(c)}, nil)
}
