package inbox

import (
	"context"

	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
)

// Dispatch sends a sealed document, or one issued before to further recipients:
// one operation, whatever their number. It refuses secret documents, recipients
// that are none, named twice or not in the directory, a document without files,
// number or date, and one that is not sealed yet (office.Document.MayIssue).
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
	if err := d.MayIssue(); err != nil {
		return err
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
