package ops

import (
	"errors"

	"github.com/vanthu/vanthu/central/store"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
)

// registerArrival takes a paper arrival into the incoming register. Number, year
// and events are the server's; when it came is the clerk's word.
func (a *action) registerArrival() (any, error) {
	arrival, err := payload[office.Arrival](a)
	if err != nil {
		return nil, err
	}
	if err := a.checkPaper(arrival); err != nil {
		return nil, err
	}
	_, err = a.tx.Arrival(a.agency(), arrival.ID)
	if err == nil {
		return nil, api.ErrOpReused
	}
	if !errors.Is(err, store.ErrAbsent) {
		return nil, err
	}
	if err := a.attach(arrival.Files); err != nil {
		return nil, err
	}
	arrival.Agency, arrival.Number, arrival.Events = a.agency(), 0, nil
	if arrival.ReceivedAt.IsZero() || arrival.ReceivedAt.After(a.now) {
		arrival.ReceivedAt = a.now
	}
	came := a.event(office.StatusArrived, a.actor.Name, nil)
	came.At = arrival.ReceivedAt.UTC()
	arrival.Events = []office.StatusEvent{came}
	if err := a.register(&arrival); err != nil {
		return nil, err
	}
	if err := a.touch(a.agency()); err != nil {
		return nil, err
	}
	_, err = a.tx.PutArrival(arrival, a.actor.Device)
	return arrival, err
}

func (a *action) checkPaper(arrival office.Arrival) error {
	if string(arrival.ID) != a.op.Target || !validID(arrival.ID) {
		return malformed("target", nil)
	}
	if arrival.Agency != "" && arrival.Agency != a.agency() {
		return malformed("agency", nil)
	}
	if arrival.Delivery != "" {
		return malformed("delivery", nil)
	}
	if err := arrival.CheckPaper(); err != nil {
		return err
	}
	return checkFiles(arrival.Files)
}
