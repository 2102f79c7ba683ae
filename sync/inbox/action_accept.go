package inbox

import (
	"context"

	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
)

// Accept takes an electronic arrival into the incoming register. Until the
// server has given the number it shows a provisional mark.
func (s *Store) Accept(ctx context.Context, id office.ArrivalID, assignedTo string) error {
	return s.decide(ctx, id, office.StatusAccepted, deed{
		kind: api.AcceptArrival, payload: api.AcceptPayload{AssignedTo: assignedTo}, marked: true,
	})
}

// Refuse sends an electronic arrival back with a reason (office.CheckReason).
func (s *Store) Refuse(ctx context.Context, id office.ArrivalID, reason string) error {
	if err := office.CheckReason(reason); err != nil {
		return err
	}
	return s.decide(ctx, id, office.StatusRefused, deed{
		kind: api.RefuseArrival, payload: api.RefusePayload{Reason: reason},
	})
}

// decide puts a deed on an arrival whose status allows it.
func (s *Store) decide(ctx context.Context, id office.ArrivalID, status office.Status, d deed) error {
	return s.write(ctx, func(c *change) error {
		a, err := c.arrival(id)
		if err != nil {
			return err
		}
		if err := office.Follow(a.Status(), status); err != nil {
			return err
		}
		d.target, d.info = string(id), a.Info
		d.touches = []touch{{api.ArrivalRecord, string(id)}}
		return c.perform(d)
	})
}
