package inbox

import (
	"encoding/json"
	"slices"

	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
)

// foldArrival lays operations, in order, over the remote copy of an arrival; nil
// stands for none. It is pure, and an operation that the remote copy already
// holds, or that its status no longer allows, leaves it as it is.
func foldArrival(remote *office.Arrival, ops []pending) *office.Arrival {
	var a *office.Arrival
	if remote != nil {
		own := *remote
		own.Events = slices.Clone(remote.Events)
		a = &own
	}
	for _, p := range ops {
		a = overArrival(a, p)
	}
	return a
}

func overArrival(a *office.Arrival, p pending) *office.Arrival {
	switch {
	case p.Op.Kind == api.RegisterArrival && a == nil:
		return paperArrival(p)
	case a == nil:
		return nil
	case p.Op.Kind == api.AcceptArrival:
		overAccept(a, p)
	case p.Op.Kind == api.RefuseArrival:
		overRefuse(a, p)
	}
	return a
}

// paperArrival is a paper registration as the machine shows it before the
// server gave its number: arrived and accepted at the clerk's act.
func paperArrival(p pending) *office.Arrival {
	a := &office.Arrival{}
	if json.Unmarshal(p.Op.Payload, a) != nil {
		return nil
	}
	a.Events = append(a.Events, event(p, office.StatusArrived, ""), event(p, office.StatusAccepted, ""))
	a.Provisional = p.Mark
	return a
}

func overAccept(a *office.Arrival, p pending) {
	var payload api.AcceptPayload
	if json.Unmarshal(p.Op.Payload, &payload) != nil || office.Follow(a.Status(), office.StatusAccepted) != nil {
		return
	}
	a.Events = append(a.Events, event(p, office.StatusAccepted, ""))
	a.AssignedTo = payload.AssignedTo
	a.Provisional = p.Mark
}

func overRefuse(a *office.Arrival, p pending) {
	var payload api.RefusePayload
	if json.Unmarshal(p.Op.Payload, &payload) != nil || office.Follow(a.Status(), office.StatusRefused) != nil {
		return
	}
	a.Events = append(a.Events, event(p, office.StatusRefused, payload.Reason))
}

// event is a status that only this machine knows of yet. Its id begins with the
// operation's, so that equal times keep the order of the acts.
func event(p pending, status office.Status, text string) office.StatusEvent {
	return office.StatusEvent{
		ID:     office.EventID(string(p.Op.ID) + "/" + string(status)),
		Status: status, At: p.Op.At, By: p.By, Text: text,
	}
}
