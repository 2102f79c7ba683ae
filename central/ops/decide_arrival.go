package ops

import (
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/vanthu/vanthu/central/store"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
)

// maxNote bounds what a person may write, in characters.
const maxNote = 2000

// acceptArrival takes an arrival into the incoming register: its next number and
// status 03, seen by both sides.
func (a *action) acceptArrival() (any, error) {
	p, err := payload[api.AcceptPayload](a)
	if err != nil {
		return nil, err
	}
	if utf8.RuneCountInString(p.AssignedTo) > maxNote {
		return nil, malformed("assigned_to", nil)
	}
	arrival, err := a.arrivalFor(office.StatusAccepted)
	if err != nil {
		return nil, err
	}
	if err := a.register(&arrival); err != nil {
		return nil, err
	}
	arrival.AssignedTo = strings.TrimSpace(p.AssignedTo)
	return arrival, a.decided(arrival)
}

// refuseArrival sends an arrival back with a reason, status 02.
func (a *action) refuseArrival() (any, error) {
	p, err := payload[api.RefusePayload](a)
	if err != nil {
		return nil, err
	}
	if err := office.CheckReason(p.Reason); err != nil {
		return nil, err
	}
	if utf8.RuneCountInString(p.Reason) > maxNote {
		return nil, malformed("reason", nil)
	}
	arrival, err := a.arrivalFor(office.StatusRefused)
	if err != nil {
		return nil, err
	}
	step := a.event(office.StatusRefused, a.actor.Name, arrival.Events)
	step.Text = strings.TrimSpace(p.Reason)
	arrival.Events = append(arrival.Events, step)
	return arrival, a.decided(arrival)
}

// arrivalFor reads the arrival of the operation, of which a status may follow.
// The status machine is the guard here, not base_version: a note added meanwhile
// does not stand against accepting.
func (a *action) arrivalFor(next office.Status) (office.Arrival, error) {
	arrival, err := a.tx.Arrival(a.agency(), office.ArrivalID(a.op.Target))
	if errors.Is(err, store.ErrAbsent) {
		return arrival.Arrival, api.ErrNotFound
	}
	if err != nil {
		return arrival.Arrival, err
	}
	if err := office.Follow(arrival.Status(), next); err != nil {
		return arrival.Arrival, refused{err, arrival.Arrival}
	}
	return arrival.Arrival, nil
}

// register gives an arrival the next number of this year's incoming register and
// status 03. The year is that of the act, in Vietnam.
func (a *action) register(arrival *office.Arrival) (err error) {
	year := office.DateOf(a.now).Year
	arrival.Year = year
	arrival.Number, err = a.tx.NextNumber(office.RegisterKey{Agency: a.agency(), Kind: office.IncomingRegister, Year: year})
	step := a.event(office.StatusAccepted, a.actor.Name, arrival.Events)
	step.ArrivalNumber = arrival.Number
	arrival.Events = append(arrival.Events, step)
	return err
}

// decided writes a decided arrival and lets its sender see it.
func (a *action) decided(arrival office.Arrival) error {
	sender, err := a.tx.Sender(arrival.Delivery)
	if err != nil {
		return err
	}
	if err := a.touch(a.agency(), sender); err != nil {
		return err
	}
	if _, err := a.tx.PutArrival(arrival, a.actor.Device); err != nil {
		return err
	}
	_, err = a.tx.TouchDelivery(sender, arrival.Delivery, a.actor.Device)
	return err
}
