package inbox

import (
	"context"

	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
)

// RegisterPaper enters a document that came on paper, with its scan if there is
// one, into the incoming register. Number and year are the server's to give;
// until then it shows a provisional mark. The time of receipt is now unless the
// arrival says another. It refuses what office.Arrival.CheckPaper does.
func (s *Store) RegisterPaper(ctx context.Context, a office.Arrival) (office.ArrivalID, error) {
	if err := s.admit(ctx, a.Info, a.Files); err != nil {
		return "", err
	}
	if err := a.CheckPaper(); err != nil {
		return "", err
	}
	err := s.write(ctx, func(c *change) error {
		if err := c.completePaper(&a); err != nil {
			return err
		}
		if err := s.keep(c, a.Files); err != nil {
			return err
		}
		return c.perform(deed{
			kind: api.RegisterArrival, target: string(a.ID), payload: a, info: a.Info, marked: true,
			touches: []touch{{api.ArrivalRecord, string(a.ID)}},
		})
	})
	if err != nil {
		return "", err
	}
	return a.ID, nil
}

func (c *change) completePaper(a *office.Arrival) error {
	session, err := c.session()
	if err != nil {
		return err
	}
	a.ID = office.ArrivalID(c.ids())
	a.Agency, a.Delivery = session.Agency.Code, ""
	a.Number, a.Year, a.Events, a.Provisional = 0, 0, nil, ""
	if a.ReceivedAt.IsZero() {
		a.ReceivedAt = c.now
	}
	return nil
}
