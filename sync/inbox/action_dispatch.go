package inbox

import (
	"context"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
)

// Dispatch sends a sealed document, or one issued before to further recipients:
// one operation, whatever their number. It refuses secret documents, recipients
// that are none, named twice or not in the directory, a document without files,
// number or date, and one that is not sealed yet (api.ErrStage).
func (s *Store) Dispatch(ctx context.Context, id office.DocumentID, recipients []office.AgencyCode) (office.DispatchID, error) {
	if err := office.CheckRecipients(recipients); err != nil {
		return "", err
	}
	var dispatch office.DispatchID
	err := s.write(ctx, func(c *change) error {
		d, err := c.document(id)
		if err != nil {
			return err
		}
		if err := c.mayDispatch(d, recipients); err != nil {
			return err
		}
		if err := s.keep(c, d.Files); err != nil {
			return err
		}
		dispatch = office.DispatchID(c.ids())
		return c.perform(deed{
			kind: api.SendDispatch, target: string(id), info: d.Info,
			payload: api.DispatchPayload{
				Dispatch: dispatch, Document: id, Info: d.Info, Files: d.Files, Recipients: recipients,
			},
			touches: dispatchTouches(dispatch, id, recipients),
		})
	})
	if err != nil {
		return "", err
	}
	return dispatch, nil
}

func (c *change) mayDispatch(d office.Document, recipients []office.AgencyCode) error {
	if err := d.Info.Check(); err != nil {
		return err
	}
	if len(d.Files) == 0 {
		return office.ErrFile
	}
	if d.Info.Code.IsZero() {
		return fault.New(office.ErrDocumentCode, fault.Args{"value": ""}, nil)
	}
	if d.Info.Date.IsZero() {
		return fault.New(office.ErrDate, fault.Args{"value": ""}, nil)
	}
	if d.Stage != office.Sealed && d.Stage != office.Issued {
		return api.ErrStage
	}
	return c.knownAgencies(recipients)
}

func dispatchTouches(dispatch office.DispatchID, id office.DocumentID, recipients []office.AgencyCode) []touch {
	touches := []touch{{api.DocumentRecord, string(id)}}
	for _, r := range recipients {
		touches = append(touches, touch{api.DeliveryRecord, string(office.DeliveryOf(dispatch, r))})
	}
	return touches
}
