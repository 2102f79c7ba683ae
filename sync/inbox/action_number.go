package inbox

import (
	"context"

	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
)

// NumberDocument asks for the next number of the outgoing register in the
// date's year (Decree 30/2020 article 15: the system gives it). The document
// shows it after the next sync; asked for twice it is api.ErrStage.
func (s *Store) NumberDocument(ctx context.Context, id office.DocumentID, date office.Date, notation string) error {
	return s.write(ctx, func(c *change) error {
		d, err := c.document(id)
		if err != nil {
			return err
		}
		if err := c.mayNumber(d, date, notation); err != nil {
			return err
		}
		return c.perform(deed{
			kind: api.NumberDocument, target: string(id), info: d.Info,
			payload: api.NumberPayload{Date: date, Notation: notation},
			touches: []touch{{api.DocumentRecord, string(id)}},
		})
	})
}

func (c *change) mayNumber(d office.Document, date office.Date, notation string) error {
	if d.Stage != office.Signed || !d.Info.Code.IsZero() {
		return api.ErrStage
	}
	if date.IsZero() {
		return fault.New(office.ErrDate, fault.Args{"value": ""}, nil)
	}
	if _, err := office.ParseDocumentCode("1/" + notation); err != nil {
		return err
	}
	ops, err := c.overlay(touch{api.DocumentRecord, string(d.ID)})
	for _, p := range ops {
		if p.Op.Kind == api.NumberDocument {
			return api.ErrStage
		}
	}
	return err
}
