package ops

import (
	"encoding/json"
	"time"

	"github.com/google/uuid"

	"github.com/vanthu/vanthu/central/access"
	"github.com/vanthu/vanthu/central/store"
	"github.com/vanthu/vanthu/internal/fault"
	"github.com/vanthu/vanthu/office"
	"github.com/vanthu/vanthu/sync/api"
)

// action is one operation being done in its transaction.
type action struct {
	tx      store.Tx
	actor   access.Actor
	op      api.Op
	now     time.Time
	ids     office.IDSource
	touched []office.AgencyCode // whose feeds it moved
}

// do does the operation and gives the record as it is then. The mark of secrecy
// is read before anything else.
func (a *action) do() (current any, err error) {
	if err := a.admit(); err != nil {
		return nil, err
	}
	if err := access.Do(a.actor, a.op.Kind); err != nil {
		return nil, err
	}
	switch a.op.Kind {
	case api.SaveDocument:
		return a.saveDocument()
	case api.NumberDocument:
		return a.numberDocument()
	case api.SendDispatch:
		return a.sendDispatch()
	case api.RegisterArrival:
		return a.registerArrival()
	case api.AcceptArrival:
		return a.acceptArrival()
	case api.RefuseArrival:
		return a.refuseArrival()
	}
	return nil, malformed("kind", nil)
}

// admit refuses a payload about a document marked secret, whatever the operation.
func (a *action) admit() error {
	var payload struct {
		Info struct {
			Secrecy office.Secrecy `json:"secrecy"`
		} `json:"info"`
	}
	if err := json.Unmarshal(a.op.Payload, &payload); err != nil {
		return malformed("payload", err)
	}
	return payload.Info.Secrecy.Admit()
}

// payload reads the operation's payload.
func payload[T any](a *action) (p T, err error) {
	if err := json.Unmarshal(a.op.Payload, &p); err != nil {
		if code, args, ok := fault.Of(err); ok && rules[code] {
			return p, fault.New(code, args, err)
		}
		return p, malformed("payload", err)
	}
	return p, nil
}

// touch locks the feeds of agencies whose records will change.
func (a *action) touch(agencies ...office.AgencyCode) error {
	a.touched = append(a.touched, agencies...)
	return a.tx.LockFeeds(agencies...)
}

// agency is the actor's.
func (a *action) agency() office.AgencyCode { return a.actor.Agency.Code }

// event makes a step by a person, later than all steps before: their order is by
// time, and the machine's clock may stand still or go back.
func (a *action) event(status office.Status, by string, before []office.StatusEvent) office.StatusEvent {
	at := a.now
	for _, e := range before {
		if !at.After(e.At) {
			at = e.At.Add(time.Millisecond)
		}
	}
	return office.StatusEvent{ID: office.EventID(a.ids.New()), Status: status, At: at, By: by}
}

func malformed(detail string, cause error) error {
	return fault.New(api.ErrRequest, fault.Args{"detail": detail}, cause)
}

// validID tells whether an id is a UUID in its one way of writing.
func validID[T ~string](id T) bool {
	u, err := uuid.Parse(string(id))
	return err == nil && u.String() == string(id)
}
