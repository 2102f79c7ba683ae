package workplace

import (
	"context"

	"github.com/vanthu/vanthu/desk"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/inbox"
)

// Documents are the inbox's outgoing documents behind the one door for both
// programs: nothing whose pages bear a mark of secrecy goes in or out, and
// nothing goes out as signed whose agency's signature is not valid.
type Documents struct {
	*inbox.Store
	checks *desk.Checks
}

// Documents opens the door.
func (w *Workplace) Documents() Documents { return Documents{w.Store, w.Checks} }

// SaveDocument is inbox.Store.SaveDocument behind the door.
func (d Documents) SaveDocument(ctx context.Context, document office.Document) (office.DocumentID, error) {
	if _, err := d.checks.Admit(ctx, document.Files); err != nil {
		return "", err
	}
	return d.Store.SaveDocument(ctx, document)
}

// Dispatch is inbox.Store.Dispatch behind the door. What was issued before was
// checked then; its certificate may have expired since.
func (d Documents) Dispatch(ctx context.Context, id office.DocumentID, to []office.AgencyCode) (office.DispatchID, error) {
	document, err := d.Document(ctx, id)
	if err != nil {
		return "", err
	}
	if _, err := d.checks.Admit(ctx, document.Files); err != nil {
		return "", err
	}
	file, ok := office.MainFileOf(document.Files)
	if ok && document.Stage != office.Issued {
		report, err := d.checks.Check(ctx, file.SHA256)
		if err != nil {
			return "", err
		}
		if err := mayIssue(document, report); err != nil {
			return "", err
		}
	}
	return d.Store.Dispatch(ctx, id, to)
}

// Accept takes an arrival into the register; one in doubt (desk.Checks.Doubt) only
// when the person insists.
func (w *Workplace) Accept(ctx context.Context, id office.ArrivalID, to string, insist bool) error {
	arrival, err := w.Store.Arrival(ctx, id)
	if err != nil {
		return err
	}
	if !insist {
		if err := w.Checks.Doubt(ctx, arrival); err != nil {
			return err
		}
	}
	return w.Store.Accept(ctx, id, to)
}
