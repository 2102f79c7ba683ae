package workplace

import (
	"context"

	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/office/reading"
)

// Kept is a document that was stored, with what was seen of its file.
type Kept struct {
	ID         office.DocumentID
	Stage      office.Stage
	Signatures desk.Verdict
	MarkRead   bool // the first page has text, and it bears no mark of secrecy
}

// Keep stores a PDF as an outgoing document of this machine's agency. How far it
// has come is read from the signatures that it bears: only a valid one counts.
// One whose page bears a mark of secrecy is refused before a byte is stored; with
// issue, so is one that may not leave the agency.
func (w *Workplace) Keep(ctx context.Context, path string, info office.Info, issue bool) (kept Kept, err error) {
	if err := info.Check(); err != nil {
		return Kept{}, err
	}
	session, err := w.Store.Session(ctx)
	if err != nil {
		return Kept{}, err
	}
	info.Issuer = session.Agency.Code
	if info.IssuerName == "" {
		info.IssuerName = session.Agency.Name
	}
	seen, err := digestOf(path)
	if err != nil {
		return Kept{}, err
	}
	if err := checkWhole(path, office.MainFile); err != nil {
		return Kept{}, err
	}
	if kept.MarkRead, err = w.checkText(ctx, path); err != nil {
		return Kept{}, err
	}
	report, err := deskVerifier{w}.Verify(ctx, path)
	if err != nil {
		return Kept{}, err
	}
	kept.Signatures, kept.Stage = report.Overall, stageOf(report)
	document := office.Document{Info: info, Stage: kept.Stage, Files: []office.File{{Role: office.MainFile}}}
	if issue {
		if err := mayIssue(document, report); err != nil {
			return Kept{}, err
		}
	}
	if document.Files[0], err = w.Store.AddFile(ctx, path, office.MainFile); err != nil {
		return Kept{}, err
	}
	if document.Files[0].SHA256 == seen { // else it was changed meanwhile, and is checked again
		w.Checks.Note(seen, report, kept.MarkRead)
	}
	kept.ID, err = w.Documents().SaveDocument(ctx, document)
	return kept, err
}

// checkText looks for a mark of secrecy on the pages of a file that is not kept.
func (w *Workplace) checkText(ctx context.Context, path string) (read bool, err error) {
	text, err := w.Reader.Text(ctx, path)
	if err != nil {
		return false, ctx.Err()
	}
	return reading.CheckSecrecy(text)
}

// stageOf tells a draft from a document that a person, or the agency too, has
// validly signed.
func stageOf(report desk.Report) office.Stage {
	switch {
	case desk.MayLeave(report) == nil:
		return office.Sealed
	case desk.MaySeal(report) == nil:
		return office.Signed
	default:
		return office.Draft
	}
}

// mayIssue adds what the signatures say to the office's own rule. A document that
// has left already was checked then.
func mayIssue(d office.Document, report desk.Report) error {
	if err := desk.MayLeave(report); err != nil && !(d.Info.Unsigned && report.Overall != desk.NotValid) {
		return err
	}
	return d.MayIssue()
}

// ErrNotSynced: the directory of agencies has not come to this machine yet.
var ErrNotSynced = fault.Define("workplace.not_synced")

// Known checks that the recipients are in the directory, before a file is kept
// for them.
func (w *Workplace) Known(ctx context.Context, codes []office.AgencyCode) error {
	if _, err := w.Store.Session(ctx); err != nil {
		return err
	}
	agencies, err := w.Store.Agencies(ctx)
	if err != nil {
		return err
	}
	if len(agencies) == 0 {
		return ErrNotSynced
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
